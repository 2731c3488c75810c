#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "cases/case_run.h"
#include "cases/coverage.h"
#include "policy/policy.h"

namespace passline {

/// Writes TAP version 13 (testanything.org): the plan, then a line for each test point, and below a point
/// that fails a YAML block that says why. The words of TAP and the keys of the block are the same in both
/// languages.
class TapText {
  public:
    TapText(Language language, std::size_t planned);

    /// The next point, from a case judged against `policy`.
    void point(const Case& test, const Policy& policy, const CaseResult& result);
    /// The next point: the cases of `policy` touch every rule and article, or which they do not.
    void point(const Coverage& coverage, const Policy& policy);
    /// A line that only people read.
    void comment(const Text& text);

    std::size_t points() const { return points_; }
    std::size_t failed() const { return failed_; }
    std::string take() { return std::move(text_); }

  private:
    void head(bool ok, const Text& name, const Text& note);
    void why(const Case& test, const CaseResult& result);
    void uncovered(const Coverage& coverage, const Policy& policy);
    void block(std::string_view key, const std::string& text);

    Language language_;
    std::size_t points_ = 0;
    std::size_t failed_ = 0;
    std::string text_;
};

}  // namespace passline
