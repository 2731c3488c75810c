"""pandas_job.py long|wide: the job in pandas, vectorised."""

import sys

import numpy
import pandas

RESULTS = ("employee_id name department course_id track attempts scores total outcome failed band next due actions articles "
           "appeal").split()


def write_summary(judged, job):
    judged = judged.assign(first=judged.passed & (judged.attempts == 1))

    def counts(keys):
        return judged.groupby(keys).agg(
            enrolled=("passed", "size"), passed_first=("first", "sum"), passed=("passed", "sum"),
            mean_total=("total", "mean")).reset_index()

    whole = counts(["course_id"]).assign(department="")
    parts = whole.assign(department="-") if job == "wide" else counts(["course_id", "department"])
    table = pandas.concat([whole, parts]).sort_values(["course_id", "department"])
    table["assessed"], table["failed"] = table.enrolled, table.enrolled - table.passed
    table["incomplete"] = table["not_attended"] = 0
    table["first_pass_rate"] = (100 * table.passed_first / table.enrolled).round(2)
    table["pass_rate"] = (100 * table.passed / table.enrolled).round(2)
    table["mean_total"] = table.mean_total.round(2)
    columns = ("course_id department enrolled assessed passed_first passed failed incomplete not_attended first_pass_rate "
               "pass_rate mean_total").split()
    table[columns].to_csv(f"{job}-pandas-summary.csv", index=False)


def long_job():
    sheet = pandas.read_csv("long.csv", usecols=["employee_id", "course_id", "component", "attempt", "score"],
                            dtype={"course_id": "category", "component": "category", "attempt": "int8", "score": "float64"})
    sheet = sheet.sort_values("attempt", kind="stable")
    last = sheet.drop_duplicates(["employee_id", "course_id", "component"], keep="last")
    theory, practical = (last[last.component == name].drop(columns="component") for name in ("theory", "practical"))
    both = theory.merge(practical, on=["employee_id", "course_id"], suffixes=("", "_practical"))
    both = both.rename(columns={"score": "theory", "score_practical": "practical", "attempt": "attempts"})
    both["course_id"] = both.course_id.astype(str)
    judged = both.merge(pandas.read_csv("roster.csv"), on="employee_id").sort_values(["employee_id", "course_id"])
    judged["passed"] = (judged.theory >= 80) & (judged.practical >= 85)
    judged["total"] = numpy.nan
    write_summary(judged, "long")
    retrained = ~judged.passed & (judged.attempts == 1)
    judged["track"] = "lines"
    judged["scores"] = "theory=" + judged.theory.astype(str) + ";practical=" + judged.practical.astype(str)
    judged["failed"] = numpy.select([judged.passed, judged.theory >= 80, judged.practical >= 85], ["", "practical", "theory"],
                                    "theory;practical")
    judged["band"] = ""
    judged["next"] = numpy.where(retrained, "retrain", "none")
    judged["due"] = numpy.select([~retrained, judged.course_id == "L1"], ["", "2026-02-27"], "2026-03-19")
    judged["articles"] = numpy.where(judged.passed, "1", "1;2")
    return judged


def wide_job():
    judged = pandas.read_csv("wide.csv", dtype={"theory": "float64", "practical": "float64", "homework": "float64"})
    judged["total"] = 0.4 * judged.theory + 0.3 * judged.practical + 0.3 * judged.homework
    judged["passed"], judged["attempts"], judged["department"] = judged.total >= 60, 1, ""
    write_summary(judged, "wide")
    judged["track"], judged["next"], judged["due"] = "weights", "none", ""
    judged["scores"] = ("theory=" + judged.theory.astype(str) + ";practical=" + judged.practical.astype(str) + ";homework=" +
                        judged.homework.astype(str))
    judged["failed"] = numpy.where(judged.passed, "", "total")
    judged["band"] = numpy.select([judged.total >= 90, judged.total >= 75], ["excellent", "good"], "")
    judged["articles"] = numpy.select([judged.total < 60, judged.total >= 75], ["3;5", "3;4"], "3")
    printed = judged.total.round(2)
    judged["total"] = numpy.select([judged.total < 60, judged.total < 75, judged.total < 90],
                                   [printed.clip(upper=59.99), printed.clip(upper=74.99), printed.clip(upper=89.99)], printed)
    return judged


job = sys.argv[1]
results = {"long": long_job, "wide": wide_job}[job]()
results["outcome"] = numpy.where(results.passed, "pass", "fail")
results["actions"] = results["appeal"] = ""
results[RESULTS].to_csv(f"{job}-pandas.csv", index=False)
