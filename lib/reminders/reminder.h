#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "base/language.h"
#include "reminders/stage.h"
#include "time/date.h"

namespace passline {

/// Whom a reminder is for: someone of the roster, a role of the policies, or nobody in particular, where the
/// rule names nobody.
struct Recipient {
    enum class Kind { person, role, nobody };
    Kind kind = Kind::nobody;
    std::string id;  ///< employee id or role id

    static Recipient person(std::string_view id) { return {Kind::person, std::string(id)}; }
    static Recipient role(std::string_view id) { return {Kind::role, std::string(id)}; }
    /// `person:E1145`, `role:hr`, `nobody`.
    std::string text() const;
    auto operator<=>(const Recipient&) const = default;
};

/// By what a reminder is known again: it is handed over once.
struct ReminderKey {
    std::string to;     ///< Recipient::text
    std::string about;  ///< employee id; empty: nobody in particular
    std::string rule;   ///< what it is about, `retrain:ONB-2026-01`
    std::string stage;  ///< Stage::text
    std::string due;    ///< as `2026-02-27`, or empty
    auto operator<=>(const ReminderKey&) const = default;
};

/// One thing to tell one recipient.
struct Reminder {
    Recipient to;
    std::string about;
    std::string kind;     ///< retrain, resit, make_up, assess, deadline, appeal, certificate, window, levels,
                          ///< frequency
    std::string subject;  ///< which one of its kind: a course, a deadline …; with `kind` the key's `rule`
    Stage stage;
    std::optional<Date> due;
    std::optional<std::int32_t> days_left;  ///< working days as `days_left` counts them
    bool provisional = false;               ///< `due` rests on a year that the calendar does not cover
    Text what;                              ///< what is to be done, by whom, where
    Text why;                               ///< the article as the policy cites it, or company setting

    ReminderKey key() const;
    Text when() const;  ///< "was due 2026-02-27, 23 working days ago"; empty where nothing is due
};

}  // namespace passline
