#include <algorithm>

#include "base/suggest.h"
#include "policy/section_reader.h"

namespace passline {
namespace {

/// Months of a stretch of whole months; nothing for other units.
std::optional<std::int32_t> months_of(const Duration& duration) {
    constexpr std::int32_t most_years = 1000;
    if (duration.unit == Unit::months) return duration.count;
    if (duration.unit == Unit::years && duration.count <= most_years) return duration.count * 12;
    return std::nullopt;
}

Text no_metric(const std::string& id) {
    return say("evaluation.metrics 中没有指标“{0}”", "there is no metric '{0}' under evaluation.metrics", id);
}

}  // namespace

void SectionReader::evaluation(const Node* node) {
    if (node == nullptr) return;
    EvaluationRules& rules = result_.evaluation;
    if (const Node* metrics = node->find("metrics")) {
        for (const auto& [key, value] : metrics->entries) rules.metrics.push_back(metric(key, value));
    }
    if (const Node* level = node->find("reaction")) rules.reaction = evaluation_level(*level);
    if (const Node* level = node->find("learning")) rules.learning = evaluation_level(*level);
    if (const Node* level = node->find("behaviour")) rules.behaviour = evaluation_level(*level);
    if (const Node* level = node->find("results")) rules.results = evaluation_level(*level);
}

EvaluationRule SectionReader::evaluation_level(const Node& node) {
    EvaluationRule rule;
    rule.title = read_.text(node.find("title"));
    rule.at_least = per_cent(node.find("at_least"), &rule.setting);
    if (read_.string(node.find("of")) == "first") rule.of = EvaluationRule::Of::first_rate;
    rule.from = read_.duration(node.find("from"));
    rule.to = read_.duration(node.find("to"));
    if (rule.from && rule.to) check_window(*node.find("to"), *rule.from, *rule.to);
    rule.questions = titles(node.find("questions"));
    rule.metrics = read_.strings(node.find("metrics"));
    check_metrics(node);
    rule.otherwise = read_.text(node.find("otherwise"));
    rule.article = read_.article(node.find("article"));
    rule.origin = read_.origin(node);
    return rule;
}

MetricRule SectionReader::metric(const Node& key, const Node& node) {
    MetricRule rule;
    rule.id = key.text;
    rule.title = read_.text(node.find("title"));
    if (rule.title.empty()) rule.title = same(rule.id);
    rule.higher_is_better = read_.string(node.find("better")) != "lower";
    rule.unit = read_.text(node.find("unit"));
    rule.group = read_.text(node.find("group"));
    rule.article = read_.article(node.find("article"));
    rule.origin = read_.origin(key);
    return rule;
}

/// The metrics that a level of the evaluation looks at must be known: which direction is better is stated
/// nowhere else.
void SectionReader::check_metrics(const Node& level) {
    const Node* metrics = level.find("metrics");
    if (metrics == nullptr) return;
    const std::vector<std::string> known = ids_of(result_.evaluation.metrics);
    const auto check = [&](const Node& id) { refer_.check(id, "unknown-metric", known, no_metric(id.text)); };
    if (metrics->is_scalar()) check(*metrics);
    for (const Node& item : metrics->items) check(item);
}

void SectionReader::performance(const Node* node) {
    if (node == nullptr) return;
    for (const Node& item : node->items) result_.performance.push_back(performance_rule(item));
}

PerformanceRule SectionReader::performance_rule(const Node& node) {
    PerformanceRule rule;
    rule.title = read_.text(node.find("title"));
    rule.metric = read_.string(node.find("metric"));
    // A policy that lists no metrics takes those of the KPI sheets as they come.
    const std::vector<std::string> known = ids_of(result_.evaluation.metrics);
    if (!known.empty()) {
        refer_.check(*node.find("metric"), "unknown-metric", known, no_metric(rule.metric));
    }
    rule.below = read_.decimal(node.find("below"), &rule.setting);
    rule.above = read_.decimal(node.find("above"), &rule.setting);
    if (const auto length = read_.duration(node.find("for"))) {
        rule.months = months_of(*length).value_or(0);
        if (rule.months < 1) {
            read_.error("duration", *node.find("for"),
                        say("{0}：绩效数据按月，for 须为 1 个月以上的整月",
                            "{0}: work figures are monthly, so `for` is a number of whole months from 1 on",
                            length->words()));
        }
    }
    rule.after = refer_.tracks(node.find("after"));
    const std::string then = read_.string(node.find("then"));
    if (then == "retrain") rule.then = PerformanceRule::Then::retrain;
    if (then == "assess") rule.then = PerformanceRule::Then::assess;
    rule.track = refer_.track(node.find("track"));
    rule.within = read_.duration(node.find("within"));
    rule.actions = refer_.actions(node.find("actions"));
    rule.article = read_.article(node.find("article"));
    rule.origin = read_.origin(node);
    return rule;
}

void SectionReader::levels(const Node* node) {
    if (node == nullptr) return;
    LevelRules rules;
    const std::string per = read_.string(node->find("per"));
    if (per == "month") rules.per = LevelRules::Per::month;
    if (per == "year") rules.per = LevelRules::Per::year;
    for (const Node& item : node->find("steps")->items) rules.steps.push_back(level_step(item, rules));
    rules.article = read_.article(node->find("article"));
    rules.origin = read_.origin(*node);
    result_.levels = std::move(rules);
}

LevelStep SectionReader::level_step(const Node& node, const LevelRules& below) {
    LevelStep step;
    const Node& id = *node.find("id");
    step.id = id.text;
    if (const LevelStep* twin = below.step(step.id)) {
        read_.error("level-twice", id,
                    say("职级“{0}”已在第 {1} 行出现", "the level '{0}' stands in line {1} already", step.id,
                        twin->origin.line));
    }
    step.title = read_.text(node.find("title"));
    if (step.title.empty()) step.title = same(step.id);
    if (const Node* after = node.find("after")) {
        step.after = after->text;
        refer_.check(
            *after, "unknown-level", ids_of(below.steps),
            say("“{0}”不是排在前面的职级", "'{0}' is no level that stands before this one", after->text));
    } else if (!below.steps.empty()) {
        step.after = below.steps.back().id;
    }
    step.exam = refer_.track(node.find("exam"));
    step.tenure = read_.duration(node.find("tenure"));
    step.at_least = metric_lines(node.find("at_least"));
    step.at_most = metric_lines(node.find("at_most"));
    step.decides = refer_.roles(node.find("decides"));
    step.actions = refer_.actions(node.find("actions"));
    step.article = read_.article(node.find("article"));
    step.origin = read_.origin(node);
    return step;
}

/// A level's figures say themselves which direction counts, so they need not be listed as metrics; a near
/// miss of one that is listed is a misspelling.
std::vector<MetricLine> SectionReader::metric_lines(const Node* node) {
    std::vector<MetricLine> lines;
    if (node == nullptr) return lines;
    const std::vector<std::string> known = ids_of(result_.evaluation.metrics);
    for (const auto& [key, value] : node->entries) {
        if (nearest(key.text, known)) refer_.check(key, "unknown-metric", known, no_metric(key.text));
        MetricLine line{key.text, {}, {}};
        line.value = read_.decimal(&value, &line.setting).value_or(Decimal{});
        lines.push_back(std::move(line));
    }
    return lines;
}

void SectionReader::service(const Node* node) {
    if (node == nullptr) return;
    result_.service.channels = titles(node->find("channels"));
    result_.service.severities = titles(node->find("severities"));
    result_.service.first_response = service_times(node->find("first_response"));
    result_.service.solved = service_times(node->find("solved"));
    result_.service.complaint = service_times(node->find("complaint"));
}

std::vector<ServiceTime> SectionReader::service_times(const Node* node) {
    std::vector<ServiceTime> times;
    if (node == nullptr) return times;
    const Article common = read_.article(node->find("article"));
    for (const auto& [key, value] : node->entries) {
        if (key.text == "article") continue;
        ServiceTime time;
        time.id = key.text;
        time.article = common;
        time.origin = read_.origin(key);
        const Node* within = value.is_map() ? value.find("within") : &value;
        const std::string word = read_.value(within, &time.setting);
        if (word == "promised_by") {
            time.kind = ServiceTime::Kind::promised;
        } else if (word == "first_response") {
            time.kind = ServiceTime::Kind::first_response;
        } else {
            time.within = read_.duration(within).value_or(Duration{});
        }
        time.by = refer_.roles(value.find("by"));
        if (const Node* article = value.find("article")) time.article = read_.article(article);
        times.push_back(std::move(time));
    }
    return times;
}

}  // namespace passline
