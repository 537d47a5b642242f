#!/bin/sh
# Lets aics-tlog, a verifier by other authors, judge a served log.
#
#   aics_tlog.sh LOG VKEY_FILE [--old-checkpoint FILE] [--witness VKEY_FILE]...
#
# LOG is a directory of static files or a URL. Exit: 0 accepted, 1 refused (says "refused: why"), 2 wrong use,
# 77 skipped because there is no Python >= 3.12 or the verifier cannot be installed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv="$root/.cache/aics-tlog"
package="aics-tlog==0.2.1"

skip() {
    echo "skipped: $1"
    exit 77
}

new_enough() {
    "$@" -c 'import sys; raise SystemExit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

# A plain interpreter first; then one that pyenv keeps but does not offer by default.
make_venv() {
    for python in python3.14 python3.13 python3.12 python3; do
        if new_enough "$python"; then
            "$python" -m venv "$venv" && return 0
        fi
    done
    command -v pyenv >/dev/null 2>&1 || return 1
    for version in $(pyenv versions --bare 2>/dev/null | grep -E '^3\.(1[2-9]|[2-9][0-9])\.[0-9]+$' | sort -rV); do
        if new_enough env PYENV_VERSION="$version" python3; then
            PYENV_VERSION="$version" python3 -m venv "$venv" && return 0
        fi
    done
    return 1
}

[ $# -ge 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }

if ! "$venv/bin/python" -c 'import aics_tlog' >/dev/null 2>&1; then
    rm -rf "$venv"
    mkdir -p "$root/.cache"
    make_venv || skip "no Python >= 3.12 with venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "$package" >&2 || {
        rm -rf "$venv"
        skip "pip could not install $package"
    }
fi

exec "$venv/bin/python" "$here/judge_log.py" "$venv/bin/aics-tlog" "$@"
