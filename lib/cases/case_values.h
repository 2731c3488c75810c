#pragma once
#include <vector>

#include "attendance/attendance.h"
#include "cases/case_value.h"
#include "retraining/appeals.h"
#include "retraining/outcome.h"

namespace passline {

/// Collects what came out, as it is printed.
class ValueList {
  public:
    ValueList(CaseKind kind, std::vector<CaseValue>& all) : kind_(kind), all_(all) {}

    /// One value; an empty one is none.
    void one(std::string_view key, std::string value);
    void many(std::string_view key, std::vector<std::string> values);
    void many(std::string_view key, const std::vector<const Article*>& articles);

  private:
    CaseKind kind_;
    std::vector<CaseValue>& all_;
};

/// What `attend` prints of a course or of the workplace.
void add_attendance_values(const AttendanceResult& result, ValueList& values);
/// What decisions and appeals do to a course.
void add_proceedings_values(const CourseOutcome& outcome, const Proceedings& proceedings, ValueList& values);

}  // namespace passline
