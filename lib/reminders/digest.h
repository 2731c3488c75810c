#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "reminders/reminder.h"
#include "workspace/workspace.h"

namespace passline {

/// Where reminders go that are not for somebody with an address in the roster: `remind` of passline.yaml.
struct Addresses {
    std::map<std::string, std::string, std::less<>> roles;  ///< by role id
    std::string otherwise;                                  ///< for all that has no address; may be empty
};

/// All that is told to one address at once. Reminders of several recipients come together where they share
/// an address.
struct Digest {
    std::string address;  ///< empty: none is known
    std::vector<Recipient> recipients;
    Text name;                        ///< of the recipients
    std::vector<Reminder> reminders;  ///< most urgent kind of stage first, then by due date; none twice
    std::vector<ReminderKey> keys;    ///< to record once it is handed over
};

/// Digests of these reminders, which are in the order of ReminderCollector::sorted; the one with the earliest
/// due date first. Someone of the roster has an address there, unless it is none (warning `mail-address`) or
/// they have left; roles have those of `addresses`; for all others there is `otherwise`.
std::vector<Digest> digests_of(const std::vector<Reminder>& reminders, const Workspace& workspace,
                               const Addresses& addresses, Date as_of, Diagnostics& diagnostics);

/// Who a recipient is: name and id of a person, title of a role; empty for nobody in particular.
Text recipient_name(const Recipient& recipient, const Workspace& workspace);

/// "3 training reminders, 1 overdue".
Text subject_of(const Digest& digest);

/// What the digest says, in lines that end with a line feed. Control characters in names are blanks.
std::string text_of(const Digest& digest, const Workspace& workspace, Date as_of, Language language);

/// The same as one JSON object in a line: `to`, `name`, `recipients`, `date`, `language`, `subject`, `text`,
/// `reminders`.
std::string json_of(const Digest& digest, const Workspace& workspace, Date as_of, Language language);

}  // namespace passline
