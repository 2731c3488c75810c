#include "report/csv_rows.h"

#include <algorithm>
#include <cstring>

#include "report/output_text.h"

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace passline {
namespace {

/// With a letter, a digit or a Chinese character, as nearly every cell does.
bool begins_harmless(std::string_view cell) {
    return static_cast<unsigned char>(cell.front()) > '@' || (cell.front() >= '0' && cell.front() <= '9');
}

/// True for a cell that a spreadsheet would compute rather than show. Figures and a lone sign are shown.
bool looks_like_formula(std::string_view cell) {
    if (cell.empty() || begins_harmless(cell)) return false;
    if (cell.front() == '\t' || cell.front() == '\r') return true;
    const std::size_t first = cell.find_first_not_of(" \n");
    if (first == std::string_view::npos) return false;
    cell.remove_prefix(first);
    if (std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos) return false;
    return cell != "-" && !is_plain_number(cell);
}

bool is_special(char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; }

#if defined(__x86_64__)
bool has_special(__m128i bytes) {
    const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i any = _mm_or_si128(_mm_or_si128(is(','), is('"')), _mm_or_si128(is('\r'), is('\n')));
    return _mm_movemask_epi8(any) != 0;
}
#endif

/// Whether there is a character that makes quotes necessary. Both ends of a short text are looked at
/// together, and may overlap.
bool needs_quotes(std::string_view text) {
#if defined(__x86_64__)
    const char* const from = text.data();
    const std::size_t size = text.size();
    const auto at = [&](std::size_t offset) { return reinterpret_cast<const __m128i*>(from + offset); };
    if (size >= 16) {
        bool special = has_special(_mm_loadu_si128(at(size - 16)));
        for (std::size_t i = 0; i + 16 < size; i += 16) special |= has_special(_mm_loadu_si128(at(i)));
        return special;
    }
    if (size >= 8)
        return has_special(_mm_unpacklo_epi64(_mm_loadl_epi64(at(0)), _mm_loadl_epi64(at(size - 8))));
    if (size >= 4) {
        std::int32_t first = 0, last = 0;
        std::memcpy(&first, from, 4);
        std::memcpy(&last, from + size - 4, 4);
        return has_special(_mm_unpacklo_epi32(_mm_cvtsi32_si128(first), _mm_cvtsi32_si128(last)));
    }
#endif
    return std::any_of(text.begin(), text.end(), is_special);
}

/// A field with an apostrophe before, or in quotes, or with both. At most twice the value's size and three
/// bytes more.
char* put_guarded(char* to, std::string_view value, bool guard, bool quoted) {
    if (quoted) *to++ = '"';
    if (guard) *to++ = '\'';
    for (const char c : value) {
        if (c == '"') *to++ = '"';
        *to++ = c;
    }
    if (quoted) *to++ = '"';
    return to;
}

}  // namespace

/// A field that may need an apostrophe or quotes, and the comma behind. At most twice the value's size and
/// four bytes more, and slack.
char* CsvRows::put_text(char* to, std::string_view value) {
#if defined(__x86_64__)
    // As most are: looked at and copied in one go.
    if (const std::size_t size = value.size(); size >= 8 && size <= 16 && begins_harmless(value)) {
        const char* const from = value.data();
        const __m128i first = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
        const __m128i last = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from + size - 8));
        if (!has_special(_mm_unpacklo_epi64(first, last))) {
            _mm_storel_epi64(reinterpret_cast<__m128i*>(to), first);
            _mm_storel_epi64(reinterpret_cast<__m128i*>(to + size - 8), last);
            to[size] = ',';
            return to + size + 1;
        }
    }
#endif
    return put_any_text(to, value);
}

char* CsvRows::put_any_text(char* to, std::string_view value) {
    const bool guard = looks_like_formula(value);
    const bool quoted = needs_quotes(value);
    to = guard || quoted ? put_guarded(to, value, guard, quoted) : put(to, value);
    *to++ = ',';
    return to;
}

char* CsvRows::put_field(char* to, const TableCell& cell) {
    if (cell.ready == 0 && !cell.plain) return put_text(to, cell.value);
    to = put(to, cell.value);
    if (cell.ready == 0) *to++ = ',';
    return to;
}

void CsvRows::row(std::span<const TableCell> cells) {
    std::size_t size = 0;
    for (const TableCell& cell : cells) size += cell.value.size();
    char* to = bytes_.room(2 * size + most_beside * cells.size() + line_end_.size());
    for (const TableCell& cell : cells) to = put_field(to, cell);
    if (!cells.empty()) --to;
    bytes_.end_at(put(to, line_end_));
}

ReadyCells CsvRows::ready(std::size_t, std::span<const TableCell> cells) const {
    Bytes made;
    for (const TableCell& cell : cells)
        made.end_at(put_field(made.room(2 * cell.value.size() + most_beside), cell));
    return {std::string(made.view()), static_cast<std::uint8_t>(cells.size())};
}

}  // namespace passline
