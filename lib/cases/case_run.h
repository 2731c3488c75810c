#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cases/case.h"
#include "time/calendar.h"
#include "trace/trace.h"
#include "workspace/workspace.h"

namespace passline {

/// One key of `expect` that came out otherwise; both sides as YAML writes them in one line.
struct Difference {
    std::string key;
    Text expected;
    Text got;
    bool operator==(const Difference&) const = default;
};

/// A rule that a case has touched, by where it stands. `part`: of a rule with several lines, which one.
struct Touch {
    Origin origin;
    std::string part;
    bool reached = true;  ///< false: it was held against the case and did not apply
};

/// A case judged.
struct CaseResult {
    std::unique_ptr<Workspace> workspace;  ///< what the outcomes point into
    std::vector<CourseOutcome> outcomes;   ///< of all courses, by course id
    std::vector<TraceNode> trace;          ///< why: a root for each course, in the same order
    std::vector<Touch> touched;            ///< rules beside those of grading
    std::vector<CaseValue> came_out;       ///< values of the keys that Expectation::more holds
    std::vector<Text> problems;            ///< scores that can't be judged: attempts out of turn, …
    std::vector<Difference> differences;

    bool ok() const { return problems.empty() && differences.empty(); }
};

/// Judges a case with the same code that judges sheets, and compares what comes out (of a course: of its last
/// one) with what is expected. The case and its policy must outlive the result.
CaseResult run_case(const Case& test, const Calendar& calendar);

/// Every stated key that differs, in the order of `Expectation`.
std::vector<Difference> differences(const Expectation& expect, const CourseOutcome& outcome);
/// The same of `Expectation::more`; both in the order of `expected`.
std::vector<Difference> differences(const std::vector<CaseValue>& expected,
                                    const std::vector<CaseValue>& came_out);

}  // namespace passline
