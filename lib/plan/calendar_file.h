#pragma once
#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "time/calendar.h"

namespace passline {

/// Loads an organisation's own working days (schemas/calendar.schema.json): `covers` (years), `holidays` and
/// `workdays`, each a list of dates, {date, name} or {from, to, name} with both ends. It holds only what the
/// file states; the caller refines the calendars before it. A name in two languages is kept in Chinese.
/// Nothing when the file has problems, which are all in `diagnostics`: those of the schema, a day that does
/// not exist (`date`), a range that runs backwards or over more than a year (`calendar-range`), a day that is
/// both off and worked (`calendar-conflict`). A day stated twice in one list is a warning
/// (`calendar-day-twice`).
std::optional<Calendar> load_calendar(const std::string& path, Diagnostics& diagnostics);
/// The same from text in memory.
std::optional<Calendar> parse_calendar(std::string name, std::string text, Diagnostics& diagnostics);

}  // namespace passline
