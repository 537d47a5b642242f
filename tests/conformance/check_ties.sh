#!/usr/bin/env bash
# Ties of random networks, judged by networkx and igraph.
# Exit: 0 they agree, 1 they do not, 77 they cannot run here.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/judges.sh"
judges networks networkx,numpy,igraph networkx==3.6.1 numpy igraph==1.0.0
exec "$python" "$here/judge_ties.py" "${TIDEOVER_BIN:-$root/target/debug/tideover}"
