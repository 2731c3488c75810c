#!/bin/sh
# miller.sh long|wide: the job in Miller, then the summary from its results.
set -eu
here=$(dirname "$0")
if [ "$1" = long ]; then
    mlr --icsv --ocsv put -q -f "$here/long.mlr" then join -f roster.csv -j employee_id then put -f "$here/long_rows.mlr" \
        then sort -f employee_id,course_id long.csv >long-miller.csv
else
    mlr --icsv --ocsv put -f "$here/wide.mlr" wide.csv >wide-miller.csv
fi
mlr --icsv --ocsv put -q -f "$here/summary.mlr" then sort -f course_id,department "$1-miller.csv" >"$1-miller-summary.csv"
