#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "cases/case.h"
#include "time/calendar.h"

namespace passline {

/// The policies that test files name, each loaded once. They stay where they are for as long as this lives.
class TestedPolicies {
  public:
    /// Null after a problem; the problems of a policy are reported once. `named`: where a test file names it.
    const Policy* load(const std::string& path, const Place& named, Diagnostics& diagnostics);

  private:
    std::map<std::string, std::optional<Policy>> policies_;
};

/// One file of policy tests (workspace.md, Policy tests).
struct TestFile {
    std::string path;
    const Policy* policy = nullptr;
    Calendar calendar;
    std::vector<Case> cases;
};

/// Loads a test file and the policy that it names: schema first, then what each case refers to. Errors:
/// tracks, components, raters, bands, actions, articles and certificates that the policy does not have,
/// scores out of range, courses out of order (`case-order`), what no case can come to yet
/// (`case-untestable`), and all that is wrong about a course in a plan. Nothing when it has problems, which
/// are all in `diagnostics`.
std::optional<TestFile> load_test_file(const std::string& path, TestedPolicies& policies,
                                       Diagnostics& diagnostics);
/// The same from text in memory, against a policy that is loaded already.
std::optional<TestFile> parse_test_file(std::string name, std::string text, const Policy& policy,
                                        Diagnostics& diagnostics);

}  // namespace passline
