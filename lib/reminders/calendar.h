#pragma once
#include <vector>

#include "reminders/digest.h"
#include "report/ics.h"

namespace passline {

/// Everything that stands, as entries of one calendar: on the day it is due, on the as-of day where it has
/// none. An entry is known again by whom and what it is about, not by its stage or its day, so that it moves
/// with them; what several recipients are told stands in it once.
ics::Agenda reminder_agenda(const std::vector<Digest>& digests, Date as_of);

}  // namespace passline
