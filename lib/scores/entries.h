#pragma once
#include <cstdint>
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

  private:
    explicit constexpr ScoreValue(std::int64_t code) : code_(code) {}
    std::int64_t code_ = -1;
};

/// Where an entry stands: a sheet's number and the byte offset of its row.
class RowAddress {
  public:
    constexpr RowAddress() = default;
    constexpr RowAddress(std::uint32_t sheet, std::uint64_t offset) : packed_((std::uint64_t{sheet} << 48) | offset) {}
    constexpr std::uint32_t sheet() const { return static_cast<std::uint32_t>(packed_ >> 48); }
    constexpr std::uint64_t offset() const { return packed_ & ((std::uint64_t{1} << 48) - 1); }
    constexpr auto operator<=>(const RowAddress&) const = default;

  private:
    std::uint64_t packed_ = 0;
};

/// One score cell of one sheet, 40 bytes: all that is kept of a row.
struct ScoreEntry {
    static constexpr std::int32_t no_date = std::numeric_limits<std::int32_t>::min();
    std::uint32_t person = 0;   ///< People::Index
    std::uint32_t course = 0;   ///< place in Workspace::courses
    std::uint32_t who = 0;      ///< which of several raters of the role (`role:who`); 0: none named
    std::uint16_t attempt = 1;  ///< from 1
    std::uint8_t component = 0;  ///< place in CourseRules::components
    std::uint8_t role = 0;       ///< place in RuledComponent::raters; 0 for a component that is not rated
    ScoreValue value;
    RowAddress row;
    std::int32_t date = no_date;  ///< days since 1970
};

}  // namespace passline
