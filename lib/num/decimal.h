#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace passline {

/// An exact decimal of up to 6 places, held as a count of millionths: scores, pass-lines, weights, amounts of
/// money. Range ±9 223 372 036 854.775807. Never a binary floating point number anywhere between a sheet and
/// a verdict.
class Decimal {
  public:
    static constexpr std::int64_t scale = 1'000'000;

    constexpr Decimal() = default;
    static constexpr Decimal from_millionths(std::int64_t millionths) { return Decimal{millionths}; }
    static constexpr Decimal whole(std::int32_t number) { return Decimal{number * scale}; }

    /// `[-]digits[.digits]`, 1 to 6 places; "80", "80.5", "-3", ".5" and "80." are taken, "+80", "1e3",
    /// "1,000", blanks are not. Nothing when the text is something else, has more than 6 places that are not
    /// zero, or is out of range.
    static std::optional<Decimal> parse(std::string_view text);

    constexpr std::int64_t millionths() const { return millionths_; }
    /// The shortest exact form: "80", "79.995".
    std::string text() const;

    constexpr auto operator<=>(const Decimal&) const = default;

  private:
    explicit constexpr Decimal(std::int64_t millionths) : millionths_(millionths) {}
    std::int64_t millionths_ = 0;
};

}  // namespace passline
