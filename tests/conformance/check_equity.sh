#!/usr/bin/env bash
# Equity of random tables, judged by PySAL and by the definitions in exact fractions.
# Exit: 0 they agree, 1 they do not, 77 PySAL cannot run here.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/judges.sh"
judges pysal inequality inequality==1.1.2
exec "$python" -W ignore "$here/judge_equity.py" "${TIDEOVER_BIN:-$root/target/debug/tideover}"
