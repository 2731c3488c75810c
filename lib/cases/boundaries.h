#pragma once
#include <vector>

#include "cases/case.h"

namespace passline {

/// Cases around every pass-line and band of a policy, made and not written.
struct Boundaries {
    std::vector<Case> cases;
    std::vector<Text> notes;  ///< lines around which no case could be made, and why
};

/// For each component's pass-line, each total's and each band: a case just below (0.01, and a millionth), on
/// and above it, all other components at their best; with `round`, a step of it away from the line and on
/// both sides of the figure from which it rounds up to the line. What must come out is worked out here from
/// semantics.md and from nothing that grades: a component below its line is named and fails, whatever reaches
/// every line passes.
///
/// A line that the policy leaves to the plan has the value that the cases of `stated` state, each one that
/// they state; 60 (of 100) stands in where none does.
Boundaries boundaries_of(const Policy& policy, const std::vector<const Case*>& stated);

}  // namespace passline
