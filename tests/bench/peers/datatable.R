# datatable.R long|wide: the job in R's data.table, on two threads.
suppressMessages(library(data.table))
setDTthreads(2)
job <- commandArgs(trailingOnly = TRUE)[1]
columns <- c("employee_id", "name", "department", "course_id", "track", "attempts", "scores", "total", "outcome", "failed", "band",
             "next", "due", "actions", "articles", "appeal")

write_summary <- function(judged) {
    count <- function(keys) {
        judged[, .(enrolled = .N, passed_first = sum(passed & attempts == 1L), passed = sum(passed), mean_total = mean(total)), by = keys]
    }
    whole <- count("course_id")[, department := ""]
    parts <- if (job == "wide") copy(whole)[, department := "-"] else count(c("course_id", "department"))
    table <- setorder(rbind(whole, parts, use.names = TRUE), course_id, department)
    fwrite(table[, .(course_id, department, enrolled, assessed = enrolled, passed_first, passed, failed = enrolled - passed,
                     incomplete = 0L, not_attended = 0L, first_pass_rate = round(100 * passed_first / enrolled, 2),
                     pass_rate = round(100 * passed / enrolled, 2), mean_total = round(mean_total, 2))],
           paste0(job, "-datatable-summary.csv"))
}

if (job == "long") {
    sheet <- fread("long.csv", select = c("employee_id", "course_id", "component", "attempt", "score"))
    setorder(sheet, employee_id, course_id, attempt)
    last <- unique(sheet, by = c("employee_id", "course_id", "component"), fromLast = TRUE)
    judged <- last[component == "theory", .(employee_id, course_id, attempts = attempt, theory = score)]
    judged[last[component == "practical"], practical := i.score, on = c("employee_id", "course_id")]
    judged[fread("roster.csv"), c("name", "department") := .(i.name, i.department), on = "employee_id"]
    judged[, c("passed", "total", "track", "band") := .(theory >= 80 & practical >= 85, NA_real_, "lines", "")]
    write_summary(judged)
    judged[, scores := paste0("theory=", theory, ";practical=", practical)]
    judged[, failed := fcase(passed, "", theory >= 80, "practical", practical >= 85, "theory", default = "theory;practical")]
    judged[, `next` := fifelse(!passed & attempts == 1L, "retrain", "none")]
    judged[, due := fcase(`next` == "none", "", course_id == "L1", "2026-02-27", default = "2026-03-19")]
    judged[, articles := fifelse(passed, "1", "1;2")]
} else {
    judged <- fread("wide.csv")
    judged[, total := 0.4 * theory + 0.3 * practical + 0.3 * homework]
    judged[, c("passed", "attempts", "department", "track", "next", "due") := .(total >= 60, 1L, "", "weights", "none", "")]
    write_summary(judged)
    judged[, scores := paste0("theory=", theory, ";practical=", practical, ";homework=", homework)]
    judged[, failed := fifelse(passed, "", "total")]
    judged[, band := fcase(total >= 90, "excellent", total >= 75, "good", default = "")]
    judged[, articles := fcase(total < 60, "3;5", total >= 75, "3;4", default = "3")]
    judged[, total := fcase(total < 60, pmin(round(total, 2), 59.99), total < 75, pmin(round(total, 2), 74.99),
                            total < 90, pmin(round(total, 2), 89.99), rep(TRUE, .N), round(total, 2))]
}
judged[, c("outcome", "actions", "appeal") := .(fifelse(passed, "pass", "fail"), "", "")]
fwrite(judged[, columns, with = FALSE], paste0(job, "-datatable.csv"))
