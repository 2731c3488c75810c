#include "views/results.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "../retraining/graded.h"

using namespace passline;

namespace {

const std::string roster =
    "employee_id,name,department,track\nE1,李敏,客服,\nE2,\"Wu, Ann\",,\nE3,王芳,客服,\nE4,赵强,物流,\n";
const std::string course_a = "id: A, track: basic, start: 2026-01-05, participants: [E1, E2, E3, E4]";

Graded graded(const std::string& rows, const std::string& appeals = "", const std::string& decisions = "") {
    return Graded(courses({course_a}, roster), scores(rows), appeals, decisions);
}

const std::string four =
    "E1,A,theory,1,90,2026-01-23\nE2,A,theory,1,79.99996,2026-01-23\n"
    "E3,A,theory,1,70,2026-01-09\nE3,A,theory,2,80,2026-01-23\n";

std::string results(const Graded& from, TableOptions options) {
    StringSink sink;
    ResultRows rows(*from.workspace, from.proceedings, options);
    const auto table = TableWriter::create(rows.columns(), options, sink);
    for (const CourseOutcome& outcome : from.outcomes) rows.add(outcome, *table);
    table->finish();
    return sink.text;
}

TableOptions csv() {
    TableOptions options;
    options.format = TableFormat::csv;
    return options;
}

}  // namespace

TEST_CASE("views: results as CSV have the contract's columns") {
    const Graded from = graded(four);
    CHECK(from.said() == "");
    CHECK(results(from, csv()) ==
          "employee_id,name,department,course_id,track,attempts,scores,total,outcome,failed,band,next,due,"
          "actions,articles,appeal\n"
          "E1,李敏,客服,A,basic,1,theory=90,,pass,,good,none,,duty;reward,1;2;3,\n"
          "E2,\"Wu, Ann\",,A,basic,1,theory=79.9999,,fail,theory,,retrain,2026-02-27,,1;4,\n"
          "E3,王芳,客服,A,basic,2,theory=80,,pass,,,none,,duty,1;2,\n"
          "E4,赵强,物流,A,basic,0,,,incomplete,,,assess,,,,\n");
}

TEST_CASE("views: a total has two decimals, and failed names it") {
    const auto row = [](const std::string& wide) {
        const Graded from(
            assembled({"{passline: 1, id: p, tracks: {t: {assessment: {pass: 80, components: {a: {weight: "
                       "50}, b: {weight: 50, pass: 70}}}}}}"},
                      {"{passline: 1, plan: Q, courses: [{id: T, track: t, start: 2026-01-05}]}"}),
            "employee_id,course_id,a,b\n" + wide);
        const std::string text = results(from, csv());
        return text.substr(text.find('\n') + 1);
    };
    CHECK(row("E1,T,79.992,80\n") == "E1,,,T,t,1,a=79.992;b=80,79.99,fail,total,,none,,,,\n");
    CHECK(row("E1,T,90,69\n") == "E1,,,T,t,1,a=90;b=69,79.50,fail,b;total,,none,,,,\n");
    CHECK(row("E1,T,100,69\n") == "E1,,,T,t,1,a=100;b=69,84.50,fail,b,,none,,,,\n");
    CHECK(row("E1,T,80,80\n") == "E1,,,T,t,1,a=80;b=80,80.00,pass,,,none,,,,\n");
    CHECK(row("E1,T,作弊,80\n") == "E1,,,T,t,1,a=void;b=80,,fail,a,,none,,,,\n");
    CHECK(row("E1,T,80,作弊\n") == "E1,,,T,t,1,a=80;b=void,,fail,b,,none,,,,\n");
    CHECK(row("E1,T,80,\n") == "E1,,,T,t,1,a=80,,incomplete,,,assess,,,,\n");
}

TEST_CASE("views: scores stand behind the names of their components, however long those are") {
    const std::string longer = "a_component_with_a_long_name";
    const Graded from(
        assembled({"{passline: 1, id: p, tracks: {t: {assessment: {pass: 60, components: {sixteen_letters: "
                   "{weight: 20}, sixteen_letters1: {weight: 20}, sixteen_letters12: {weight: 20}, " +
                   longer + ": {weight: 40}}}}}}"},
                  {"{passline: 1, plan: Q, courses: [{id: T, track: t, start: 2026-01-05}]}"}),
        "employee_id,course_id,sixteen_letters,sixteen_letters1,sixteen_letters12," + longer +
            "\nE1,T,70,80.5,90.1234,60\n");
    CHECK(results(from, csv())
              .find(",sixteen_letters=70;sixteen_letters1=80.5;sixteen_letters12=90.1234;" + longer +
                    "=60,") != std::string::npos);
}

TEST_CASE("views: decisions, held actions and provisional dates stand in JSON") {
    const Graded from =
        graded("E1,A,theory,1,90,\nE2,A,theory,1,90,\nE3,A,theory,1,70,2026-12-25\nE4,A,theory,1,90,\n",
               "appeal_id,employee_id,course_id,filed_on\nP1,E4,A,2026-02-01\n",
               "employee_id,course_id,action,decision,decided_by,decided_on\n"
               "E2,A,reward,approved,hr,2026-03-02\n");
    CHECK(from.said() == "");
    TableOptions options;
    options.format = TableFormat::json;
    const std::string text = results(from, options);
    CHECK(text.find("\"decisions\":[\"reward=pending\"]") != std::string::npos);
    CHECK(text.find("\"decisions\":[\"reward=approved:hr:2026-03-02\"]") != std::string::npos);
    CHECK(text.find("\"due\":\"2027-01-22\"") != std::string::npos);
    CHECK(text.find("\"provisional\":[\"due\"]") != std::string::npos);
    CHECK(text.find("\"held_actions\":[\"reward\"]") != std::string::npos);
    CHECK(text.find("\"appeal\":\"open\"") != std::string::npos);
}

TEST_CASE("views: components, one row for each that has a score or a mark") {
    const Graded from(courses({"id: L, track: ladder, start: 2026-03-02"}),
                      scores("E1,L,theory,1,85,2026-03-04\nE1,L,practical,1,50,2026-03-04\n"
                             "E1,L,practical,2,absent,2026-03-10\n"));
    StringSink sink;
    ComponentRows rows(from.workspace->people);
    const auto table = TableWriter::create(ComponentRows::columns(), csv(), sink);
    for (const CourseOutcome& outcome : from.outcomes) rows.add(outcome, *table);
    table->finish();
    const std::string begin =
        "employee_id,course_id,attempt,component,score,pass_line,verdict\n"
        "E1,L,1,theory,85,80,pass\n"
        "E1,L,1,practical,50,60,fail\n";
    CHECK(sink.text.substr(0, begin.size()) == begin);
}

TEST_CASE("views: the summary counts by course, then by department") {
    const Graded from = graded(four);
    Summary summary(*from.workspace);
    for (const CourseOutcome& outcome : from.outcomes) summary.add(outcome, from.workspace->people);
    const auto written = [&](const Summary& which) {
        StringSink sink;
        which.write(from.workspace->people, csv(), sink);
        return sink.text;
    };
    CHECK(written(summary) ==
          "course_id,department,enrolled,assessed,passed_first,passed,failed,incomplete,not_attended,"
          "first_pass_rate,pass_rate,mean_total\n"
          "A,,4,3,1,2,1,1,0,33.33,66.67,\n"
          "A,-,1,1,0,0,1,0,0,0.00,0.00,\n"
          "A,客服,2,2,1,2,0,0,0,50.00,100.00,\n"
          "A,物流,1,0,0,0,0,1,0,,,\n");

    // Outcomes whose kinds are known count the same, also where several summaries come together.
    Summary by_kind(*from.workspace);
    for (int part = 0; part < 2; ++part) {
        Summary mine(*from.workspace);
        for (CourseOutcome outcome : from.outcomes) {
            outcome.kind =
                1 + 2 * static_cast<std::uint32_t>(outcome.outcome) + (outcome.passed_first() ? 1 : 0);
            mine.add(outcome, from.workspace->people);
        }
        by_kind.add(mine);
    }
    Summary twice(*from.workspace);
    twice.add(summary);
    twice.add(summary);
    CHECK(written(by_kind) == written(twice));

    // So many kinds that they are no longer counted apart.
    Summary plain(*from.workspace), of_many_kinds(*from.workspace);
    for (std::uint32_t kind = 1; kind < 60'000; ++kind) {
        CourseOutcome outcome = from.outcomes[kind % from.outcomes.size()];
        outcome.kind = 0;
        plain.add(outcome, from.workspace->people);
        outcome.kind = kind;
        of_many_kinds.add(outcome, from.workspace->people);
    }
    CHECK(written(of_many_kinds) == written(plain));
}

namespace {

/// Rows of outcomes as `grade` writes them: into a block, by kind where there is one.
template <class Rows>
std::string in_block(Rows&& rows, std::vector<TableColumn> columns, const TableOptions& options,
                     const std::vector<CourseOutcome>& outcomes) {
    StringSink sink;
    const auto table = TableWriter::create(std::move(columns), options, sink);
    const auto block = table->block();
    for (const CourseOutcome& outcome : outcomes) rows.add(outcome, *block);
    table->append(*block);
    table->finish();
    return sink.text;
}

}  // namespace

TEST_CASE("views: a row whose kind is known is the row of its cells") {
    const Graded from = graded(four);
    std::vector<CourseOutcome> firsts = from.outcomes;
    for (const CourseOutcome& once : from.outcomes) {
        CourseOutcome& twice = firsts.emplace_back(once);  // several components' rows, put together
        if (!once.attempts.empty()) ++twice.attempts.emplace_back(once.attempts.back()).number;
    }
    std::vector<CourseOutcome> outcomes;
    for (const CourseOutcome& first : firsts) {
        CourseOutcome outcome = first;
        outcomes.push_back(outcome);
        // Another of its kind: person, figure and date are its own, and whether the date is provisional.
        outcome.person = 1;
        if (!outcome.attempts.empty()) {
            ComponentResult& result = outcome.attempts.back().result.components[0];
            result.exact = result.compared = Fraction(Decimal::parse("12.25").value());
        }
        if (outcome.due) outcome.due = outcome.due->plus_days(30);
        outcome.provisional = outcome.due.has_value();
        outcomes.push_back(outcome);
        outcomes.push_back(first);
    }
    std::vector<CourseOutcome> of_kinds = outcomes;
    for (std::size_t i = 0; i < of_kinds.size(); ++i)
        of_kinds[i].kind = static_cast<std::uint32_t>(i / 3 + 1);
    for (const TableFormat format : {TableFormat::csv, TableFormat::json}) {
        TableOptions options;
        options.format = format;
        const auto rows = [&] { return ResultRows(*from.workspace, from.proceedings, options); };
        const std::string by_cells = in_block(rows(), rows().columns(), options, outcomes);
        CHECK(by_cells.find("12.25") != std::string::npos);
        CHECK(in_block(rows(), rows().columns(), options, of_kinds) == by_cells);
        const auto components = [&](const std::vector<CourseOutcome>& of) {
            return in_block(ComponentRows(from.workspace->people), ComponentRows::columns(), options, of);
        };
        const std::string rows_of_components = components(outcomes);
        CHECK(components(of_kinds) == rows_of_components);
        CHECK(std::count(rows_of_components.begin(), rows_of_components.end(), '\n') >
              static_cast<std::ptrdiff_t>(outcomes.size() + 2));
    }
}
