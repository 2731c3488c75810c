#include "retraining/judge.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "retraining/action_trace.h"
#include "retraining/course_judge.h"
#include "text/unicode.h"

namespace passline {

Judge::Judge(const Workspace& workspace, const Proceedings& proceedings, EntrySource source,
             Circumstances circumstances)
    : Judge(workspace, workspace.people, proceedings, std::move(source), circumstances) {}

Judge::Judge(const Workspace& workspace, const People& people, const Proceedings& proceedings,
             EntrySource source, Circumstances circumstances)
    : workspace_(workspace),
      people_(people),
      proceedings_(proceedings),
      source_(std::move(source)),
      circumstances_(circumstances),
      memo_(workspace, people, proceedings) {
    if (!people.has_roster()) return;  // those who have scores take part
    by_track_.resize(people.tracks().size());
    for (std::uint32_t i = 0; i < workspace.courses.size(); ++i) {
        const auto& entry = workspace.courses[i];
        if (!entry.rules) continue;
        const Participants& who = entry.course->participants;
        if (who.kind == Participants::Kind::of_track) {
            const Track* track = who.track.empty() ? nullptr : entry.rules->policy->track(who.track);
            for (std::uint32_t number = track == nullptr ? 0 : 1; number < people.tracks().size(); ++number) {
                const std::string text = folded(people.tracks()[number]);
                if (track == nullptr || text == folded(track->id) || text == folded(track->title.zh) ||
                    text == folded(track->title.en))
                    by_track_[number].push_back(i);
            }
        }
        for (const Participants::Listed& listed : who.listed) {
            const People::Index person = people.find(listed.id);
            if (person != People::none) listed_.emplace_back(person, i);
        }
    }
    std::sort(listed_.begin(), listed_.end());
}

std::vector<std::uint32_t> Judge::courses_of(std::uint32_t person) const {
    std::vector<std::uint32_t> result;
    courses_of(person, result);
    return result;
}

void Judge::courses_of(std::uint32_t person, std::vector<std::uint32_t>& result) const {
    result.clear();
    if (by_track_.empty()) return;
    for (const std::uint32_t course : by_track_[people_.track_number(person)]) {
        const Course& stated = *workspace_.courses[course].course;
        const std::string& department = stated.participants.department;
        if (!department.empty() && department != people_.department(person)) continue;
        if (people_[person].employed_during(stated.start, stated.end)) result.push_back(course);
    }
    if (listed_.empty()) return;
    for (auto at = std::lower_bound(listed_.begin(), listed_.end(), std::pair(person, 0U));
         at != listed_.end() && at->first == person; ++at) {
        result.push_back(at->second);
    }
    if (result.size() > 1) std::sort(result.begin(), result.end());
}

bool Judge::takes_part(std::uint32_t person, std::uint32_t course) const {
    if (!is_for_participants(course)) return true;
    const std::vector<std::uint32_t> mine = courses_of(person);
    return std::binary_search(mine.begin(), mine.end(), course);
}

void Judge::problem(const ScoreEntry& entry, std::string_view code, Text message, Text hint,
                    Diagnostics& diagnostics, const ScoreEntry* other) {
    if (source_.set_aside) {
        dropped_.push_back(entry.row);
        source_.set_aside(entry, code, message);
        if (other != nullptr) {
            dropped_.push_back(other->row);
            source_.set_aside(*other, code,
                              say("与 {0} 的成绩不一致", "does not agree with the score in {0}",
                                  source_.place(entry).address()));
        }
        return;
    }
    diagnostics.report(Severity::error, code, [&] {
        Diagnostic diagnostic{Severity::error,    std::string(code), source_.place(entry),
                              std::move(message), std::move(hint),   {},
                              Trouble::input};
        if (other != nullptr) diagnostic.related.push_back(source_.place(*other));
        return diagnostic;
    });
}

void Judge::without_repeats(std::span<const ScoreEntry> entries, Diagnostics& diagnostics) {
    const auto same_score = [](const ScoreEntry& a, const ScoreEntry& b) {
        return a.course == b.course && a.attempt == b.attempt && a.component == b.component &&
               a.role == b.role && a.who == b.who;
    };
    const ScoreEntry* first = nullptr;
    for (const ScoreEntry& entry : entries) {
        if (entry.value.empty()) continue;
        if (first == nullptr || !same_score(*first, entry)) {
            first = &entry;
            continue;
        }
        const CourseRules& rules = *workspace_.courses[entry.course].rules;
        const std::string& component = rules.components[entry.component].id;
        const std::string_view id = people_.id(entry.person);
        if (entry.value == first->value) {
            diagnostics.report(Severity::warning, "score-repeated", [&] {
                return Diagnostic{Severity::warning,
                                  "score-repeated",
                                  source_.place(entry),
                                  say("{0} 的 '{1}' 第 {2} 次成绩重复，已在 {3} 出现",
                                      "the score of {0} for '{1}', attempt {2}, stands in {3} already", id,
                                      component, entry.attempt, source_.place(*first).address()),
                                  {},
                                  {},
                                  Trouble::input};
            });
            continue;
        }
        const auto shown = [](ScoreValue value) {
            return value.is_mark() ? mark_title(value.mark()) : same(value.score().text());
        };
        problem(entry, "score-conflict",
                say("{0} 的 '{1}' 第 {2} 次成绩为 {3}，而 {4} 为 {5}",
                    "the score of {0} for '{1}', attempt {2}, is {3} here but {5} in {4}", id, component,
                    entry.attempt, shown(entry.value), source_.place(*first).address(), shown(first->value)),
                say("只保留正确的一个", "keep the right one only"), diagnostics, first);
    }
}

bool Judge::is_for_participants(std::uint32_t course) const {
    return !by_track_.empty() &&
           workspace_.courses[course].course->participants.kind != Participants::Kind::with_scores;
}

void Judge::not_a_participant(const ScoreEntry& entry, Diagnostics& diagnostics) const {
    if (!is_for_participants(entry.course)) return;
    diagnostics.report(Severity::warning, "not-participant", [&] {
        return Diagnostic{
            Severity::warning,
            "not-participant",
            source_.place(entry),
            say("{0} 不在课程 '{1}' 的参加人员之列，成绩照常评定",
                "{0} is not a participant of the course '{1}'; the scores are graded all the same",
                people_.id(entry.person), workspace_.courses[entry.course].course->id),
            say("核对工号、课程编号和 participants",
                "check the employee id, the course id and `participants`"),
            {},
            Trouble::input};
    });
}

void Judge::person(std::uint32_t person, std::span<const ScoreEntry> entries,
                   std::vector<CourseOutcome>& outcomes, Diagnostics& diagnostics, Trace* trace) {
    dropped_.clear();
    judge(person, entries, outcomes, diagnostics, source_.set_aside ? nullptr : trace);
    if (dropped_.empty()) {
        if (source_.set_aside && trace != nullptr) judge(person, entries, outcomes, diagnostics, trace);
        return;
    }
    std::vector<ScoreEntry> kept;
    for (const ScoreEntry& entry : entries) {
        if (std::find(dropped_.begin(), dropped_.end(), entry.row) == dropped_.end()) kept.push_back(entry);
    }
    this->person(person, kept, outcomes, diagnostics, trace);
}

namespace {

/// The first course's entries of a person's.
std::span<const ScoreEntry> of_one_course(std::span<const ScoreEntry> entries) {
    if (entries.empty() || entries.front().course == entries.back().course) return entries;  // as most are
    std::size_t count = 0;
    while (entries[count].course == entries.front().course) ++count;
    return entries.first(count);
}

}  // namespace

/// Fills what is shown with outcomes of kinds that are kept. False when one is not.
bool Judge::remember(std::uint32_t person, std::span<const ScoreEntry> entries) {
    shown_.clear();
    if (by_track_.empty()) {  // no roster says who takes part in what
        while (!entries.empty()) {
            const auto mine = of_one_course(entries);
            const CourseOutcome* outcome = memo_.find(person, mine.front().course, mine);
            if (outcome == nullptr) return false;
            shown_.push_back(outcome);
            entries = entries.subspan(mine.size());
        }
        return true;
    }
    courses_of(person, due_);
    auto next_due = due_.begin();
    while (!entries.empty() || next_due != due_.end()) {
        const bool scored =
            !entries.empty() && (next_due == due_.end() || entries.front().course <= *next_due);
        const std::uint32_t course = scored ? entries.front().course : *next_due;
        const bool takes_part = next_due != due_.end() && *next_due == course;
        if (takes_part) ++next_due;
        if (!takes_part && is_for_participants(course)) return false;  // there is something to say
        const auto mine = scored ? of_one_course(entries) : entries.first(0);
        entries = entries.subspan(mine.size());
        const CourseOutcome* outcome = memo_.find(person, course, mine);
        if (outcome == nullptr) return false;
        shown_.push_back(outcome);
    }
    return true;
}

Outcomes Judge::outcomes(std::uint32_t person, std::span<const ScoreEntry> entries,
                         Diagnostics& diagnostics) {
    // As most are: scores of one course, and no roster that says who takes part in what.
    if (by_track_.empty() && circumstances_.none() && !entries.empty() &&
        entries.front().course == entries.back().course) {
        shown_one_ = memo_.find(person, entries.front().course, entries);
        if (shown_one_ != nullptr) return {&shown_one_, 1};
    }
    return all_outcomes(person, entries, diagnostics);
}

Outcomes Judge::all_outcomes(std::uint32_t person, std::span<const ScoreEntry> entries,
                             Diagnostics& diagnostics) {
    const bool of_scores_alone = circumstances_.none();
    if (of_scores_alone && remember(person, entries)) return shown_;
    const std::size_t said = diagnostics.errors() + diagnostics.warnings();
    this->person(person, entries, judged_, diagnostics);
    shown_.clear();
    for (const CourseOutcome& outcome : judged_) shown_.push_back(&outcome);
    const bool whole = judged_entries_ == entries.size();
    if (!of_scores_alone || !whole || diagnostics.errors() + diagnostics.warnings() != said) return shown_;
    for (const CourseOutcome& outcome : judged_) {
        const bool scored = !entries.empty() && entries.front().course == outcome.course;
        const auto mine = scored ? of_one_course(entries) : entries.first(0);
        memo_.keep(outcome, mine);
        entries = entries.subspan(mine.size());
    }
    return shown_;
}

void Judge::judge(std::uint32_t person, std::span<const ScoreEntry> entries,
                  std::vector<CourseOutcome>& outcomes, Diagnostics& diagnostics, Trace* trace) {
    pool_.take_back(outcomes);
    judged_entries_ = entries.size();
    without_repeats(entries, diagnostics);
    courses_of(person, due_);
    const std::vector<std::uint32_t>& due = due_;
    std::vector<ReachedConduct> conduct;
    if (circumstances_.conduct != nullptr) conduct = circumstances_.conduct->of(person);
    std::vector<std::vector<TraceNode>> notes;
    auto next_due = due.begin();
    std::size_t at = 0;
    while (at < entries.size() || next_due != due.end()) {
        const bool has_scores =
            at < entries.size() && (next_due == due.end() || entries[at].course <= *next_due);
        const std::uint32_t course = has_scores ? entries[at].course : *next_due;
        std::size_t count = 0;
        while (at + count < entries.size() && entries[at + count].course == course) ++count;
        const std::span<const ScoreEntry> mine = entries.subspan(at, count);
        const bool takes_part = next_due != due.end() && *next_due == course;
        if (takes_part) ++next_due;
        if (!takes_part && has_scores) not_a_participant(mine.front(), diagnostics);
        at += count;
        CourseOutcome& outcome = outcomes.emplace_back(pool_.outcome());
        outcome.person = person;
        outcome.course = course;
        outcome.rules = &*workspace_.courses[course].rules;
        Trace inner;
        const auto report = [&](const ScoreEntry& entry, std::string_view code, Text message, Text hint) {
            problem(entry, code, std::move(message), std::move(hint), diagnostics);
        };
        AttendanceResult attendance;
        if (circumstances_.attendance != nullptr)
            attendance = circumstances_.attendance->course(person, course,
                                                           takes_part || this->takes_part(person, course));
        CourseJudge({workspace_, people_, proceedings_, source_, pool_, mine, report,
                     circumstances_.attendance, attendance, conduct},
                    outcome, diagnostics, trace == nullptr ? nullptr : &inner)
            .run();
        if (trace != nullptr) notes.push_back(inner.take());
    }
    in_a_row(outcomes, trace == nullptr ? nullptr : notes.data());
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        CourseOutcome& outcome = outcomes[i];
        if (outcome.appeal == AppealStatus::open) {
            const auto held = std::stable_partition(
                outcome.actions.begin(), outcome.actions.end(),
                [&](const std::string& id) { return !outcome.rules->policy->decided_by_someone(id); });
            outcome.held_actions.assign(held, outcome.actions.end());
            outcome.actions.erase(held, outcome.actions.end());
        }
        if (trace != nullptr) trace->add({headline(outcome), {}, {}, std::move(notes[i])});
    }
}

/// The course in one line, for a trace.
Text Judge::headline(const CourseOutcome& outcome) const {
    const Course& course = *outcome.rules->course;
    Text text = say("{0} {1} · {2} {3}：{4}", "{0} {1} · {2} {3}: {4}", people_.id(outcome.person),
                    people_.name(outcome.person), course.id, course.title, outcome_title(outcome.outcome));
    if (outcome.band != nullptr) text = say("{0}，{1}", "{0}, {1}", text, outcome.band->title);
    if (outcome.next != Next::none) text = say("{0} → {1}", "{0} → {1}", text, next_title(outcome.next));
    if (outcome.due) text = say("{0}，期限 {1}", "{0}, due {1}", text, outcome.due->text());
    if (outcome.appeal)
        text = say("{0}（申诉{1}）", "{0} (appeal {1})", text, appeal_status_title(*outcome.appeal));
    return text;
}

/// Courses of one track in order of their end: those failed for good, one after the other, until a pass ends
/// the row.
void Judge::in_a_row(std::vector<CourseOutcome>& outcomes, std::vector<TraceNode>* notes) {
    const bool counted = std::any_of(outcomes.begin(), outcomes.end(), [](const CourseOutcome& outcome) {
        return outcome.outcome == Outcome::fail && outcome.ladder_ended &&
               !outcome.rules->track->on_consecutive_fails.empty();
    });
    if (!counted) return;
    std::vector<std::size_t>& order = by_end_;
    order.resize(outcomes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Course& x = *outcomes[a].rules->course;
        const Course& y = *outcomes[b].rules->course;
        return x.end != y.end ? x.end < y.end : x.id < y.id;
    });
    std::map<std::pair<std::string_view, std::string_view>, std::vector<const CourseOutcome*>> rows;
    for (const std::size_t index : order) {
        CourseOutcome& outcome = outcomes[index];
        auto& row = rows[{outcome.rules->policy->id, outcome.rules->track->id}];
        if (outcome.outcome == Outcome::pass) row.clear();
        if (outcome.outcome != Outcome::fail || !outcome.ladder_ended) continue;
        row.push_back(&outcome);
        for (const CountRule& rule : outcome.rules->track->on_consecutive_fails) {
            if (row.size() == static_cast<std::size_t>(rule.count))
                apply(rule, row, outcome, notes == nullptr ? nullptr : &notes[index]);
        }
    }
}

void Judge::apply(const CountRule& rule, const std::vector<const CourseOutcome*>& row, CourseOutcome& outcome,
                  std::vector<TraceNode>* notes) const {
    outcome.add_article(rule.article);
    for (const std::string& action : rule.actions) outcome.add_action(action);
    if (rule.then && *rule.then != Then::end)
        outcome.next = *rule.then == Then::resit ? Next::resit : Next::retrain;
    if (rule.within && outcome.since && (!outcome.due || rule.then)) {
        const DatedResult due = after(*outcome.since, *rule.within, workspace_.calendar);
        outcome.due = due.date;
        outcome.provisional = due.provisional;
    }
    if (notes == nullptr) return;
    const Policy& policy = *outcome.rules->policy;
    TraceNode node{say("连续 {0} 门课程不合格", "{0} courses failed in a row", row.size()),
                   policy.cite_article(rule.article),
                   {rule.origin.address()},
                   {}};
    if (!rule.setting.empty()) {
        node.children.push_back(
            {say("次数 {0}", "the count of {0}", rule.count), setting_cited(rule.setting), {}, {}});
    }
    for (const CourseOutcome* failed : row) {
        const Course& course = *failed->rules->course;
        node.children.push_back(
            {say("{0} {1}（{2} 结束）", "{0} {1} (ended {2})", course.id, course.title, course.end.text()),
             {},
             {course.origin.address()},
             {}});
    }
    for (TraceNode& action : action_nodes(outcome, rule.actions, {}, rule.origin, proceedings_))
        node.children.push_back(std::move(action));
    if (rule.within && outcome.due) {
        node.children.push_back({say("期限：{0} 之后 {1} → {2}", "due: {1} after {0} → {2}",
                                     outcome.since->text(), rule.within->words(), outcome.due->text()),
                                 setting_cited(rule.within_setting),
                                 {rule.origin.address()},
                                 {}});
    }
    notes->push_back(std::move(node));
}

}  // namespace passline
