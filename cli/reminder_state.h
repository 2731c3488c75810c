#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "cli/descriptor.h"
#include "reminders/handed_over.h"

namespace passline {

/// The file that remembers which reminders were handed over. While this object lives, no other run can open
/// the file: it is locked (flock), and the lock goes with the process, however that ends.
class ReminderState {
  public:
    /// Opens and reads the file; it and its folder are made where they are not there. What a crash left of a
    /// last line is removed. Null after a problem: another run holds it (`reminders-locked`), or it can't be
    /// read or written.
    static std::unique_ptr<ReminderState> open(const std::string& path, Diagnostics& diagnostics);
    /// What the file holds now, without lock and without touching anything; nothing where it is not there.
    static HandedOver peek(const std::string& path, Diagnostics& diagnostics);

    const HandedOver& before() const { return before_; }
    /// Appends the keys and flushes them to the disk. False after a problem.
    bool record(const std::vector<ReminderKey>& keys, Date day, Diagnostics& diagnostics);

  private:
    bool repair(std::size_t size);
    Descriptor file_;
    std::string path_;
    HandedOver before_;
};

}  // namespace passline
