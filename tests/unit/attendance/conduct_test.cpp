#include "attended.h"

using namespace passline;

namespace {

std::string reached(const std::string& rules, const std::string& rows) {
    const auto workspace = assembled({with_attendance({}, ",\nconduct: [" + rules + "]")},
                                     {"{passline: 1, plan: P, courses: [{id: A, track: basic, start: "
                                      "2026-01-05}, {id: B, track: basic, start: "
                                      "2026-04-01}]}"},
                                     "employee_id,name\nE1,甲\n");
    Folder folder;
    Diagnostics diagnostics;
    Conduct conduct(*workspace, Date::parse_iso("2026-12-31").value());
    conduct.load(folder.file("i.csv", "employee_id,date,kind,course_id\n" + rows), {}, diagnostics);
    conduct.sort();
    std::string text = folder.plain(problems(diagnostics));
    for (const ReachedConduct& each : conduct.of(0)) {
        text += fmt::format("{} x{} {} {}\n", each.rule->of.front(), each.counted.size(),
                            each.course == Workspace::none ? "-" : workspace->courses[each.course].course->id,
                            each.period ? each.period->text() : "");
    }
    return text;
}

}  // namespace

TEST_CASE("conduct: counted by course, at the incident that reaches the count") {
    const std::string rule = "{of: [noise, sleeping], at_least: 2}";
    CHECK(reached(rule, "E1,2026-01-05,noise,A\nE1,2026-04-01,sleeping,B\n").empty());
    CHECK(reached(rule, "E1,2026-01-05,noise,A\nE1,2026-01-05,Sleeping,A\nE1,2026-01-06,noise,A\n") ==
          "noise x3 A \n");
    CHECK(reached(rule, "E1,2026-01-05,noise,\nE1,2026-01-06,noise,\n") == "noise x2 - \n");
}

TEST_CASE("conduct: counted by year, over courses and outside of them") {
    CHECK(reached("{of: [noise], at_least: 3, per: year}",
                  "E1,2026-04-01,noise,B\nE1,2026-01-05,noise,A\nE1,2026-03-05,noise,\n") ==
          "noise x3 B 2026\n");
    CHECK(reached("{of: [noise], at_least: 2, per: quarter}",
                  "E1,2026-04-01,noise,B\nE1,2026-01-05,noise,A\nE1,2026-03-05,noise,\n") ==
          "noise x2 - 2026-Q1\n");
    CHECK(reached("{of: [noise], at_least: 2, per: year, tracks: [basic]}",
                  "E1,2026-01-05,noise,A\nE1,2026-03-05,noise,\n")
              .empty());
}

TEST_CASE("conduct: a kind that no rule speaks of is named and left alone") {
    CHECK(reached("{of: [cheating], at_least: 1}", "E1,2026-01-05,cheeting,A\nE1,2026-01-05,noise,A\n") ==
          "i.csv:2:15 warning[unknown-incident] no conduct rule speaks of 'cheeting', so nothing follows "
          "from it | did you "
          "mean 'cheating'?\n"
          "i.csv:3:15 warning[unknown-incident] no conduct rule speaks of 'noise', so nothing follows from "
          "it | correct "
          "the kind, or add a rule to the policy's `conduct`\n");
}
