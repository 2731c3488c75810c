#include "reminders/calendar.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace passline {

namespace {

std::string uid_of(const Reminder& reminder) {
    const ReminderKey key = reminder.key();
    return "remind." + key.rule + (key.about.empty() ? "" : "." + key.about) + "@passline";
}

ics::Event event_of(const Reminder& reminder, Date as_of) {
    ics::Event event;
    event.uid = uid_of(reminder);
    event.summary = reminder.what;
    event.first = event.last = reminder.due.value_or(as_of);
    event.categories.push_back(stage_title(reminder.stage.kind));
    event.description = reminder.when();
    if (!reminder.why.empty()) {
        const Text why = say("依据：{0}", "why: {0}", reminder.why);
        event.description =
            event.description.empty() ? why : say("{0}\n{1}", "{0}\n{1}", event.description, why);
    }
    return event;
}

}  // namespace

ics::Agenda reminder_agenda(const std::vector<Digest>& digests, Date as_of) {
    ics::Agenda agenda{say("培训提醒", "Training reminders"), as_of};
    std::set<std::string> known;
    for (const Digest& digest : digests) {
        for (const Reminder& reminder : digest.reminders) {
            ics::Event event = event_of(reminder, as_of);
            if (known.insert(event.uid).second) agenda.events.push_back(std::move(event));
        }
    }
    std::ranges::sort(agenda.events, {}, [](const ics::Event& event) {
        return std::tuple(event.first, std::string_view(event.uid));
    });
    return agenda;
}

}  // namespace passline
