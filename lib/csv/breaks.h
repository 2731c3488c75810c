// Where fields may end: the lowest step of reading a sheet, and the one that touches every byte.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace passline {

/// The three bytes that shape a sheet, and the first two of each blank that is no ASCII.
struct Dialect {
    char delimiter = ',';
    char line_end = '\n';  ///< '\r' in a file that has no '\n'; before a '\n' it is a blank
    static constexpr char quote = '"';
    std::array<char, 3> wide_blanks = {'\xC2', '\xE3', '\xEF'};  ///< in UTF-8, of NBSP, U+3000, and BOM
    std::array<char, 3> behind_wide = {'\xA0', '\x80', '\xBB'};  ///< what stands behind them
    static constexpr std::array<char, 3> wide_blanks_in_gb = {'\xA1', '\xA1',
                                                              '\xA1'};  ///< of U+3000, both bytes
    bool operator==(const Dialect&) const = default;
};

/// Room that `find_breaks` needs beyond one position for each byte: it writes several at once.
constexpr std::size_t breaks_slack = 64;

struct Breaks {
    std::size_t count = 0;
    /// There may be blanks: a byte that is blank or a control character and no break, or one that begins a
    /// wide blank.
    bool has_blanks = false;
};

/// Writes the offsets of all delimiters, line ends and quotes in `bytes`, in order. `out` holds at least
/// bytes.size() + breaks_slack. `bytes` are fewer than 4 GiB. Uses what the processor offers; every way gives
/// the same.
Breaks find_breaks(std::string_view bytes, Dialect dialect, std::uint32_t* out);

/// A closer look where `find_breaks` saw blanks: false where all there is are bytes that begin other
/// characters, and the '\r' of CRLF. True when the last byte may be half of a blank.
bool holds_blanks(std::string_view bytes, const Dialect& dialect);

/// How often a byte occurs.
std::size_t count_byte(std::string_view bytes, char wanted);

namespace detail {
// The ways, for tests: they must agree. `avx2` may only be called where `has_avx2`, `avx512` likewise.
Breaks find_breaks_portable(std::string_view bytes, Dialect dialect, std::uint32_t* out);
bool holds_blanks_portable(std::string_view bytes, const Dialect& dialect);
#if defined(__x86_64__)
Breaks find_breaks_sse2(std::string_view bytes, Dialect dialect, std::uint32_t* out);
Breaks find_breaks_avx2(std::string_view bytes, Dialect dialect, std::uint32_t* out);
Breaks find_breaks_avx512(std::string_view bytes, Dialect dialect, std::uint32_t* out);
bool has_avx2();
bool has_avx512();  ///< with byte masks and VBMI2
bool holds_blanks_avx2(std::string_view bytes, const Dialect& dialect);
std::size_t count_byte_sse2(std::string_view bytes, char wanted);
std::size_t count_byte_avx2(std::string_view bytes, char wanted);
std::size_t count_byte_avx512(std::string_view bytes, char wanted);
#endif
}  // namespace detail

}  // namespace passline
