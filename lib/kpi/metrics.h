#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "num/decimal.h"
#include "num/fraction.h"
#include "policy/policy.h"

namespace passline {

/// A line that some rule holds a metric against. `upper`: the rule asks whether a figure is above it
/// (`above`, `at_most`); else whether it is below (`below`, `at_least`).
struct FigureLine {
    Decimal value;
    bool upper = false;
};

/// With 2 places (`fixed`) or the shortest of up to 4 (`shortest`), half up; where that would stand on the
/// other side of one of the lines than the exact value, cut, or else the next step up.
std::string print_fixed(const Fraction& figure, const std::vector<FigureLine>& lines);
std::string print_shortest(const Fraction& figure, const std::vector<FigureLine>& lines);

/// Every metric that a KPI sheet of this workspace may have: those that policies list or name in a rule, and
/// those that `kpi` makes from tickets. A metric's number is its place here.
class Metrics {
  public:
    using Number = std::uint16_t;
    static constexpr Number none = 0xFFFF;

    explicit Metrics(const std::vector<Policy>& policies);

    std::size_t size() const { return metrics_.size(); }
    const std::string& id(Number metric) const { return metrics_[metric].id; }
    /// Its title, the id where there is none.
    const Text& title(Number metric) const { return metrics_[metric].title; }
    /// The lines of all rules on this metric.
    const std::vector<FigureLine>& lines(Number metric) const { return metrics_[metric].lines; }
    /// By id, or by title in either language, blanks and case aside.
    Number find(std::string_view name) const;
    /// What a misspelt name was meant to be: a metric that a policy lists or names.
    std::optional<std::string> near(std::string_view name) const;

  private:
    struct Metric {
        std::string id;
        Text title;
        std::vector<FigureLine> lines;
        bool of_policy = false;
    };
    Number add(const std::string& id, const Text& title = {}, bool of_policy = true);
    void add_line(const std::string& id, Decimal value, bool upper);
    void add_rules(const Sections& sections);

    std::vector<Metric> metrics_;
    std::map<std::string, Number, std::less<>> by_id_;
    std::map<std::string, Number, std::less<>> by_name_;  ///< folded ids and titles
};

}  // namespace passline
