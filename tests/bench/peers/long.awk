# The long job in awk: awk -f long.awk roster.csv long.csv; results and summary go to files.
BEGIN {
    FS = OFS = ","
    results = "long-awk.csv"
    print "employee_id,name,department,course_id,track,attempts,scores,total,outcome,failed,band,next,due,actions,articles,appeal" > results
    close(results)
    summary = "long-awk-summary.csv"
    print "course_id,department,enrolled,assessed,passed_first,passed,failed,incomplete,not_attended,first_pass_rate,pass_rate,mean_total" > summary
    close(summary)
}
FNR == 1 { next }
NR == FNR { person[$1] = $2 OFS $3; department[$1] = $3; next }
{
    key = $1 OFS $2
    if ($4 >= attempts[key]) attempts[key] = $4
    score[key, $3, $4] = $5
}
function count(course, group, passed, first,    key) {
    key = course OFS group
    enrolled[key]++
    all_passed[key] += passed
    passed_first[key] += passed && first
}
END {
    sorted = "LC_ALL=C sort >> " results
    for (key in attempts) {
        split(key, part, OFS)
        theory = score[key, "theory", attempts[key]]
        practical = score[key, "practical", attempts[key]]
        failed = theory < 80 ? "theory" : ""
        if (practical < 85) failed = failed (failed == "" ? "" : ";") "practical"
        passed = failed == ""
        retrained = !passed && attempts[key] == 1
        print part[1], person[part[1]], part[2], "lines", attempts[key], "theory=" theory ";practical=" practical, "",
            passed ? "pass" : "fail", failed, "", retrained ? "retrain" : "none",
            !retrained ? "" : part[2] == "L1" ? "2026-02-27" : "2026-03-19", "", passed ? "1" : "1;2", "" | sorted
        count(part[2], "", passed, attempts[key] == 1)
        count(part[2], department[part[1]], passed, attempts[key] == 1)
    }
    close(sorted)
    sorted = "LC_ALL=C sort >> " summary
    for (key in enrolled) {
        print key, enrolled[key], enrolled[key], passed_first[key], all_passed[key], enrolled[key] - all_passed[key], 0, 0,
            sprintf("%.2f", 100 * passed_first[key] / enrolled[key]), sprintf("%.2f", 100 * all_passed[key] / enrolled[key]),
            "" | sorted
    }
    close(sorted)
}
