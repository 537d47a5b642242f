#!/usr/bin/env bash
# The journal of a served community, judged by a verifier of other authors: it
# accepts what the program serves, and refuses it with one byte of one entry
# changed on the way. Exit: 0 both, 1 not, 77 the verifier cannot run here.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${TIDEOVER_BIN:-$root/target/debug/tideover}
folder=$(mktemp -d)
children=()

clean() {
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null && wait "$child" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap clean EXIT

# address_in FILE: waits up to 30 s for the address that a server prints.
address_in() {
    for _ in $(seq 300); do
        grep -ohE -m 1 'http://127\.0\.0\.1:[0-9]+' "$1" && return 0
        sleep 0.1
    done
    echo "no address in:" >&2
    cat "$1" >&2
    return 1
}

judge() {
    sh "$here/aics_tlog.sh" "$1" "$folder/data/vkey"
}

"$program" drill face-masks-guru --seed 1 --data "$folder/data" --json >/dev/null
"$program" serve --data "$folder/data" --listen 127.0.0.1:0 --origin drill.tideover.example/face-masks-guru \
    >"$folder/served" 2>&1 &
children+=($!)
address=$(address_in "$folder/served")

status=0
judge "$address" || status=$?
[ "$status" -eq 0 ] || exit "$status"

python3 "$here/tampering_proxy.py" "$address" >"$folder/proxied" 2>&1 &
children+=($!)
proxy=$(address_in "$folder/proxied")
status=0
judge "$proxy" || status=$?
if [ "$status" -ne 1 ]; then
    echo "a changed byte was not refused (exit $status)"
    exit 1
fi
echo "accepted as served, refused with one byte changed"
