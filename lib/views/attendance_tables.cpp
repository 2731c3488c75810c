#include "views/attendance_tables.h"

#include <algorithm>
#include <set>

#include "attendance/summary.h"
#include "views/joined.h"

namespace passline {

namespace {

using K = ColumnKind;

/// Ids of actions in words, for readers.
std::string in_words(const std::vector<std::string>& actions, const Policy* policy, Language language) {
    std::string text;
    for (const std::string& id : actions) {
        text += text.empty() ? "" : language == Language::zh ? "、" : ", ";
        text += policy == nullptr ? id : policy->action_title(id).in(language);
        if (policy != nullptr && policy->decided_by_someone(id))
            text += say("（建议）", " (recommended)").in(language);
    }
    return text;
}

std::string minutes(const std::optional<std::int32_t>& seconds) {
    return seconds ? std::to_string(*seconds / 60) : "";
}

std::string days(int halves) { return Fraction::ratio(halves, 2).shortest(1); }

Tone tone_of(const SessionResult& session) {
    if (session.made_up != nullptr) return Tone::none;
    if (session.has(AttendanceClass::not_attended) || session.has(AttendanceClass::day)) return Tone::bad;
    if (session.has(AttendanceClass::on_time)) return Tone::none;
    return session.on_leave() ? Tone::dim : Tone::open;
}

bool shown(const DaySelection& days, Date date) { return !days || days->contains(date); }

std::string course_id(const Workspace& workspace, const AttendanceResult& result) {
    return result.course == AttendanceEntry::workplace ? std::string()
                                                       : workspace.courses[result.course].course->id;
}

/// While an appeal about the course is open, actions that someone decides are left out.
void hold(std::vector<std::string>& actions, const Proceedings& proceedings, std::uint32_t person,
          std::uint32_t course, const Policy* policy) {
    const auto appeals = proceedings.appeals(person, course);
    const bool open = std::any_of(appeals.begin(), appeals.end(),
                                  [](const Appeal& appeal) { return appeal.status == AppealStatus::open; });
    if (open && policy != nullptr)
        std::erase_if(actions, [&](const std::string& id) { return policy->decided_by_someone(id); });
}

/// The sessions and limits that a selection of days leaves.
AttendanceResult within(const AttendanceResult& all, const DaySelection& days) {
    if (!days) return all;
    AttendanceResult result = all;
    std::erase_if(result.sessions, [&](const auto& session) { return !days->contains(session.due.date); });
    std::erase_if(result.limits, [&](const ReachedLimit& limit) {
        return std::none_of(limit.counted.begin(), limit.counted.end(),
                            [&](const auto* session) { return days->contains(session->due.date); });
    });
    return result;
}

}  // namespace

SessionRows::SessionRows(const Workspace& workspace, DaySelection days, TableOptions options, Sink& sink)
    : workspace_(workspace), days_(days), options_(options) {
    writer_ = TableWriter::create({{"employee_id", {"工号", "ID"}, K::id},
                                   {"name", {"姓名", "Name"}, K::text},
                                   {"course_id", {"课程编号", "Course"}, K::id},
                                   {"date", {"日期", "Date"}, K::date},
                                   {"session", {"课次", "Session"}, K::id},
                                   {"minutes_late", {"迟到", "Late"}, K::number},
                                   {"minutes_early", {"早退", "Early"}, K::number},
                                   {"class", {"考勤结果", "Class"}, K::text},
                                   {"absent_days", {"缺勤天", "Absent"}, K::number},
                                   {"articles", {"条款", "Articles"}, K::list}},
                                  options, sink);
}

void SessionRows::add(std::uint32_t person, const AttendanceResult& result) {
    const std::string course = course_id(workspace_, result);
    for (const SessionResult& session : result.sessions) {
        if (!shown(days_, session.due.date)) continue;
        std::vector<std::string> actions;
        std::vector<const Article*> articles;
        add_consequences(result, session, actions, articles);
        const std::string date = session.due.date.text();
        const std::string late = minutes(session.late);
        const std::string early = minutes(session.early);
        const std::string name = session.class_text();
        Text words = session.class_words();
        if (session.made_up != nullptr) words = say("{0}（已补）", "{0} (made up)", words);
        const std::string absent = days(session.absent_halves());
        const std::string cited = joined(articles, options_.language);
        writer_->row({{workspace_.people.id(person)},
                      {workspace_.people[person].name},
                      {course},
                      {date},
                      {session.due.id},
                      {late},
                      {early},
                      {name, tone_of(session), words.in(options_.language)},
                      {absent},
                      {cited}});
    }
}

PersonRows::PersonRows(const Workspace& workspace, const Proceedings& proceedings, DaySelection days,
                       TableOptions options, Sink& sink)
    : workspace_(workspace), proceedings_(proceedings), days_(days), options_(options) {
    writer_ = TableWriter::create({{"employee_id", {"工号", "ID"}, K::id},
                                   {"name", {"姓名", "Name"}, K::text},
                                   {"department", {"部门", "Department"}, K::text, false},
                                   {"course_id", {"课程编号", "Course"}, K::id},
                                   {"sessions", {"应到", "Due"}, K::number},
                                   {"attended", {"实到", "There"}, K::number},
                                   {"rate", {"出勤率%", "Rate %"}, K::number},
                                   {"late", {"迟到", "Late"}, K::number},
                                   {"early", {"早退", "Early"}, K::number, false},
                                   {"not_attended", {"未参加", "Missed"}, K::number, false},
                                   {"absent_days", {"缺勤天", "Absent"}, K::number},
                                   {"absent_hours", {"缺勤小时", "Hours absent"}, K::number, false},
                                   {"make_up", {"待补", "Open"}, K::number},
                                   {"limits", {"达到的限度", "Limits"}, K::list},
                                   {"actions", {"处理", "Follows"}, K::list},
                                   {"articles", {"依据条款", "Articles"}, K::list, false}},
                                  options, sink);
}

void PersonRows::add(std::uint32_t person, const AttendanceResult& all) {
    const AttendanceResult result = within(all, days_);
    if (result.empty()) return;
    const AttendanceSummary sum = summed(result);
    const std::string course = course_id(workspace_, result);
    const std::string sessions = std::to_string(sum.sessions);
    const std::string attended = std::to_string(sum.attended);
    const std::string late = std::to_string(sum.late);
    const std::string early = std::to_string(sum.early);
    const std::string missing = std::to_string(sum.not_attended);
    const std::string open = std::to_string(sum.make_up);
    const std::string limit_text = joined(sum.limits);
    std::vector<std::string> follow = sum.follow.actions;
    hold(follow, proceedings_, person, result.course, result.policy);
    const std::string actions = joined(follow);
    const std::string titles = in_words(follow, result.policy, options_.language);
    const std::string articles = joined(sum.follow.articles, options_.language);
    writer_->row({{workspace_.people.id(person)},
                  {workspace_.people[person].name},
                  {workspace_.people.department(person)},
                  {course},
                  {sessions},
                  {attended},
                  {sum.rate, sum.rate_missed ? Tone::bad : Tone::none},
                  {late},
                  {early},
                  {missing},
                  {sum.absent_days},
                  {sum.absent_hours},
                  {open, sum.make_up > 0 ? Tone::open : Tone::none},
                  {limit_text, Tone::bad},
                  {actions, Tone::none, titles},
                  {articles}});
}

void RateRows::add(std::uint32_t person, const AttendanceResult& all) {
    const bool workplace = all.course == AttendanceEntry::workplace;
    std::set<Key> seen;
    for (const SessionResult& session : all.sessions) {
        if (!shown(days_, session.due.date)) continue;
        Key key{course_id(workspace_, all), {}, {}};
        if (workplace) key.month = Period::containing(Period::Kind::month, session.due.date).text();
        if (by_ == By::team) key.team = workspace_.people.team(person);
        Counts& counts = groups_[key];
        if (seen.insert(key).second) ++counts.people;
        ++counts.sessions;
        if (session.attended()) ++counts.attended;
        counts.rules = all.rules;
        counts.policy = all.policy;
    }
}

void RateRows::write(TableOptions options, Sink& sink) const {
    std::vector<TableColumn> columns;
    if (by_ == By::team) {
        columns.push_back({"team", {"团队", "Team"}, K::id});
        columns.push_back({"name", {"主管", "Led by"}, K::text});
    }
    for (TableColumn& column : std::vector<TableColumn>{{"course_id", {"课程编号", "Course"}, K::id},
                                                        {"month", {"月份", "Month"}, K::id},
                                                        {"people", {"人数", "People"}, K::number, false},
                                                        {"sessions", {"应到", "Due"}, K::number},
                                                        {"attended", {"实到", "There"}, K::number},
                                                        {"rate", {"出勤率%", "Rate %"}, K::number},
                                                        {"at_least", {"至少%", "Line %"}, K::number},
                                                        {"actions", {"处理", "Follows"}, K::list},
                                                        {"articles", {"条款", "Articles"}, K::list, false}})
        columns.push_back(std::move(column));
    const auto writer = TableWriter::create(std::move(columns), options, sink);
    const auto per = by_ == By::team ? RateRule::Per::team : RateRule::Per::course;
    for (const auto& [key, counts] : groups_) {
        const Fraction rate =
            Fraction::ratio(counts.attended, counts.sessions) * Fraction(Decimal::whole(100));
        const RateRule* line = nullptr;  // the highest that applies
        Consequences follow;
        for (std::size_t i = 0; counts.rules != nullptr && i < counts.rules->rates.size(); ++i) {
            const RateRule& rule = counts.rules->rates[i];
            if (rule.per != per) continue;
            if (line == nullptr || rule.at_least > line->at_least) line = &rule;
            if (rate < Fraction(rule.at_least)) follow.add(rule.actions, rule.article);
        }
        const bool missed = line != nullptr && rate < Fraction(line->at_least);
        const std::string shown_rate = rate_text(rate, counts.rules, per);
        const std::string at_least = line == nullptr ? "" : line->at_least.text();
        const std::string people = std::to_string(counts.people);
        const std::string sessions = std::to_string(counts.sessions);
        const std::string attended = std::to_string(counts.attended);
        const std::string actions = joined(follow.actions);
        const std::string titles = in_words(follow.actions, counts.policy, options.language);
        const std::string articles = joined(follow.articles, options.language);
        const People::Index leader = workspace_.people.find(key.team);
        std::vector<TableCell> cells;
        if (by_ == By::team) {
            cells.push_back({key.team});
            cells.push_back({leader == People::none ? std::string_view{} : workspace_.people[leader].name});
        }
        for (const TableCell& cell :
             std::initializer_list<TableCell>{{key.course},
                                              {key.month},
                                              {people},
                                              {sessions},
                                              {attended},
                                              {shown_rate, missed ? Tone::bad : Tone::none},
                                              {at_least},
                                              {actions, Tone::none, titles},
                                              {articles}})
            cells.push_back(cell);
        writer->row(cells);
    }
    writer->finish();
}

void write_conduct(const Workspace& workspace, const Proceedings& proceedings,
                   const std::vector<std::pair<std::uint32_t, ReachedConduct>>& reached, TableOptions options,
                   Sink& sink) {
    const auto writer = TableWriter::create({{"employee_id", {"工号", "ID"}, K::id},
                                             {"name", {"姓名", "Name"}, K::text},
                                             {"course_id", {"课程编号", "Course"}, K::id},
                                             {"period", {"期间", "Period"}, K::id},
                                             {"incidents", {"事件", "Incidents"}, K::list},
                                             {"count", {"次数", "Count"}, K::number},
                                             {"at_least", {"限度", "Limit"}, K::number},
                                             {"then", {"后果", "Then"}, K::id},
                                             {"actions", {"处理", "Follows"}, K::list},
                                             {"articles", {"条款", "Articles"}, K::list, false}},
                                            options, sink);
    const Text ended{"培训终止", "training ended"};
    for (const auto& [person, each] : reached) {
        const std::string course =
            each.course == Workspace::none ? "" : workspace.courses[each.course].course->id;
        const std::string period = each.period ? each.period->text() : "";
        std::vector<std::string> incidents;
        for (const Incident* incident : each.counted)
            incidents.push_back(incident->date.text() + " " + incident->kind);
        const std::string list = joined(incidents);
        const std::string count = std::to_string(each.counted.size());
        const std::string least = std::to_string(each.rule->at_least);
        std::vector<std::string> follow = each.rule->actions;
        hold(follow, proceedings, person, each.course, each.policy);
        const std::string actions = joined(follow);
        const std::string titles = in_words(follow, each.policy, options.language);
        const std::string& article = each.rule->article.raw.in(options.language);
        const std::string_view then = each.rule->ends ? "end" : "";
        writer->row({{workspace.people.id(person)},
                     {workspace.people[person].name},
                     {course},
                     {period},
                     {list},
                     {count},
                     {least},
                     {then, Tone::bad, each.rule->ends ? ended.in(options.language) : std::string()},
                     {actions, Tone::none, titles},
                     {article}});
    }
    writer->finish();
}

}  // namespace passline
