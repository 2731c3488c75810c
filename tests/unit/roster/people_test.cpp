#include "roster/people.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "../problems.h"
#include "base/file.h"

using namespace passline;

namespace {

struct Roster {
    explicit Roster(const std::string& bytes) { good = add("roster.csv", bytes); }
    bool add(const std::string& name, const std::string& bytes) {
        return people.add_roster(
            Sheet::open(FileBytes::of(name, bytes), *SheetSpec::builtin("roster"), {}, diagnostics),
            diagnostics);
    }
    std::string said(Language language = Language::en) const { return problems(diagnostics, language); }

    Diagnostics diagnostics;
    People people;
    bool good = false;
};

const std::string header = "employee_id,name,department,track,hire_date,leave_date\n";

}  // namespace

TEST_CASE("roster: what a row says of a person") {
    Roster roster(
        "工号,姓名,部门,岗位,培训类别,职级,入职日期,离职日期,mentor_id,manager_id,email\n"
        "E2,王芳,客服,坐席,onboarding,C,2026-01-05,,E1,E9,wang@example.com\n"
        "007,\"李 敏\",物流,,,,2020/3/1,2026年1月31日,,,\n");
    CHECK(roster.said() == "");
    CHECK(roster.good);
    const People& people = roster.people;
    REQUIRE(people.size() == 2);
    const People::Index wang = people.find("E2");
    CHECK(wang == 0);
    CHECK(people[wang].name == "王芳");
    CHECK(people.department(wang) == "客服");
    CHECK(people.tracks()[people[wang].track] == "onboarding");
    CHECK(people[wang].hired == Date::parse_iso("2026-01-05")->days());
    CHECK(people[wang].left == Person::no_date);
    const PersonDetails details = people.details(wang);
    CHECK(details.position == "坐席");
    CHECK(details.level == "C");
    CHECK(details.mentor_id == "E1");
    CHECK(details.manager_id == "E9");
    CHECK(details.email == "wang@example.com");
    const People::Index li = people.find("007");
    CHECK(people[li].name == "李 敏");
    CHECK(people[li].left == Date::parse_iso("2026-01-31")->days());
    CHECK(people.find("7") == People::none);
    CHECK(people.place(li).address() == "roster.csv:3");
    CHECK(people.place(li, "department").column == 11);
    CHECK(people.in_order() == std::vector<People::Index>{li, wang});
}

TEST_CASE("roster: employed from the first day to the last, an unknown date excludes nobody") {
    const auto day = [](const char* text) { return *Date::parse_iso(text); };
    const Date first = day("2026-01-05");
    const Date last = day("2026-01-09");
    Person person;
    CHECK(person.employed_during(first, last));
    CHECK_FALSE(person.left_before(last));
    person.hired = last.days();
    CHECK(person.employed_during(first, last));
    person.hired = last.days() + 1;
    CHECK_FALSE(person.employed_during(first, last));
    person.hired = Person::no_date;
    person.left = first.days();
    CHECK(person.employed_during(first, last));
    CHECK(person.left_before(last));
    CHECK_FALSE(person.left_before(first));
    person.left = first.days() - 1;
    CHECK_FALSE(person.employed_during(first, last));
}

TEST_CASE("roster: an employee stands once, also over several files") {
    Roster roster(header + "E1,李敏,,,,\nE2,王芳,,,,\nE1,李敏,,,,\n");
    CHECK_FALSE(roster.good);
    CHECK(roster.said() ==
          "roster.csv:4:1 error[employee-twice] the employee E1 stands in roster.csv:2 already | a roster "
          "holds each employee once\n");
    Roster two(header + "E1,李敏,,,,\n");
    CHECK_FALSE(two.add("more.csv", header + "E3,赵强,,,,\nE1,李敏,,,,\n"));
    CHECK(two.said(Language::zh) ==
          "more.csv:3:1 error[employee-twice] 员工 E1 已在 roster.csv:2 出现 | 花名册中每人只能有一行\n");
    CHECK(two.people.place(two.people.find("E3")).address() == "more.csv:2");
}

TEST_CASE("roster: wrong rows are all told") {
    Roster roster(header + ",李敏,,,,\nE2,王芳,,,2026-02-01,2026-01-31\nE3,赵强,,,2026-02-30,\n");
    CHECK_FALSE(roster.good);
    CHECK(roster.diagnostics.errors() == 3);
    REQUIRE(roster.diagnostics.all().size() == 3);
    CHECK(roster.diagnostics.all()[0].message.en == "the employee id is missing");
    CHECK(roster.diagnostics.all()[1].code == "roster-dates");
    CHECK(roster.diagnostics.all()[1].message.en == "the leave date lies before the hire date");
    CHECK(roster.diagnostics.all()[2].place.address() == "roster.csv:4");
    // hired and left on one day is fine
    CHECK(Roster(header + "E2,王芳,,,2026-02-01,2026-02-01\n").good);
}

TEST_CASE("roster: without rows it is an error, without names a warning") {
    CHECK(Roster(header).said() ==
          "roster.csv error[sheet-empty] there is no row below the header | export it again, or take the "
          "sheet out of the input\n");
    Roster nameless(header + "E1,李敏,,,,\nE2,,,,,\nE3,,,,,\n");
    CHECK(nameless.good);
    CHECK(nameless.said() ==
          "roster.csv:3:4 warning[name-empty] this person has no name; 2 in this sheet have none | fill it "
          "in\n");
}

TEST_CASE("roster: an id that nobody has") {
    const Roster roster(header + "0012,李敏,,,,\nE1001,王芳,,,,\n");
    const auto hint = [&](const char* id) { return roster.people.hint_for_unknown(id).en; };
    CHECK(hint("12") ==
          "is it 0012? Spreadsheets drop leading zeros: format the column as text and export again");
    CHECK(hint("E1O01") == "did you mean 'E1001'?");
    CHECK(hint("1.23457E+11") ==
          "a spreadsheet has turned the id into a number: format the column as text and export again");
    CHECK(hint("Q-77-Z") == "correct the id, or add the person to the roster");
}

TEST_CASE("roster: by name only where it is unique") {
    const Roster roster(header + "E1,李敏,,,,\nE2,王芳,,,,\nE3,李敏,,,,\n");
    bool several = true;
    CHECK(roster.people.by_name("王芳", &several) == roster.people.find("E2"));
    CHECK_FALSE(several);
    CHECK(roster.people.by_name("李敏", &several) == People::none);
    CHECK(several);
    CHECK(roster.people.by_name("赵强", &several) == People::none);
    CHECK_FALSE(several);
}

TEST_CASE("roster: without one, people come from the sheets") {
    People people;
    CHECK_FALSE(people.has_roster());
    const People::Index second = people.add_unlisted("E2", "");
    const People::Index first = people.add_unlisted("E1", "李敏");
    people.set_name(second, "王芳");
    CHECK(people[second].name == "王芳");
    CHECK(people.department(second) == "");
    CHECK(people.place(first).address() == "");
    CHECK(people.details(first).mentor_id == "");
    CHECK(people.in_order() == std::vector<People::Index>{first, second});
}

TEST_CASE("roster: read on several threads it is the same, with the same said of it") {
    // Some five parts of 256 KiB: departments that appear late, names in quotes over two lines, ids twice,
    // rows without an id, dates the wrong way round.
    std::string text = "employee_id,name,department,track,hire_date,leave_date\n";
    for (int i = 0; i < 30'000; ++i) {
        const int id = i % 9'973 == 9'972 ? i - 5'000 : i;
        text += i % 7'919 == 7'918 ? "" : fmt::format("E{:06}", id);
        text += fmt::format(",{},部门{},{},", i % 1'009 == 5 ? "\"王\n芳\"" : "李敏", i / 1'000 % 17,
                            i % 3 == 0 ? "induction" : "");
        text += i % 4'001 == 4'000 ? "2026-02-01,2026-01-01\n" : "2020-01-01,\n";
    }
    const auto read = [&](unsigned threads) {
        Diagnostics diagnostics;
        People people;
        people.add_roster(
            Sheet::open(FileBytes::of("roster.csv", text), *SheetSpec::builtin("roster"), {}, diagnostics),
            diagnostics, threads);
        std::string found;
        for (People::Index i = 0; i < people.size(); ++i) {
            const Person person = people[i];
            found += fmt::format("{} {} {} {} {} {} {}\n", people.id(i), person.name, person.department,
                                 person.track, person.hired, person.left, person.row);
            REQUIRE(people.find(people.id(i)) == i);
        }
        for (std::uint32_t i = 0; i < people.departments().size(); ++i) found += people.departments()[i];
        diagnostics.sort_by_place();
        for (const Diagnostic& diagnostic : diagnostics.all())
            found += diagnostic.code + diagnostic.place.address() + "\n";
        return found + fmt::format("{} {}", diagnostics.errors(), diagnostics.warnings());
    };
    const std::string alone = read(1);
    CHECK(alone.find("employee-twice") != std::string::npos);
    CHECK(alone.find("id-empty") != std::string::npos);
    CHECK(alone.find("roster-dates") != std::string::npos);
    for (const unsigned threads : {2U, 5U}) CHECK(read(threads) == alone);
}

TEST_CASE("roster: people are in the order of their ids' bytes, on any number of threads") {
    std::mt19937 dice(9);
    std::set<std::string> ids;
    for (const char* id : {"A", "AB", "E00000010000", "E000000100000", "E0000001000001", "工号",
                           "工号一二三四", "工号一二三五"})
        ids.insert(id);
    while (ids.size() < 160'000) {
        std::string id = "E000000000000000";
        id.resize(1 + dice() % id.size());
        for (int i = 0; i < 6; ++i) id[dice() % id.size()] = static_cast<char>('0' + dice() % 60);
        ids.insert(id);
    }
    std::vector<std::string> shuffled(ids.begin(), ids.end());
    std::shuffle(shuffled.begin(), shuffled.end(), dice);
    People people;
    for (const std::string& id : shuffled) people.add_unlisted(people.keep(id), {});
    for (const unsigned threads : {1U, 2U, 3U}) {
        CAPTURE(threads);
        const std::vector<People::Index> order = people.in_order(threads);
        REQUIRE(order.size() == ids.size());
        auto expected = ids.begin();
        std::size_t right = 0;
        for (const People::Index person : order) right += people.id(person) == *expected++;
        CHECK(right == order.size());
    }
}
