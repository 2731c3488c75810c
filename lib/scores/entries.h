#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "num/decimal.h"
#include "policy/policy.h"

namespace passline {

/// What a score cell holds: a decimal from 0 on, a mark, or nothing yet.
class ScoreValue {
  public:
    constexpr ScoreValue() = default;  ///< empty: not yet assessed
    static constexpr ScoreValue of(Decimal score) { return ScoreValue{score.millionths()}; }
    static constexpr ScoreValue of(Mark mark) { return ScoreValue{-2 - static_cast<std::int64_t>(mark)}; }

    constexpr bool empty() const { return code_ == -1; }
    constexpr bool is_score() const { return code_ >= 0; }
    constexpr bool is_mark() const { return code_ < -1; }
    constexpr Decimal score() const { return Decimal::from_millionths(code_); }
    constexpr Mark mark() const { return static_cast<Mark>(-2 - code_); }
    constexpr bool operator==(const ScoreValue&) const = default;
    /// 0 for scores; else a number from 1 to 255 for what it is, which mark or nothing.
    constexpr std::uint8_t kind() const { return static_cast<std::uint8_t>(code_ & code_ >> 63U); }

    /// As a whole number from 0 on (scores are below 2^39 millionths, see largest_out_of), and back.
    constexpr std::uint64_t packed() const { return static_cast<std::uint64_t>(code_ + 8); }
    static constexpr ScoreValue unpacked(std::uint64_t packed) {
        return ScoreValue{static_cast<std::int64_t>(packed) - 8};
    }

  private:
    explicit constexpr ScoreValue(std::int64_t code) : code_(code) {}
    std::int64_t code_ = -1;
};

/// Where an entry's row stands: the byte offset among all sheets laid end to end. ScoreSheets knows which
/// sheet that is.
class RowAddress {
  public:
    constexpr RowAddress() = default;
    explicit constexpr RowAddress(std::uint64_t packed) : packed_(packed) {}
    constexpr std::uint64_t packed() const { return packed_; }
    constexpr auto operator<=>(const RowAddress&) const = default;

  private:
    std::uint64_t packed_ = 0;
};

/// One score cell of one sheet, as judging reads it.
struct ScoreEntry {
    static constexpr std::int32_t no_date = std::numeric_limits<std::int32_t>::min();
    std::uint32_t person = 0;     ///< People::Index
    std::uint32_t course = 0;     ///< place in Workspace::courses
    std::uint32_t who = 0;        ///< which of several raters of the role (`role:who`); 0: none named
    std::int32_t date = no_date;  ///< days since 1970
    ScoreValue value;
    RowAddress row;
    // In this order they lie as `part` needs them.
    std::uint8_t role = 0;       ///< place in RuledComponent::raters; 0 for a component that is not rated
    std::uint8_t component = 0;  ///< place in CourseRules::components
    std::uint16_t attempt = 1;   ///< from 1

    /// Attempt, component and role as one number that sorts as they do.
    std::uint32_t part() const {
        if constexpr (std::endian::native == std::endian::little) {
            std::uint32_t word = 0;
            std::memcpy(&word, reinterpret_cast<const char*>(this) + offsetof(ScoreEntry, role), sizeof word);
            return word;
        }
        return std::uint32_t{attempt} << 16U | std::uint32_t{component} << 8U | role;
    }
    /// Course and part.
    std::uint64_t key() const { return std::uint64_t{course} << 32U | part(); }
    /// Of one person: by course, attempt, component, role, who, address.
    bool operator<(const ScoreEntry& other) const {
        if (key() != other.key()) return key() < other.key();
        return who != other.who ? who < other.who : row < other.row;
    }
};
static_assert(sizeof(ScoreEntry) == 40);

/// The most that `out_of` may be, so that a value packs into 40 bits.
inline constexpr std::int32_t largest_out_of = 500'000;
/// Dates of assessments: 1970-01-01 to 2149-06-05.
inline constexpr std::int32_t first_score_date = 0, last_score_date = 65534;

}  // namespace passline
