#!/usr/bin/env bash
# A quarter of the cross-border example, from check to retraining: demo.sh [PASSLINE] [zh|en]
# Shows each command before it runs it and stops at the first that fails. `make demo` runs it.
set -euo pipefail

passline=${1:-build/passline}
command -v "$passline" >/dev/null || {
    echo "demo.sh: $passline: not built yet, run make" >&2
    exit 1
}
case $passline in */*) passline=$(realpath "$passline") ;; esac # holds after the change of folder

case ${2:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
    zh*) lang=zh ;;
    *) lang=en ;;
esac

say() { # zh en
    if [ "$lang" = zh ]; then printf '\n# %s\n' "$1"; else printf '\n# %s\n' "$2"; fi
}

run() {
    printf '$ passline %s\n' "$*"
    "$passline" "$@"
}

# The quarter is looked at as of its last day; without --as-of, today counts.
options=(--as-of 2026-03-31 --lang "$lang")

echo '$ cd examples/cross-border-training'
cd "$(dirname "$0")/cross-border-training"

say '检查制度、计划、花名册和每一行成绩：没有输出就是没有问题' \
    'Check policy, plan, roster and every row of scores: silence means that all is well'
run check "${options[@]}"

say '评定一个课程（不写 --course 则评定整个季度）' \
    'Grade one course (without --course, the whole quarter)'
run grade --course ONB-2026-01 "${options[@]}"

say '为什么：从条款、成绩到文件的哪一行' \
    'Why: from article and figure to the line of the file'
run explain E1138 ONB-2026-01 "${options[@]}"

say '谁需要补训，何时到期' \
    'Who must be retrained, and by when'
run retrain "${options[@]}"
