#!/usr/bin/env bash
# Case reports sent by a client of other authors: foreign_reports.sh ADDRESS CODE KEY DAY OTHER_CODE.
# Exit: 0 it is answered as by DHIS2, 1 it is not, 77 the client cannot run here.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/judges.sh"
judges dhis2 dhis2 dhis2.py==2.3.0
exec "$python" -W ignore "$here/judge_reports.py" "$@"
