#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "num/decimal.h"
#include "time/offset.h"
#include "trace/article.h"

// Evaluation, work figures, staff levels and service levels as a policy states them. For `setting` and ids
// see policy/sections.h.

namespace passline {

/// Ids that a regulation names, with its titles (the id again where it gives none), and the article that
/// does.
struct Choices {
    struct Choice {
        std::string id;
        Text title;
    };
    std::vector<Choice> of;
    Article article;
    Origin origin;
};

/// One level of the evaluation.
struct EvaluationRule {
    enum class Of { final_rate, first_rate };
    Text title;                       ///< empty: not stated
    std::optional<Decimal> at_least;  ///< per cent, 0 to 100
    std::string setting;              ///< of at_least
    Of of = Of::final_rate;           ///< learning: which pass rate is held against at_least
    std::optional<Duration> from;     ///< behaviour, results: the window after the course's end
    std::optional<Duration> to;
    Choices questions;                 ///< reaction
    std::vector<std::string> metrics;  ///< behaviour, results; empty: all
    Text otherwise;
    Article article;
    Origin origin;
};

struct MetricRule {
    std::string id;
    Text title;
    bool higher_is_better = true;
    Text unit;
    Text group;  ///< the family it belongs to
    Article article;
    Origin origin;
};

struct EvaluationRules {
    std::optional<EvaluationRule> reaction;
    std::optional<EvaluationRule> learning;
    std::optional<EvaluationRule> behaviour;
    std::optional<EvaluationRule> results;
    std::vector<MetricRule> metrics;

    const MetricRule* metric(std::string_view id) const;
};

/// A period's mean figure that must be reached.
struct MetricLine {
    std::string metric;
    Decimal value;
    std::string setting;
};

struct LevelStep {
    std::string id;
    Text title;
    std::string after;  ///< the level below it; empty: it is the lowest of its path
    std::string exam;   ///< a track that must be passed; empty: none
    std::optional<Duration> tenure;
    std::vector<MetricLine> at_least;
    std::vector<MetricLine> at_most;
    std::vector<std::string> decides;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

struct LevelRules {
    enum class Per { month, quarter, year };
    Per per = Per::quarter;
    std::vector<LevelStep> steps;  ///< lowest first
    Article article;
    Origin origin;

    const LevelStep* step(std::string_view id) const;
};

/// Within what time something is done: a length, the date that was promised, or at once with the first
/// response.
struct ServiceTime {
    enum class Kind { within, promised, first_response };
    std::string id;  ///< the channel, the severity, or `verified`, `followed_up`
    Kind kind = Kind::within;
    Duration within;
    std::string setting;
    std::vector<std::string> by;
    Article article;  ///< its own, else that of its list
    Origin origin;
};

/// `service`: within what time a ticket is answered and solved.
struct ServiceRules {
    Choices channels;
    Choices severities;
    std::vector<ServiceTime> first_response;  ///< by channel
    std::vector<ServiceTime> solved;          ///< by severity
    std::vector<ServiceTime> complaint;       ///< verified, followed_up

    bool empty() const { return first_response.empty() && solved.empty() && complaint.empty(); }
};

/// `performance`: a work figure below or above a line (one of the two) in so many months in a row.
struct PerformanceRule {
    enum class Then { nothing, retrain, assess };
    Text title;
    std::string metric;
    std::optional<Decimal> below;
    std::optional<Decimal> above;
    std::int32_t months = 1;
    std::vector<std::string> after;  ///< only months after a course of these tracks; empty: all
    Then then = Then::nothing;
    std::string track;  ///< in which `then` follows; empty: not stated
    std::optional<Duration> within;
    std::string setting;  ///< of the line
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

}  // namespace passline
