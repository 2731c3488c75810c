// For unit tests of retraining and of the rooms above: sheets in, what follows for each person and course
// out.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../scores/score_files.h"
#include "retraining/judge.h"

namespace passline {

inline std::string joined_by(const std::vector<std::string>& items, const std::string& by = ";") {
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : by) + item;
    return text.empty() ? "-" : text;
}

/// One line a person and course: "E1 A #1 theory=79 fail next retrain due 2026-02-27 actions - articles 1;4";
/// then, where there are any, "held …", "appeal …", "band …", "provisional".
inline std::string outcome_line(const Workspace& workspace, const CourseOutcome& outcome) {
    std::vector<std::string> articles;
    for (const Article* article : outcome.articles) articles.push_back(article->raw.en);
    const AttemptResult* last = outcome.last();
    const std::string scores = last == nullptr ? "" : print_scores(*last, *outcome.rules);
    std::string text =
        fmt::format("{} {} #{} {} {} next {} due {} actions {} articles {}",
                    workspace.people.id(outcome.person), outcome.rules->course->id, outcome.attempts.size(),
                    scores.empty() ? "-" : scores, outcome_name(outcome.outcome), next_name(outcome.next),
                    outcome.due ? outcome.due->text() : "-", joined_by(outcome.actions), joined_by(articles));
    if (!outcome.held_actions.empty()) text += " held " + joined_by(outcome.held_actions);
    if (outcome.appeal) text += " appeal " + std::string(appeal_status_name(*outcome.appeal));
    if (outcome.band != nullptr) text += " band " + outcome.band->id;
    if (outcome.provisional) text += " provisional";
    return text + "\n";
}

/// A workspace with scores (s.csv), appeals (appeals.csv) and decisions (decisions.csv), judged.
struct Graded : Read {
    Graded(std::unique_ptr<Workspace> made, const std::string& scores, const std::string& appeals = "",
           const std::string& decisions = "")
        : Read(std::move(made), scores) {
        const std::string appeals_file = folder.file("appeals.csv", appeals);
        const std::string decisions_file = folder.file("decisions.csv", decisions);
        if (!appeals.empty()) proceedings.load_appeals(appeals_file, *workspace, {}, diagnostics);
        if (!decisions.empty()) proceedings.load_decisions(decisions_file, *workspace, {}, diagnostics);
        proceedings.sort();
        EntrySource source{[this](const ScoreEntry& e) { return sheets.place(e); },
                           [this](const ScoreEntry& e) { return sheets.rater_who(e); },
                           {}};
        Judge judge(*workspace, proceedings, source);
        for (const People::Index person : sheets.people_in_order()) {
            std::vector<CourseOutcome> theirs;
            Trace trace;
            judge.person(person, sheets.of(person), theirs, diagnostics);
            Diagnostics again;
            std::vector<CourseOutcome> traced;
            judge.person(person, sheets.of(person), traced, again, &trace);
            // a trace changes nothing
            std::string plainly;
            std::string with_trace;
            for (const CourseOutcome& outcome : theirs) plainly += outcome_line(*workspace, outcome);
            for (const CourseOutcome& outcome : traced) with_trace += outcome_line(*workspace, outcome);
            CHECK(plainly == with_trace);
            CHECK(plainly == taken_over(person, source));
            for (TraceNode& node : trace.take()) traces.push_back(std::move(node));
            for (CourseOutcome& outcome : theirs) outcomes.push_back(std::move(outcome));
        }
    }

    /// What a judge says of the person who has judged the like before: this very person.
    std::string taken_over(People::Index person, const EntrySource& source) {
        Judge judge(*workspace, proceedings, source);
        Diagnostics again;
        judge.outcomes(person, sheets.of(person), again);
        std::string text;
        for (const CourseOutcome* outcome : judge.outcomes(person, sheets.of(person), again))
            text += outcome_line(*workspace, *outcome);
        return text;
    }
    std::string lines() const {
        std::string text;
        for (const CourseOutcome& outcome : outcomes) text += outcome_line(*workspace, outcome);
        return text;
    }
    std::string explained(Language language = Language::en) const {
        return folder.plain(render(traces, language, 0, false));
    }

    Proceedings proceedings;
    std::vector<CourseOutcome> outcomes;
    std::vector<TraceNode> traces;
};

/// Tracks: `basic` (one component, a band, retrain then end, a rule for two in a row), `ladder` (two
/// components; resit of what failed, then retraining again and again; a rule for three failures), `rated`
/// (three colleagues).
inline const std::string regulation = R"(passline: 1
id: p
cite: {zh: "第{}条", en: "Art. {}"}
settings: {again: 20 working days}
roles: {hr: {zh: 人力资源部, en: HR}, peer: {zh: 同事, en: Colleague}}
actions:
  duty: {title: {zh: 独立上岗, en: May work alone}}
  reward: {title: {zh: 奖励, en: Reward}, decides: hr}
  dismiss: {title: {zh: 解除合同, en: Contract ended}, decides: hr}
  note: {title: {zh: 记录, en: Noted}}
  review: {title: {zh: 评估, en: Review}}
  coach: {title: {zh: 辅导, en: Coaching}, decides: hr}
tracks:
  basic:
    title: {zh: 基础培训, en: Basics}
    assessment: {components: {theory: {title: {zh: 理论, en: Theory}, pass: 80, article: "1"}}}
    on_pass: {actions: [duty], article: "2"}
    bands: {good: {at_least: 90, actions: [reward], article: "3"}}
    on_fail:
      - {then: retrain, within: again, article: "4"}
      - {then: end, actions: [dismiss], article: "5"}
    on_consecutive_fails:
      - {count: 2, actions: [note, coach], article: "6"}
  ladder:
    assessment:
      components: {theory: {pass: 80, article: "1"}, practical: {pass: 60, article: "7"}}
    on_fail:
      - {then: resit, within: 10 days, carry: passed, article: "8"}
      - {then: retrain, within: again, repeat: true, article: "9"}
    on_fails: [{count: 3, actions: [review], article: "10"}]
  rated:
    assessment: {components: {talk: {raters: [peer], pass: 80}}}
)";

/// Courses in a plan, each as it stands in a list: "id: A, track: basic, start: 2026-01-05".
inline std::unique_ptr<Workspace> courses(const std::vector<std::string>& each,
                                          const std::string& roster = "") {
    std::string plan = "passline: 1\nplan: Q\ncourses:\n";
    for (const std::string& course : each) plan += "  - {" + course + "}\n";
    return assembled({regulation}, {plan}, roster);
}

inline std::string scores(const std::string& rows) {
    return "employee_id,course_id,component,attempt,score,date\n" + rows;
}

}  // namespace passline
