#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "levels/levels.h"

namespace passline {

/// Who lacks a single thing for the next staff level, of what training may bring: an exam, a figure. Time
/// served is left out.
class WithinReach {
  public:
    explicit WithinReach(const LevelJudge& judge) : judge_(judge) {}
    void add(const LevelResult& result);
    /// One for each level and thing that is lacking, with the people by id.
    std::vector<Text> notes() const;

  private:
    Text lacking(const Missing& missing) const;

    const LevelJudge& judge_;
    struct Group {
        const LevelStep* step = nullptr;
        Text lacking;
        std::vector<std::string> people;
    };
    std::map<std::pair<std::string, std::string>, Group> groups_;  ///< by level and what is lacking
};

}  // namespace passline
