#include "views/level_list.h"

#include "retraining/action_trace.h"
#include "views/decision_notes.h"
#include "views/joined.h"

namespace passline {

namespace {

std::vector<TableColumn> contract_columns(TableFormat format) {
    using K = ColumnKind;
    std::vector<TableColumn> columns{{"employee_id", {"工号", "Employee ID"}, K::id},
                                     {"name", {"姓名", "Name"}, K::text},
                                     {"department", {"部门", "Department"}, K::text},
                                     {"level", {"现职级", "Level"}, K::id},
                                     {"reached", {"达到职级", "Reached"}, K::id},
                                     {"recommendation", {"建议", "Recommendation"}, K::id},
                                     {"missing", {"下一级尚缺", "Missing"}, K::list},
                                     {"articles", {"依据条款", "Articles"}, K::list}};
    if (format == TableFormat::json) {
        columns.push_back({"decides", {"决定人", "Decides"}, K::list});
        columns.push_back({"actions", {"处理", "Actions"}, K::list});
        columns.push_back({"decisions", {"决定", "Decisions"}, K::list});
    }
    return columns;
}

std::vector<TableColumn> text_columns() {
    using K = ColumnKind;
    return {{"employee_id", {"工号", "ID"}, K::id},
            {"name", {"姓名", "Name"}, K::text},
            {"level", {"现职级", "Level"}, K::id},
            {"reached", {"达到职级", "Reached"}, K::id},
            {"recommendation", {"建议", "Recommended"}, K::id},
            {"missing", {"下一级尚缺", "Missing for the next level"}, K::list},
            {"decisions", {"决定", "Decision"}, K::list}};
}

Tone tone_of(Recommendation recommendation) {
    switch (recommendation) {
        case Recommendation::rise:
            return Tone::good;
        case Recommendation::stay:
            return Tone::none;
        case Recommendation::below:
            return Tone::bad;
    }
    return Tone::none;
}

}  // namespace

LevelRows::LevelRows(const Workspace& workspace, const Figures& figures, const LevelJudge& judge,
                     const Proceedings& proceedings, TableOptions options, Sink& sink)
    : workspace_(workspace),
      metrics_(figures.metrics()),
      judge_(judge),
      proceedings_(proceedings),
      options_(options) {
    auto columns = options.format == TableFormat::text ? text_columns() : contract_columns(options.format);
    cells_.resize(columns.size());
    values_.resize(columns.size());
    writer_ = TableWriter::create(std::move(columns), options, sink);
}

void LevelRows::add(const LevelResult& result) {
    if (options_.format == TableFormat::text) {
        add_text(result);
    } else {
        add_contract(result);
    }
    for (std::size_t i = 0; i < values_.size(); ++i) cells_[i].value = values_[i];
    writer_->row(cells_);
}

void LevelRows::add_contract(const LevelResult& result) {
    const People& people = workspace_.people;
    std::string missing;
    for (const Missing& each : result.missing) missing += (missing.empty() ? "" : ";") + each.text();
    std::string articles;
    for (const Article* article : result.articles())
        articles += (articles.empty() ? "" : ";") + article->raw.in(options_.language);
    values_ = {std::string(people.id(result.person)),
               std::string(people[result.person].name),
               std::string(people.department(result.person)),
               result.present == nullptr ? "" : result.present->id,
               result.reached == nullptr ? "" : result.reached->id,
               std::string(recommendation_name(result.recommendation)),
               missing,
               articles};
    if (options_.format != TableFormat::json) return;
    values_.push_back(joined(result.decides()));
    values_.push_back(joined(result.actions()));
    values_.push_back(decisions(result));
}

void LevelRows::add_text(const LevelResult& result) {
    const People& people = workspace_.people;
    const auto title = [&](const LevelStep* step) {
        return step == nullptr ? std::string("-") : step->title.in(options_.language);
    };
    values_ = {std::string(people.id(result.person)),
               std::string(people[result.person].name),
               title(result.present),
               title(result.reached),
               recommendation_title(result.recommendation).in(options_.language),
               missing_in_words(result),
               decision_in_words(result)};
    cells_[4].tone = tone_of(result.recommendation);
}

/// "KPI 84.5 (at least 85), exam 'Regularisation'".
std::string LevelRows::missing_in_words(const LevelResult& result) const {
    Text all;
    for (const Missing& each : result.missing) {
        Text text;
        switch (each.kind) {
            case Missing::Kind::at_least:
            case Missing::Kind::at_most: {
                const Text metric = metrics_.title(metrics_.find(each.what));
                const Text figure = each.figure.empty() ? say("无数据", "no figure") : same(each.figure);
                text = each.kind == Missing::Kind::at_least
                           ? say("{0} {1}（须至少 {2}）", "{0} {1} (at least {2})", metric, figure, each.line)
                           : say("{0} {1}（须至多 {2}）", "{0} {1} (at most {2})", metric, figure, each.line);
                break;
            }
            case Missing::Kind::exam: {
                const Track* track = judge_.policy().track(each.what);
                text = say("“{0}”考核合格", "pass in {0}", track == nullptr ? same(each.what) : track->title);
                break;
            }
            case Missing::Kind::tenure:
                text = say("在职满 {0}", "{0} of service", result.next->tenure->words());
                break;
        }
        all = all.empty() ? text : say("{0}；{1}", "{0}; {1}", all, text);
    }
    return all.in(options_.language);
}

bool LevelRows::is_decided(const std::string& action, const LevelResult& result) const {
    return !result.decides().empty() || judge_.policy().decided_by_someone(action);
}

/// `promote=approved:HR:2026-04-10` for what someone must decide.
std::string LevelRows::decisions(const LevelResult& result) const {
    std::vector<std::string> entries;
    for (const std::string& action : result.actions()) {
        if (!is_decided(action, result)) continue;
        entries.push_back(decision_entry(
            decision_since(proceedings_, result.person, action, judge_.period().first), action));
    }
    return joined(entries);
}

std::string LevelRows::decision_in_words(const LevelResult& result) const {
    const Policy& policy = judge_.policy();
    Text all;
    if (!result.decides().empty())
        all = say("由{0}决定", "to be decided by {0}", policy.role_titles(result.decides()));
    for (const std::string& action : result.actions()) {
        Text text = policy.action_title(action);
        if (is_decided(action, result)) {
            const Decision* decision =
                decision_since(proceedings_, result.person, action, judge_.period().first);
            const Text state = decision == nullptr ? say("待决定", "pending")
                                                   : passline::decision_in_words(*decision, policy);
            text = say("{0}（{1}）", "{0} ({1})", text, state);
        }
        all = all.empty() ? text : say("{0}；{1}", "{0}; {1}", all, text);
    }
    return all.in(options_.language);
}

}  // namespace passline
