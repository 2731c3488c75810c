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
    std::uint32_t person = 0;    ///< People::Index
    std::uint32_t course = 0;    ///< place in Workspace::courses
    std::uint32_t who = 0;       ///< which of several raters of the role (`role:who`); 0: none named
    std::uint16_t attempt = 1;   ///< from 1
    std::uint8_t component = 0;  ///< place in CourseRules::components
    std::uint8_t role = 0;       ///< place in RuledComponent::raters; 0 for a component that is not rated
    ScoreValue value;
    RowAddress row;
    std::int32_t date = no_date;  ///< days since 1970
};

/// The most that `out_of` may be, so that an entry packs into 24 bytes.
inline constexpr std::int32_t largest_out_of = 500'000;

/// An entry as it is kept for every score cell of all sheets: 24 bytes. Sorts by person, course, attempt,
/// component, role, who, address.
class PackedEntry {
  public:
    static constexpr std::uint32_t most_people = 1U << 26;
    static constexpr std::uint32_t most_courses = 1U << 20;
    static constexpr std::uint32_t most_raters = 1U << 20;               ///< distinct `who`
    static constexpr std::uint64_t most_bytes = std::uint64_t{1} << 44;  ///< of all sheets together
    static constexpr std::int32_t first_date = 0, last_date = 65534;     ///< 1970-01-01 to 2149-06-05

    explicit PackedEntry(const ScoreEntry& e)
        : key_((std::uint64_t{e.person} << 38) | (std::uint64_t{e.course} << 18) |
               (std::uint64_t{e.attempt} << 8) | e.component),
          value_((e.value.packed() << 24) |
                 ((e.date == ScoreEntry::no_date ? 0xFFFFU : static_cast<std::uint64_t>(e.date)) << 8) |
                 e.role),
          place_((std::uint64_t{e.who} << 44) | e.row.packed()) {}

    ScoreEntry unpacked() const {
        ScoreEntry e;
        e.person = person();
        e.course = static_cast<std::uint32_t>(key_ >> 18) & (most_courses - 1);
        e.attempt = static_cast<std::uint16_t>((key_ >> 8) & 0x3FF);
        e.component = static_cast<std::uint8_t>(key_);
        e.value = ScoreValue::unpacked(value_ >> 24);
        const auto date = static_cast<std::int32_t>((value_ >> 8) & 0xFFFF);
        e.date = date == 0xFFFF ? ScoreEntry::no_date : date;
        e.role = static_cast<std::uint8_t>(value_);
        e.who = static_cast<std::uint32_t>(place_ >> 44);
        e.row = RowAddress(place_ & (most_bytes - 1));
        return e;
    }

    std::uint32_t person() const { return static_cast<std::uint32_t>(key_ >> 38); }
    void set_person(std::uint32_t person) {
        key_ = (key_ & ((std::uint64_t{1} << 38) - 1)) | (std::uint64_t{person} << 38);
    }

    bool operator<(const PackedEntry& other) const {
        if (key_ != other.key_) return key_ < other.key_;
        const auto role = static_cast<std::uint8_t>(value_);
        const auto its_role = static_cast<std::uint8_t>(other.value_);
        return role != its_role ? role < its_role : place_ < other.place_;
    }

  private:
    std::uint64_t key_;    // person 26, course 20, attempt 10, component 8
    std::uint64_t value_;  // score or mark 40, date 16, role 8
    std::uint64_t place_;  // who 20, row 44
};
static_assert(sizeof(PackedEntry) == 24);

}  // namespace passline
