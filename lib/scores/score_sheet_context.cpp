#include "scores/score_sheet_reader.h"
#include "text/unicode.h"

namespace passline {

ScoreSheetContext::ScoreSheetContext(ScoreSheets& all, std::uint32_t number)
    : all_(all),
      workspace_(all.workspace_),
      number_(number),
      sheet_(*all.sheets_[number].sheet),
      course_(sheet_.column("course_id")),
      attempt_(sheet_.column("attempt")),
      date_(sheet_.column("date")),
      component_(sheet_.column("component")),
      score_(sheet_.column("score")),
      rater_(sheet_.column("rater")),
      long_(component_ >= 0 && score_ >= 0) {
    if (!sheet_.has("employee_id")) by_name_ = PersonCells::by_name_in(workspace_.people);
}

bool ScoreSheetContext::has_columns(Diagnostics& diagnostics) {
    CellReader cells(sheet_, diagnostics);
    const PersonCells people(sheet_, cells, workspace_.people, diagnostics, by_name_);
    std::vector<std::string_view> needed;
    if (!sheet_.has("employee_id") && !people.by_name()) needed.push_back("employee_id");
    if (component_ >= 0 && score_ < 0) needed.push_back("score");
    bool missing = !needed.empty() && !sheet_.require(needed, diagnostics);
    if (course_ < 0 && all_.options_.course.empty()) {
        missing = true;
        diagnostics.error(
            "column-missing", sheet_.header_place(-1),
            say("没有课程编号列（course_id）", "there is no column course_id"),
            say("加入“课程编号”列；整张表是同一门课程时用 --course 指定",
                "add the column, or name the course with --course when the whole sheet is of one"));
    }
    if (!long_ && score_ < 0 && component_ < 0 && sheet_.extras().empty()) {
        diagnostics.error("no-score-column", sheet_.header_place(-1),
                          say("没有成绩列：既没有 component 和 score，也没有以考核项命名的列",
                              "there is no column with scores: neither component and score nor one named "
                              "after a component"),
                          say("把列名改为考核项的名称，或在 passline.yaml 的 columns: 中对应",
                              "name columns after components, or map them under columns: in passline.yaml"));
        return false;
    }
    if (!missing) people.warn_of_names(diagnostics);
    return !missing;
}

void ScoreSheetContext::settle(ScorePart& part, Diagnostics& diagnostics) {
    settle_people(part, diagnostics);
    settle_raters(part);
    settle_cancelled(part, diagnostics);
}

void ScoreSheetContext::settle_stream(ScorePart& part, Diagnostics& diagnostics) {
    settle_raters(part);
    settle_cancelled(part, diagnostics);
    if (part.who.size() == 1) return;
    for (ScoreEntry& entry : part.entries) entry.who = part.who_numbers[entry.who];
}

void ScoreSheetContext::settle_stream_name(ScorePart& part, const std::string& name,
                                           Diagnostics& diagnostics) const {
    if (name.empty() || part.people.name(0) == name) return;
    const std::string here(part.people.name(0));
    part.people.set_name(0, part.people.keep(name));
    if (here.empty() || folded(here) == folded(name)) return;
    diagnostics.report(Severity::warning, "name-differs", [&] {
        return PersonCells::name_differs(part.people, 0, here,
                                         sheet_.place(part.people[0].row, sheet_.column("name")));
    });
}

void ScoreSheetContext::settle_people(ScorePart& part, Diagnostics& diagnostics) {
    part.number_of.clear();
    People& people = workspace_.people;
    if (people.has_roster()) return;
    part.number_of.reserve(part.people.size());
    constexpr People::Index ahead = 32;
    for (People::Index mine = 0; mine < part.people.size(); ++mine) {
        if (mine + ahead < part.people.size()) people.ids().prefetch(part.people.id(mine + ahead));
        const std::string_view id = part.people.id(mine);
        People::Index person = people.find_to_add(id);
        if (person == People::none) person = people.add_unlisted(sheet_.holds(id) ? id : people.keep(id), {});
        part.number_of.push_back(person);
        settle_name(part, mine, person, diagnostics);
    }
}

/// A name that an earlier part lacked, or that contradicts what it said.
void ScoreSheetContext::settle_name(const ScorePart& part, People::Index mine, People::Index person,
                                    Diagnostics& diagnostics) {
    People& people = workspace_.people;
    const std::string_view name = part.people.name(mine);
    const std::string_view known = people.name(person);
    if (name.empty() || name == known) return;
    if (known.empty()) {
        people.set_name(person, sheet_.holds(name) ? name : people.keep(name));
        return;
    }
    if (folded(name) == folded(known)) return;
    diagnostics.report(Severity::warning, "name-differs", [&] {
        return PersonCells::name_differs(people, person, name,
                                         sheet_.place(part.people[mine].row, sheet_.column("name")));
    });
}

void ScoreSheetContext::settle_raters(ScorePart& part) {
    part.who_numbers.clear();
    for (std::uint32_t mine = 0; mine < part.who.size(); ++mine) {
        std::uint32_t who = all_.who_.find(part.who[mine]);
        if (who == Names::none && all_.who_.size() == ScoreSheets::most_raters) {
            too_many_raters_ = true;
            who = 0;
        }
        if (who == Names::none) who = all_.who_.add(all_.arena_.keep(part.who[mine]));
        part.who_numbers.push_back(who);
    }
}

/// One warning a sheet and course.
void ScoreSheetContext::settle_cancelled(const ScorePart& part, Diagnostics& diagnostics) {
    for (const auto& [course, row] : part.cancelled) {
        if (!cancelled_.insert(course).second) continue;
        diagnostics.warning(
            "course-cancelled", sheet_.place(row, course_),
            say("课程 '{0}' 已取消，其成绩不计", "the course '{0}' is cancelled, its scores are left out",
                workspace_.courses[course].course->id));
    }
}

}  // namespace passline
