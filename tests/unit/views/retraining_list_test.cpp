#include "views/retraining_list.h"

#include <doctest/doctest.h>

#include "../retraining/graded.h"

using namespace passline;

namespace {

Date day(const char* text) {
    const auto date = Date::parse_iso(text);
    REQUIRE(date.has_value());
    return *date;
}

}  // namespace

TEST_CASE("views: days left are working days after the day itself up to the due date") {
    const Calendar& cn = Calendar::cn();
    // 14 February is worked, 15 to 23 are off
    CHECK(days_left(cn, day("2026-02-13"), day("2026-02-27")) == 5);
    CHECK(days_left(cn, day("2026-02-14"), day("2026-02-27")) == 4);
    CHECK(days_left(cn, day("2026-02-23"), day("2026-02-27")) == 4);
    CHECK(days_left(cn, day("2026-02-26"), day("2026-02-27")) == 1);
    CHECK(days_left(cn, day("2026-02-27"), day("2026-02-27")) == 0);
    CHECK(days_left(cn, day("2026-02-28"), day("2026-02-27")) == -1);  // a Saturday that is worked
    CHECK(days_left(cn, day("2026-03-01"), day("2026-02-27")) == -1);
    CHECK(days_left(cn, day("2026-03-02"), day("2026-02-27")) == -2);
    CHECK(days_left(cn, day("2026-02-22"), day("2026-02-16")) == 0);
}

TEST_CASE("views: who must do something again, by due date, then employee and course") {
    const std::string roster =
        "employee_id,name,department,mentor_id,manager_id\n"
        "E1,李敏,客服,E7,E9\nE2,王芳,客服,,E9\nE3,赵强,,E7,\nE4,孙丽,,,\nE7,周明,,,\nE9,吴江,,,\n";
    const Graded graded(
        courses({"id: A, track: basic, start: 2026-01-05", "id: L, track: ladder, start: 2026-01-05"},
                roster),
        scores("E3,A,theory,1,70,\n"
               "E2,A,theory,1,79,2026-02-06\n"
               "E1,A,theory,1,79.99996,2026-02-06\n"
               "E2,L,theory,1,85,2026-02-10\nE2,L,practical,1,50,2026-02-10\n"
               "E4,A,theory,1,80,2026-02-06\nE4,L,theory,1,absent,2026-02-06\n"));
    RetrainingList list(*graded.workspace, day("2026-02-27"), Language::en);
    for (const CourseOutcome& outcome : graded.outcomes) list.add(outcome);
    StringSink sink;
    TableOptions options;
    options.format = TableFormat::csv;
    write_retraining(list.sorted(), options, sink);
    // 28 February, then 2 to 6 and 9 to 12 March; 20 February is a holiday, and 24 to 27 are worked
    CHECK(sink.text ==
          "employee_id,name,department,course_id,track,next,failures,failed,since,due,days_left,mentor_id,"
          "manager_id,articles\n"
          "E2,王芳,客服,L,ladder,resit,1,practical,2026-02-10,2026-02-20,-4,,E9,7;8\n"
          "E1,李敏,客服,A,basic,retrain,1,theory,2026-02-06,2026-03-12,10,E7,E9,1;4\n"
          "E2,王芳,客服,A,basic,retrain,1,theory,2026-02-06,2026-03-12,10,,E9,1;4\n"
          "E3,赵强,,A,basic,retrain,1,theory,,,,E7,,1;4\n");
}

TEST_CASE("views: nobody to be retrained is a list without rows") {
    StringSink sink;
    TableOptions options;
    options.format = TableFormat::csv;
    write_retraining({}, options, sink);
    CHECK(sink.text ==
          "employee_id,name,department,course_id,track,next,failures,failed,since,due,days_left,mentor_id,"
          "manager_id,articles\n");
}
