#include "report/field_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/brief_key.h"
#include "base/bytes.h"
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

[[gnu::noinline]] char* put_any_csv_text(char* to, std::string_view text) {
    const bool guard = looks_like_formula(text);
    const bool quoted = needs_quotes(text);
    return guard || quoted ? put_guarded(to, text, guard, quoted) : put(to, text);
}

[[gnu::noinline]] char* put_any_json_text(char* to, std::string_view text) {
    if (is_plain_json(text)) return put(to, text);
    std::string escaped;
    append_json_string(escaped, text);
    return put(to, std::string_view(escaped).substr(1, escaped.size() - 2));
}

#if defined(__x86_64__)
constexpr std::uint64_t blanks = 0x2020'2020'2020'2020;

/// A text of 8 to 16 bytes, as most are, looked at and copied in one go.
struct ShortText {
    __m128i first, last;  ///< eight bytes each, which may overlap

    explicit ShortText(std::string_view text)
        : first(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(text.data()))),
          last(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(text.data() + text.size() - 8))) {}
    __m128i all() const { return _mm_unpacklo_epi64(first, last); }
    /// One byte behind the other, then blanks.
    __m128i in_order(std::size_t size) const {
        const auto half =
            static_cast<unsigned>(4 * (size - 8));  // in bits, of what the last have for themselves
        const auto both = static_cast<std::uint64_t>(_mm_cvtsi128_si64(last));
        const std::uint64_t rest = both >> (32 - half) >> (32 - half) | blanks << half << half;
        return _mm_unpacklo_epi64(first, _mm_cvtsi64_si128(static_cast<std::int64_t>(rest)));
    }
    char* put(char* to, std::size_t size) const {
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to), first);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to + size - 8), last);
        return to + size;
    }
};

bool is_short(std::string_view text) { return text.size() >= 8 && text.size() <= 16; }

bool is_brief(std::string_view text) { return text.size() - 1 < 7; }

/// One of 1 to 7 bytes, with blanks behind.
struct BriefBytes {
    std::uint64_t bytes;

    explicit BriefBytes(std::string_view text) : bytes(BriefKey::of(text).head | blanks << 8 * text.size()) {}
    __m128i all() const { return _mm_set1_epi64x(static_cast<std::int64_t>(bytes)); }
    char* put(char* to, std::size_t size) const {
        std::memcpy(to, &bytes, sizeof bytes);
        return to + size;
    }
};

/// Bytes in order are printable ASCII, neither quote nor backslash, or Chinese characters as nearly all are:
/// E4 to E9, with any two bytes that continue them.
bool is_harmless_json(__m128i bytes) {
    const __m128i odd = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                     _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')),
                                                  _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\x7F'))));
    const __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));  // or beyond ASCII
    const auto mask = [](__m128i found) { return static_cast<unsigned>(_mm_movemask_epi8(found)); };
    const unsigned wider = mask(bytes);
    if (mask(_mm_or_si128(odd, low)) != wider) return false;
    if (wider == 0) return true;
    const unsigned first = mask(_mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('\xE3')),
                                              _mm_cmplt_epi8(bytes, _mm_set1_epi8('\xEA'))));
    const unsigned behind = mask(_mm_cmplt_epi8(bytes, _mm_set1_epi8('\xC0')));
    return (first | behind) == wider && behind == (first << 1U | first << 2U);
}
#endif

}  // namespace

char* put_csv_text(char* to, std::string_view text) {
#if defined(__x86_64__)
    if (is_short(text) && begins_harmless(text)) {
        const ShortText both(text);
        if (!has_special(both.all())) return both.put(to, text.size());
    } else if (is_brief(text) && begins_harmless(text)) {
        const BriefBytes brief(text);
        if (!has_special(brief.all())) return brief.put(to, text.size());
    }
#endif
    return put_any_csv_text(to, text);
}

char* put_json_text(char* to, std::string_view text) {
#if defined(__x86_64__)
    if (is_short(text)) {
        const ShortText both(text);
        if (is_harmless_json(both.in_order(text.size()))) return both.put(to, text.size());
    } else if (is_brief(text)) {
        const BriefBytes brief(text);
        if (is_harmless_json(brief.all())) return brief.put(to, text.size());
    }
#endif
    return put_any_json_text(to, text);
}

}  // namespace passline
