#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/language.h"
#include "report/table.h"
#include "time/date.h"
#include "time/zone.h"

/// iCalendar (RFC 5545), as calendars import it: a VCALENDAR of VEVENTs. It has no METHOD: a publication asks
/// for an ORGANIZER with a mail address (RFC 5546, 3.2.1), and this is a copy of a calendar, no transaction.
namespace passline::ics {

/// One entry. What the views put in here makes an import update what an earlier one brought, never double it:
/// the same thing has the same `uid` for good, whatever becomes of its dates and names.
struct Event {
    std::string uid;  ///< of the thing it is about, unique beyond this file: `notice.ONB-2026-01@policy`
    Text summary;
    Text description = {};  ///< lines, parted by `\n`
    Text location = {};
    std::vector<Text> categories = {};
    Date first;
    Date last;  ///< included
    /// From when to when on `first`, which is then also `last`; none: whole days.
    std::optional<std::pair<TimeOfDay, TimeOfDay>> time = {};
    bool busy = false;  ///< who has it in their calendar is taken; false: it is only noted
    bool cancelled = false;
};

struct Agenda {
    Text name;
    Date as_of;  ///< the version: DTSTAMP is its first second, SEQUENCE its days since 1970-01-01
    std::optional<TimeZone> zone = {};  ///< of the times; none: they are floating, the reader's own
    std::vector<Event> events = {};
};

/// Lines end in CRLF and have at most 75 octets; a longer one goes on in the next, after a blank, and no
/// character is split. Texts are escaped; control characters become blanks, bytes that are not UTF-8 U+FFFD.
/// The same agenda gives the same bytes.
void write(const Agenda& agenda, Language language, Sink& sink);

}  // namespace passline::ics
