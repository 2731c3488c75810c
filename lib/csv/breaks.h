// Where fields may end: the lowest step of reading a sheet, and the one that touches every byte.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace passline {

/// The three bytes that shape a sheet.
struct Dialect {
    char delimiter = ',';
    char line_end = '\n';  ///< '\r' in a file that has no '\n'; before a '\n' it is a blank
    static constexpr char quote = '"';
    bool operator==(const Dialect&) const = default;
};

/// Room that `find_breaks` needs beyond one position for each byte: it writes several at once.
constexpr std::size_t breaks_slack = 64;

/// Writes the offsets of all delimiters, line ends and quotes in `bytes`, in order, and returns how many
/// there are. `out` holds at least bytes.size() + breaks_slack. `bytes` are fewer than 4 GiB. Uses what the
/// processor offers; every way gives the same.
std::size_t find_breaks(std::string_view bytes, Dialect dialect, std::uint32_t* out);

/// How often a byte occurs.
std::size_t count_byte(std::string_view bytes, char wanted);

namespace detail {
// The ways, for tests: they must agree. `avx2` may only be called where `has_avx2`, `avx512` likewise.
std::size_t find_breaks_portable(std::string_view bytes, Dialect dialect, std::uint32_t* out);
#if defined(__x86_64__)
std::size_t find_breaks_sse2(std::string_view bytes, Dialect dialect, std::uint32_t* out);
std::size_t find_breaks_avx2(std::string_view bytes, Dialect dialect, std::uint32_t* out);
std::size_t find_breaks_avx512(std::string_view bytes, Dialect dialect, std::uint32_t* out);
bool has_avx2();
bool has_avx512();  ///< with byte masks and VBMI2
std::size_t count_byte_sse2(std::string_view bytes, char wanted);
std::size_t count_byte_avx512(std::string_view bytes, char wanted);
#endif
}  // namespace detail

}  // namespace passline
