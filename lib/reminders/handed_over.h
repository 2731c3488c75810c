#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "reminders/reminder.h"
#include "time/date.h"

namespace passline {

/// What was handed over before: the lines of state/reminders.jsonl, one object for each key:
///
///     {"to":"person:E1145","about":"E1145","rule":"retrain:ONB-2026-01","stage":"due","due":"2026-02-27","on":"2026-02-27"}
///
/// A line counts once it is whole. What a crash left of a last line tells nothing: what it was to record is
/// handed over again.
class HandedOver {
  public:
    /// Lines that can't be read are warned of (`reminder-state`), but not a broken last one.
    static HandedOver read(std::string_view bytes, const std::string& file, Diagnostics& diagnostics);

    bool contains(const ReminderKey& key) const { return keys_.contains(key); }
    /// Of the bytes read, those that whole lines take: what follows is the rest of a broken one. A last line
    /// that lacks only its line end counts as whole.
    std::size_t whole() const { return whole_; }
    /// True when the last whole line lacks its line end.
    bool unended() const { return unended_; }

  private:
    std::set<ReminderKey> keys_;
    std::size_t whole_ = 0;
    bool unended_ = false;
};

/// The lines that record these keys, handed over on `day`.
std::string state_lines(const std::vector<ReminderKey>& keys, Date day);

}  // namespace passline
