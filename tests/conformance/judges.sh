# Sourced: programs of other authors from PyPI, in a folder of their own under .cache.

# judges NAME MODULES PACKAGE...: sets `python` to an interpreter that has these packages, or ends with 77.
judges() {
    local folder="$root/.cache/$1" modules=$2
    shift 2
    python=$folder/bin/python
    "$python" -c "import $modules" >/dev/null 2>&1 && return
    rm -rf "$folder"
    mkdir -p "$root/.cache"
    python3 -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1 ||
        skip "no Python >= 3.11"
    python3 -m venv "$folder" || skip "no venv"
    "$folder/bin/pip" install --quiet --disable-pip-version-check "$@" >&2 || {
        rm -rf "$folder"
        skip "pip could not install $*"
    }
}

skip() {
    echo "skipped: $1"
    exit 77
}
