#!/usr/bin/env bash
# A quarter of the cross-border example, from check to retraining: demo.sh [PASSLINE] [OPTION…]
# Shows each command before it runs it and stops at the first that fails. `make demo` runs it.
set -euo pipefail

passline=${1:-build/passline}
[ $# -eq 0 ] || shift
if [ $# -eq 0 ]; then
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
        zh*) set -- --lang zh ;;
        *) set -- --lang en ;;
    esac
fi
options=("$@")

command -v "$passline" >/dev/null || {
    echo "demo.sh: $passline: not built yet, run make" >&2
    exit 1
}
# A path with a slash has to hold after the change of folder.
case $passline in */*) passline=$(realpath "$passline") ;; esac
cd "$(dirname "$0")/cross-border-training"

show() {
    printf '\n$ passline %s\n' "$*"
    "$passline" "$@"
}

# The day as which the quarter is looked at; without --as-of it is today.
day=(--as-of 2026-03-31 "${options[@]}")

show check "${day[@]}"
show grade --course ONB-2026-01 "${day[@]}"
show explain E1138 ONB-2026-01 "${day[@]}"
show retrain "${day[@]}"
