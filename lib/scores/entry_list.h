#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "scores/entries.h"

namespace passline {

/// Entries that grow at the end, for who reads millions: the room of those before is taken again, and is not
/// made ready twice.
class EntryList {
  public:
    /// A further one, which holds anything: every field of it is to be set.
    ScoreEntry& add() {
        if (size_ == room_.size()) room_.resize(std::max<std::size_t>(1024, size_ * 2));
        return room_[size_++];
    }
    /// Entries that come before all others.
    void insert_before(std::span<const ScoreEntry> entries) {
        room_.insert(room_.begin(), entries.begin(), entries.end());
        size_ += entries.size();
    }
    template <class Is>
    void remove_if(Is is) {
        size_ = static_cast<std::size_t>(std::remove_if(begin(), end(), is) - begin());
    }
    void truncate(std::size_t size) { size_ = size; }
    void clear() { size_ = 0; }

    std::size_t size() const { return size_; }
    ScoreEntry* begin() { return room_.data(); }
    ScoreEntry* end() { return room_.data() + size_; }
    const ScoreEntry* begin() const { return room_.data(); }
    const ScoreEntry* end() const { return room_.data() + size_; }

  private:
    std::vector<ScoreEntry> room_;
    std::size_t size_ = 0;
};

}  // namespace passline
