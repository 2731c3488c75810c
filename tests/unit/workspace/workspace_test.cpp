#include "workspace/workspace.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "../problems.h"
#include "workspace/config.h"

using namespace passline;

namespace {

/// Files in a folder of their own, which goes when this does.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("passline-unit-" + std::to_string(getpid()))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void add(std::string key, const std::string& name, const std::string& text) {
        std::ofstream(path_ / name) << text;
        inputs.files[std::move(key)].push_back((path_ / name).string());
    }
    /// What is said when the workspace loads, the folder's name left out.
    std::string said(Language language = Language::en) {
        Diagnostics diagnostics;
        workspace = load_workspace(inputs, diagnostics);
        CHECK((workspace != nullptr) == diagnostics.ok());
        std::string text = problems(diagnostics, language);
        const std::string prefix = path_.string() + "/";
        for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
            text.erase(at, prefix.size());
        return text;
    }

    Inputs inputs;
    std::unique_ptr<Workspace> workspace;

  private:
    std::filesystem::path path_;
};

std::string policy(const std::string& id, const std::string& dates, const std::string& line = "80") {
    return "{passline: 1, id: " + id + ",\n" + dates +
           " tracks: {basic: {assessment: {components: {theory: {pass: " + line + "}}}}}}";
}

std::string plan(const std::string& head, const std::string& courses) {
    return "{passline: 1, plan: Q1," + head + "\ncourses: [" + courses + "]}";
}

}  // namespace

TEST_CASE("workspace: a course is judged by the version in force on its first day") {
    Folder folder;
    folder.add("policy", "new.yaml", policy("p", "effective: 2026-03-01,", "85"));
    folder.add("policy", "old.yaml", policy("p", "effective: 2025-01-01,", "80"));
    folder.add("plans", "a.yaml",
               plan("",
                    "{id: B, track: basic, start: 2026-03-01}, {id: A, track: basic, start: 2026-02-28, end: "
                    "2026-03-10}"));
    CHECK(folder.said() == "");
    REQUIRE(folder.workspace != nullptr);
    const Workspace& workspace = *folder.workspace;
    CHECK(workspace.course_ids() == std::vector<std::string>{"A", "B"});
    CHECK(workspace.course("B") == 1);
    CHECK(workspace.course("C") == Workspace::none);
    CHECK(workspace.courses[0].rules->components[0].pass->value == Decimal::whole(80));
    CHECK(workspace.courses[1].rules->components[0].pass->value == Decimal::whole(85));
}

TEST_CASE("workspace: courses of a track share their rules unless they state something of their own") {
    Folder folder;
    folder.add("policy", "p.yaml",
               "{passline: 1, id: p, tracks: {basic: {assessment: {components: {theory: {pass: 80}, "
               "oral: {}}}}, more: {assessment: {components: {theory: {pass: 90}}}}}}");
    folder.add(
        "plans", "a.yaml",
        plan("",
             "{id: A1, track: basic, start: 2026-01-05}, {id: A2, track: basic, start: 2026-01-06}, "
             "{id: A3, track: basic, start: 2026-01-07, assessment: {components: {oral: {pass: 70}}}}, "
             "{id: A4, track: more, start: 2026-01-08}"));
    folder.add("plans", "b.yaml",
               "{passline: 1, plan: Q2, courses: [{id: B1, track: basic, start: 2026-04-01}]}");
    REQUIRE(folder.said() == "");
    const auto& courses = folder.workspace->courses;
    REQUIRE(courses.size() == 5);
    const auto list = [&](std::size_t i) { return courses[i].rules->components.begin(); };
    CHECK(list(0) == list(1));
    CHECK(list(0) == list(4));
    CHECK(list(0) != list(2));
    CHECK_FALSE(courses[0].rules->components[1].pass);
    CHECK(courses[2].rules->components[1].pass->value == Decimal::whole(70));
    CHECK(courses[3].rules->components[0].pass->value == Decimal::whole(90));
    for (const auto& entry : courses) {
        CHECK(entry.rules->course == entry.course);
        CHECK(entry.rules->plan == entry.plan);
    }
}

TEST_CASE("workspace: a version with an end leaves room for the next") {
    Folder folder;
    folder.add("policy", "old.yaml", policy("p", "effective: 2025-01-01, until: 2026-02-28,"));
    folder.add("policy", "new.yaml", policy("p", "effective: 2026-03-01,", "85"));
    folder.add("policy", "other.yaml", policy("q", "effective: 2025-01-01,"));
    folder.add("plans", "a.yaml", plan("policy: p,", "{id: A, track: basic, start: 2026-02-28}"));
    CHECK(folder.said() == "");
}

TEST_CASE("workspace: versions that hold on one day are refused") {
    Folder folder;
    folder.add("policy", "old.yaml", policy("p", "effective: 2025-01-01, until: 2026-03-01,"));
    folder.add("policy", "new.yaml", policy("p", "effective: 2026-03-01,"));
    folder.add("plans", "a.yaml", plan("", ""));
    CHECK(folder.said() ==
          "new.yaml:1:1 error[policy-overlap] two versions of the policy p (old.yaml and new.yaml) hold at "
          "the same time | "
          "correct `effective` or `until` so that each day has one version\n");
    Folder twice;
    twice.add("policy", "a.yaml", policy("p", ""));
    twice.add("policy", "b.yaml", policy("p", ""));
    twice.add("plans", "q.yaml", plan("", ""));
    CHECK(twice.said(Language::zh) ==
          "b.yaml:1:1 error[policy-overlap] 制度 p 的两个版本（a.yaml 与 b.yaml）适用期间重叠 | 改正 "
          "effective 或 "
          "until，使每一天只有一个版本\n");
}

TEST_CASE("workspace: a course on a day without a version is refused, a cancelled one is not") {
    Folder folder;
    folder.add("policy", "p.yaml", policy("p", "effective: 2026-01-01, until: 2026-12-31,"));
    folder.add("plans", "a.yaml",
               plan("",
                    "\n{id: A, track: basic, start: 2025-12-31},\n{id: B, track: basic, start: 2027-01-01},\n"
                    "{id: C, track: basic, start: 2025-12-31, status: cancelled},\n{id: D, track: basic, "
                    "start: 2026-12-31}"));
    CHECK(folder.said() ==
          "a.yaml:3:6 error[policy-version-missing] the course 'A' begins on 2025-12-31, when no version of "
          "the policy p is in "
          "force | add the version that held then to policy:, or correct `effective`\n"
          "a.yaml:4:6 error[policy-version-missing] the course 'B' begins on 2027-01-01, when no version of "
          "the policy p is in "
          "force | add the version that held then to policy:, or correct `effective`\n");
}

TEST_CASE("workspace: a plan's policy must be known, and named where there are several") {
    Folder folder;
    folder.add("policy", "p.yaml", policy("training", ""));
    folder.add("policy", "q.yaml", policy("centre", ""));
    folder.add("plans", "a.yaml", plan(" policy: trainig,", ""));
    folder.add("plans", "b.yaml", plan("", ""));
    CHECK(folder.said() ==
          "a.yaml:1:33 error[unknown-policy] there is no policy 'trainig' | did you mean 'training'?\n"
          "b.yaml error[plan-policy-missing] the plan does not say which policy it follows | state `policy:` "
          "with one of centre, "
          "training\n");
}

TEST_CASE("workspace: a course id stands once in all plans") {
    Folder folder;
    folder.add("policy", "p.yaml", policy("p", ""));
    folder.add("plans", "a.yaml", plan("", "{id: A, track: basic, start: 2026-01-05}"));
    folder.add("plans", "b.yaml", plan("", "{id: A, track: basic, start: 2026-04-05}"));
    CHECK(folder.said() == "b.yaml:2:16 error[course-twice] the course 'A' stands in a.yaml:2 already\n");
}

TEST_CASE("workspace: participants must be in the roster, and their track in the policy") {
    Folder folder;
    folder.add("policy", "p.yaml", policy("p", ""));
    folder.add("roster", "r.csv", "employee_id,name\n0012,林岚\nE1001,高飞\n");
    folder.add("plans", "a.yaml",
               plan("",
                    "{id: A, track: basic, start: 2026-01-05, participants: [12, E1001, E1002]},\n"
                    "{id: B, track: basic, start: 2026-01-05, participants: {track: basics}}"));
    CHECK(folder.said() ==
          "a.yaml:2:67 error[unknown-employee] there is no employee 12 in the roster | is it 0012? "
          "Spreadsheets drop leading "
          "zeros: format the column as text and export again\n"
          "a.yaml:2:78 error[unknown-employee] there is no employee E1002 in the roster | did you mean "
          "'E1001'?\n"
          "a.yaml:3:56 error[unknown-track] the policy p has no track 'basics' | did you mean 'basic'?\n");
}

TEST_CASE("workspace: without policy or plan there is nothing to do") {
    Folder folder;
    CHECK(folder.said() ==
          " error[no-policy] there is no policy | name it in passline.yaml (policy:) or with --policy FILE\n"
          " error[no-plan] there is no plan | name it in passline.yaml (plans:) or with --plan FILE\n");
}

TEST_CASE("workspace: participants may be a department of any track") {
    Folder folder;
    folder.add("policy", "p.yaml", policy("p", "effective: 2026-01-01,"));
    folder.add("plans", "a.yaml",
               plan("", "{id: A, track: basic, start: 2026-01-05, participants: {department: 客服部}}"));
    CHECK(folder.said().empty());
}

TEST_CASE("workspace: a header stands for a column, a component or nothing that there is") {
    Folder folder;
    folder.add("policy", "p.yaml", policy("p", "effective: 2026-01-01,"));
    folder.add("plans", "a.yaml", plan("", "{id: A, track: basic, start: 2026-01-05}"));
    folder.inputs.columns = {{"考次", "attempt"}, {"笔试", "theory"}, {"导师打分", "theory@mentor"}};
    CHECK(folder.said().empty());
    folder.inputs.columns = {{"考次", "atempt"}, {"备注", "nothing-like-it"}};
    folder.inputs.column_places = {{"考次", {"passline.yaml", 3, 17, 6, {}}},
                                   {"备注", {"passline.yaml", 4, 7, 15, {}}}};
    CHECK(folder.said() ==
          "passline.yaml:4:7 error[columns-target] 'nothing-like-it' is no column of any sheet, and no "
          "component | write the name of a "
          "column, of a component, or component@rater\n"
          "passline.yaml:3:17 error[columns-target] 'atempt' is no column of any sheet, and no component | "
          "did you mean 'attempt'?\n");
}

TEST_CASE("workspace: an assessment that nobody can fail is warned of once a track") {
    Folder folder;
    folder.add("policy", "p.yaml",
               "{passline: 1, id: p,\neffective: 2026-01-01, tracks: {basic: {assessment: {components: "
               "{theory: {out_of: 50}}}}}}");
    folder.add(
        "plans", "a.yaml",
        plan("", "{id: A, track: basic, start: 2026-01-05}, {id: B, track: basic, start: 2026-01-06}"));
    CHECK(folder.said() ==
          "p.yaml:2:53 warning[no-pass-line] there is no pass-line: nobody can fail the assessment of the "
          "track 'basic' (course A) | state "
          "`pass` for a component or the total, or `pass: from plan`\n");
}

TEST_CASE("workspace: a file that two patterns name is read once") {
    Folder folder;
    folder.add("scores", "a.csv", "employee_id\n");
    const std::string path = folder.inputs.files["scores"].front();
    const std::string other = path.substr(0, path.rfind('/')) + "/./a.csv";
    CHECK(without_repeats({path, other, "-", "-", "no/such.csv", "no/such.csv"}) ==
          std::vector<std::string>{path, "-", "-", "no/such.csv"});
}
