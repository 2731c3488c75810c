#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "num/decimal.h"

namespace passline {

/// What nearly all figures of a sheet are: one to eight characters, digits with at most one point among them.
/// The same millionths that Decimal::parse gives, and hardly a branch that depends on what they say; -1 for
/// all other texts, which Decimal::parse may know. REQUIRES: the eight bytes before the text's end can be
/// read.
///
/// A number and no std::optional: that would go through memory, and be waited for.
inline std::int64_t short_figure(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    // By the bytes behind the point: what the last digit is worth, in millionths. 8: there is no point. 0:
    // not in this form.
    static constexpr std::int64_t units[] = {0, 100'000, 10'000, 1'000, 100, 10, 1, 0, Decimal::scale};
    if constexpr (std::endian::native != std::endian::little) return -1;
    const std::size_t size = text.size();
    if (size - 1 > 7) return -1;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + size - 8, 8);
    const std::size_t unused = 64 - 8 * size;
    bytes = (bytes ^ '0' * ones) >> unused
                                        << unused;  // digits are 0 to 9 now, what stood before the text is 0
    const std::uint64_t other = bytes ^ ('.' ^ '0') * ones;
    constexpr std::uint64_t low = 0x7F * ones;
    const std::uint64_t points = ~(((other & low) + low) | other | low);  // 0x80 where a point stands
    const auto behind = static_cast<std::size_t>(std::countl_zero(points)) / 8;
    const std::uint64_t before_point = bytes & ((points >> 7U) - 1);
    const std::uint64_t behind_point = bytes & ~((points << 1U) - 1);
    const std::uint64_t moved = (std::uint64_t{behind} >> 3U ^ 1U) << 3U;  // by a byte over the point, or not
    std::uint64_t digits = behind_point | before_point << moved;
    const bool only_digits = (((digits + 0x76 * ones) | digits) & 0x80 * ones) == 0;
    const bool begins_with_point = behind + 1 >= size && behind != 8;  // ".5"
    if (!only_digits || begins_with_point || units[behind] == 0) return -1;
    // Two digits together, four, then eight.
    digits = digits * 2561 >> 8U;
    digits = (digits & 0x00FF00FF00FF00FFU) * 6553601 >> 16U;
    digits = (digits & 0x0000FFFF0000FFFFU) * 42949672960001 >> 32U;
    return static_cast<std::int64_t>(digits) * units[behind];
}

}  // namespace passline
