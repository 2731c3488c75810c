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
    EntryList() = default;
    EntryList(const EntryList&) = delete;
    EntryList& operator=(const EntryList&) = delete;

    /// A further one, which holds anything: every field of it is to be set.
    ScoreEntry& add() {
        if (end_ == room_.data() + room_.size()) grow(1);
        return *end_++;
    }
    /// Entries that come before all others.
    void insert_before(std::span<const ScoreEntry> entries) {
        if (entries.size() > room_.size() - size()) grow(entries.size());
        std::copy_backward(begin(), end(), end() + entries.size());
        std::copy(entries.begin(), entries.end(), begin());
        end_ += entries.size();
    }
    template <class Is>
    void remove_if(Is is) {
        end_ = std::remove_if(begin(), end(), is);
    }
    void truncate(std::size_t size) { end_ = begin() + size; }
    void clear() { truncate(0); }

    std::size_t size() const { return static_cast<std::size_t>(end_ - room_.data()); }
    ScoreEntry* begin() { return room_.data(); }
    ScoreEntry* end() { return end_; }
    const ScoreEntry* begin() const { return room_.data(); }
    const ScoreEntry* end() const { return end_; }

  private:
    void grow(std::size_t more) {
        const std::size_t size = this->size();
        room_.resize(std::max<std::size_t>(1024, 2 * size) + more);
        end_ = room_.data() + size;
    }
    std::vector<ScoreEntry> room_;
    ScoreEntry* end_ = nullptr;
};

}  // namespace passline
