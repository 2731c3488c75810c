# The wide job in awk: awk -f wide.awk wide.csv; results and summary go to files.
BEGIN {
    FS = OFS = ","
    results = "wide-awk.csv"
    summary = "wide-awk-summary.csv"
    print "employee_id,name,department,course_id,track,attempts,scores,total,outcome,failed,band,next,due,actions,articles,appeal" > results
}
function printed(total) {
    text = sprintf("%.2f", total)
    if (total < 60 && text + 0 >= 60) return "59.99"
    if (total < 75 && text + 0 >= 75) return "74.99"
    if (total < 90 && text + 0 >= 90) return "89.99"
    return text
}
FNR == 1 { next }
{
    total = 0.4 * $4 + 0.3 * $5 + 0.3 * $6
    passed = total >= 60
    band = total >= 90 ? "excellent" : total >= 75 ? "good" : ""
    print $1, $2, "", $3, "weights", 1, "theory=" $4 ";practical=" $5 ";homework=" $6, printed(total), passed ? "pass" : "fail",
        passed ? "" : "total", band, "none", "", "", !passed ? "3;5" : band ? "3;4" : "3", "" > results
    enrolled[$3]++
    all_passed[$3] += passed
    totals[$3] += total
}
END {
    print "course_id,department,enrolled,assessed,passed_first,passed,failed,incomplete,not_attended,first_pass_rate,pass_rate,mean_total" > summary
    for (course in enrolled) {
        rate = sprintf("%.2f", 100 * all_passed[course] / enrolled[course])
        for (group = 0; group < 2; group++) {
            print course, group ? "-" : "", enrolled[course], enrolled[course], all_passed[course], all_passed[course],
                enrolled[course] - all_passed[course], 0, 0, rate, rate, sprintf("%.2f", totals[course] / enrolled[course]) > summary
        }
    }
}
