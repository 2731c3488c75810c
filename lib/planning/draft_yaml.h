#pragma once
#include <string>

#include "planning/draft.h"

namespace passline {

/// The draft as a plan file that loads as it stands, with comments that say why each course is there and what
/// people have to fill in.
std::string draft_yaml(const DraftPlan& draft, Language language);

}  // namespace passline
