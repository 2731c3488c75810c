#include "retraining/outcome.h"

#include <algorithm>

namespace passline {

std::string_view outcome_name(Outcome outcome) {
    constexpr std::string_view names[] = {"pass", "fail", "incomplete", "not_attended", "withdrawn"};
    return names[static_cast<std::size_t>(outcome)];
}

std::string_view next_name(Next next) {
    constexpr std::string_view names[] = {"none", "assess", "retrain", "resit", "make_up"};
    return names[static_cast<std::size_t>(next)];
}

Text outcome_title(Outcome outcome) {
    switch (outcome) {
        case Outcome::pass:
            return {"合格", "pass"};
        case Outcome::fail:
            return {"不合格", "fail"};
        case Outcome::incomplete:
            return {"未完成", "incomplete"};
        case Outcome::not_attended:
            return {"未参加", "not attended"};
        case Outcome::withdrawn:
            return {"退出", "withdrawn"};
    }
    return {};
}

Text next_title(Next next) {
    switch (next) {
        case Next::none:
            return {"无", "none"};
        case Next::assess:
            return {"待考核", "to be assessed"};
        case Next::retrain:
            return {"补训", "retraining"};
        case Next::resit:
            return {"补考", "resit"};
        case Next::make_up:
            return {"补课", "make-up"};
    }
    return {};
}

std::string CourseOutcome::failed() const {
    std::string text;
    append_failed(text);
    return text;
}

void CourseOutcome::append_failed(std::string& text) const {
    const AttemptResult* attempt = last();
    if (attempt == nullptr) return;
    const char* between = "";
    const auto add = [&](std::string_view id) {
        text += between;
        text += id;
        between = ";";
    };
    for (std::size_t i = 0; i < attempt->components.size(); ++i) {
        if (attempt->components[i].failed() && !rules->components[i].baseline) add(rules->components[i].id);
    }
    if (attempt->total_below) add("total");
}

void CourseOutcome::add_action(const std::string& action) {
    if (std::find(actions.begin(), actions.end(), action) == actions.end()) actions.push_back(action);
}

void CourseOutcome::add_article(const Article& article) {
    if (article.empty()) return;
    const bool known = std::any_of(articles.begin(), articles.end(), [&](const Article* other) {
        return other == &article || *other == article;
    });
    if (!known) articles.push_back(&article);
}

void OutcomePool::take_back(std::vector<CourseOutcome>& outcomes) {
    for (CourseOutcome& outcome : outcomes) {
        for (JudgedAttempt& attempt : outcome.attempts) attempts_.push_back(std::move(attempt.result));
        CourseOutcome empty;
        empty.attempts.swap(outcome.attempts);
        empty.actions.swap(outcome.actions);
        empty.held_actions.swap(outcome.held_actions);
        empty.articles.swap(outcome.articles);
        empty.attempts.clear();
        empty.actions.clear();
        empty.held_actions.clear();
        empty.articles.clear();
        outcomes_.push_back(std::move(empty));
    }
    outcomes.clear();
}

CourseOutcome OutcomePool::outcome() {
    if (outcomes_.empty()) return {};
    CourseOutcome outcome = std::move(outcomes_.back());
    outcomes_.pop_back();
    return outcome;
}

AttemptResult OutcomePool::attempt() {
    if (attempts_.empty()) return {};
    AttemptResult attempt = std::move(attempts_.back());
    attempts_.pop_back();
    return attempt;
}

}  // namespace passline
