#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "scores/entries.h"

namespace passline {

/// The score entries of a run from reading until they are judged: 8 bytes each, or 16 where they know their
/// row. What few entries differ in (course, attempt, component, rater, date) is a number into a list; what
/// stays is the person, that number and the score. Where a run has more than two million such differences,
/// entries with the numbers beyond take 8 bytes more. They lie in stacks by person, a stack for some thousand
/// people, so that ordering is a matter of the processor's cache; each thread adds to stacks of its own.
class EntryStore {
  public:
    static constexpr std::uint32_t people_a_stack = 2048;

    EntryStore(unsigned threads, bool with_rows);
    ~EntryStore();
    EntryStore(EntryStore&&) noexcept;
    EntryStore& operator=(EntryStore&&) noexcept;

    /// `ScoreEntry::person` is whatever number the caller orders people by. Threads may add at the same time.
    void add(unsigned thread, std::span<const ScoreEntry> entries);
    std::size_t size() const;
    /// Stacks there are: those of all people up to the highest number.
    std::uint32_t stacks() const;

    /// The entries of one stack, by person and each person's as ScoreEntry sorts; without rows equal ones
    /// stand in no certain order. With `release` the store forgets them.
    void take(std::uint32_t stack, std::vector<ScoreEntry>& into, bool release);

    /// Gives people other numbers.
    void renumber(std::span<const std::uint32_t> number_of);

  private:
    struct Thread;
    struct Ranks;
    const Ranks& ranks();
    template <class Entry>
    void take_as(std::uint32_t stack, std::vector<ScoreEntry>& into, bool release);
    std::vector<std::unique_ptr<Thread>> threads_;
    std::unique_ptr<Ranks> ranks_;
    bool with_rows_;
};

}  // namespace passline
