#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "workspace/workspace.h"

namespace passline {

/// What several people need training in, as the needs sheets say.
struct TopicNeed {
    std::string track;  ///< an id of the policy; empty: none is stated, and none can be told
    std::string topic;
    std::vector<People::Index> people;  ///< once each, by id
    std::int32_t priority = 0;          ///< the sum of theirs; a row without one counts 3, the middle
    std::map<std::string, std::size_t> sources;
    std::vector<std::string> places;  ///< file:line of each row
};

/// The needs of people who are employed in the period, grouped by track and topic, each track's most urgent
/// first: by the sum of priorities, then people, then topic.
class Needs {
  public:
    Needs(Workspace& workspace, const Policy& policy, Period period)
        : workspace_(workspace), policy_(policy), period_(period) {}
    /// Errors: what PersonSheet finds, and an empty topic (`value-missing`).
    void load(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics);

    std::vector<TopicNeed> ranked() const;

  private:
    std::string track_of(People::Index person, const std::string& stated) const;

    Workspace& workspace_;
    const Policy& policy_;
    Period period_;
    std::map<std::pair<std::string, std::string>, TopicNeed> topics_;  // by track and topic
};

}  // namespace passline
