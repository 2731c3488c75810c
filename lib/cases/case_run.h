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

/// A case judged.
struct CaseResult {
    std::unique_ptr<Workspace> workspace;  ///< what the outcomes point into
    std::vector<CourseOutcome> outcomes;   ///< of all courses, by course id
    std::vector<TraceNode> trace;          ///< why: a root for each course, in the same order
    std::vector<Text> problems;            ///< scores that can't be judged: attempts out of turn, …
    std::vector<Difference> differences;

    bool ok() const { return problems.empty() && differences.empty(); }
};

/// Judges a case with the same `Judge` that grades sheets, and compares its last course with what is
/// expected. The case and its policy must outlive the result.
CaseResult run_case(const Case& test, const Calendar& calendar);

/// Every stated key that differs, in the order of `Expectation`.
std::vector<Difference> differences(const Expectation& expect, const CourseOutcome& outcome);

}  // namespace passline
