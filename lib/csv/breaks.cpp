#include "csv/breaks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace passline {
namespace {

constexpr std::size_t block = 64;

/// Writes the positions of the bits of a block's mask.
std::uint32_t* write_bits(std::uint64_t mask, std::uint32_t base, std::uint32_t* out) {
    while (mask != 0) {
        *out++ = base + static_cast<std::uint32_t>(std::countr_zero(mask));
        mask &= mask - 1;
    }
    return out;
}

/// The last bytes, fewer than a block.
std::uint32_t* byte_by_byte(std::string_view bytes, std::size_t begin, const Dialect& dialect,
                            std::uint32_t* out, bool& has_blanks) {
    for (std::size_t i = begin; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (c == dialect.delimiter || c == dialect.line_end || c == Dialect::quote) {
            *out++ = static_cast<std::uint32_t>(i);
        } else {
            has_blanks |= static_cast<unsigned char>(c) <= ' ' || c == dialect.wide_blanks[0] ||
                          c == dialect.wide_blanks[1] || c == dialect.wide_blanks[2];
        }
    }
    return out;
}

std::size_t count_one_by_one(std::string_view bytes, char wanted) {
    return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), wanted));
}

constexpr std::uint64_t ones = 0x0101010101010101U;

/// 0x80 in each byte of the word that is the byte repeated in `pattern`, exactly.
std::uint64_t equal_bytes(std::uint64_t word, std::uint64_t pattern) {
    const std::uint64_t other = word ^ pattern;
    constexpr std::uint64_t low = 0x7F * ones;
    return ~(((other & low) + low) | other | low);
}

/// 0x80 in each byte of the word from 0 to 0x20, exactly.
std::uint64_t low_bytes(std::uint64_t word) {
    constexpr std::uint64_t low = 0x7F * ones;
    return ~((((word & low) + (0x7F - ' ') * ones) | word)) & 0x80 * ones;
}

}  // namespace

namespace detail {

Breaks find_breaks_portable(std::string_view bytes, Dialect dialect, std::uint32_t* out) {
    const auto pattern = [](char c) { return ones * static_cast<unsigned char>(c); };
    const std::uint64_t delimiter = pattern(dialect.delimiter), line_end = pattern(dialect.line_end),
                        quote = pattern(Dialect::quote);
    const std::array<std::uint64_t, 3> wide = {
        pattern(dialect.wide_blanks[0]), pattern(dialect.wide_blanks[1]), pattern(dialect.wide_blanks[2])};
    std::uint32_t* to = out;
    std::uint64_t blanks = 0;
    std::size_t i = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; i + 8 <= bytes.size(); i += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + i, sizeof word);
            std::uint64_t hits =
                equal_bytes(word, delimiter) | equal_bytes(word, line_end) | equal_bytes(word, quote);
            blanks |= (low_bytes(word) & ~hits) | equal_bytes(word, wide[0]) | equal_bytes(word, wide[1]) |
                      equal_bytes(word, wide[2]);
            for (; hits != 0; hits &= hits - 1) {
                *to++ = static_cast<std::uint32_t>(i + static_cast<std::size_t>(std::countr_zero(hits)) / 8);
            }
        }
    }
    bool has_blanks = blanks != 0;
    to = byte_by_byte(bytes, i, dialect, to, has_blanks);
    return {static_cast<std::size_t>(to - out), has_blanks};
}

bool holds_blanks_portable(std::string_view bytes, const Dialect& dialect) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const bool is_last = i + 1 == bytes.size();
        const char next = is_last ? '\0' : bytes[i + 1];
        if (static_cast<unsigned char>(c) <= ' ' && c != dialect.delimiter && c != dialect.line_end &&
            (c != '\r' || next != '\n'))
            return true;
        for (std::size_t kind = 0; kind < dialect.wide_blanks.size(); ++kind) {
            if (c == dialect.wide_blanks[kind] && (is_last || next == dialect.behind_wide[kind])) return true;
        }
    }
    return false;
}

#if defined(__x86_64__)

Breaks find_breaks_sse2(std::string_view bytes, Dialect dialect, std::uint32_t* out) {
    const __m128i delimiter = _mm_set1_epi8(dialect.delimiter);
    const __m128i line_end = _mm_set1_epi8(dialect.line_end);
    const __m128i quote = _mm_set1_epi8(Dialect::quote);
    const __m128i blank = _mm_set1_epi8(' ');
    const __m128i wide[] = {_mm_set1_epi8(dialect.wide_blanks[0]), _mm_set1_epi8(dialect.wide_blanks[1]),
                            _mm_set1_epi8(dialect.wide_blanks[2])};
    __m128i blanks = _mm_setzero_si128();
    std::uint32_t* to = out;
    std::size_t i = 0;
    for (; i + block <= bytes.size(); i += block) {
        std::uint64_t mask = 0;
        for (unsigned part = 0; part < 4; ++part) {
            const __m128i chunk =
                _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + i + std::size_t{part} * 16));
            const __m128i hits =
                _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, delimiter), _mm_cmpeq_epi8(chunk, line_end)),
                             _mm_cmpeq_epi8(chunk, quote));
            const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(chunk, blank), chunk);
            const __m128i wider =
                _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, wide[0]), _mm_cmpeq_epi8(chunk, wide[1])),
                             _mm_cmpeq_epi8(chunk, wide[2]));
            blanks = _mm_or_si128(blanks, _mm_or_si128(_mm_andnot_si128(hits, low), wider));
            mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(hits)))
                    << (16 * part);
        }
        to = write_bits(mask, static_cast<std::uint32_t>(i), to);
    }
    bool has_blanks = _mm_movemask_epi8(blanks) != 0;
    to = byte_by_byte(bytes, i, dialect, to, has_blanks);
    return {static_cast<std::size_t>(to - out), has_blanks};
}

bool has_avx2() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
           __builtin_cpu_supports("popcnt") != 0;
}

// Eight positions at a time whether there are as many or not: how many there are is then a matter of one
// rarely mistaken branch and not of a loop whose end the processor guesses wrong in every block.
__attribute__((target("avx2,bmi,popcnt"))) Breaks find_breaks_avx2(std::string_view bytes, Dialect dialect,
                                                                   std::uint32_t* out) {
    const __m256i delimiter = _mm256_set1_epi8(dialect.delimiter);
    const __m256i line_end = _mm256_set1_epi8(dialect.line_end);
    const __m256i quote = _mm256_set1_epi8(Dialect::quote);
    const __m256i blank = _mm256_set1_epi8(' ');
    const __m256i wide[] = {_mm256_set1_epi8(dialect.wide_blanks[0]),
                            _mm256_set1_epi8(dialect.wide_blanks[1]),
                            _mm256_set1_epi8(dialect.wide_blanks[2])};
    __m256i blanks = _mm256_setzero_si256();
    std::uint32_t* to = out;
    std::size_t i = 0;
    for (; i + block <= bytes.size(); i += block) {
        const auto* at = reinterpret_cast<const __m256i*>(bytes.data() + i);
        const __m256i first = _mm256_loadu_si256(at);
        const __m256i second = _mm256_loadu_si256(at + 1);
        const __m256i hits_first = _mm256_or_si256(
            _mm256_or_si256(_mm256_cmpeq_epi8(first, delimiter), _mm256_cmpeq_epi8(first, line_end)),
            _mm256_cmpeq_epi8(first, quote));
        const __m256i hits_second = _mm256_or_si256(
            _mm256_or_si256(_mm256_cmpeq_epi8(second, delimiter), _mm256_cmpeq_epi8(second, line_end)),
            _mm256_cmpeq_epi8(second, quote));
        const __m256i chunks[] = {first, second}, hits[] = {hits_first, hits_second};
#pragma GCC unroll 2
        for (int half = 0; half < 2; ++half) {
            const __m256i chunk = chunks[half];
            const __m256i low = _mm256_cmpeq_epi8(_mm256_min_epu8(chunk, blank), chunk);
            const __m256i wider = _mm256_or_si256(
                _mm256_or_si256(_mm256_cmpeq_epi8(chunk, wide[0]), _mm256_cmpeq_epi8(chunk, wide[1])),
                _mm256_cmpeq_epi8(chunk, wide[2]));
            blanks = _mm256_or_si256(blanks, _mm256_or_si256(_mm256_andnot_si256(hits[half], low), wider));
        }
        std::uint64_t mask =
            static_cast<std::uint32_t>(_mm256_movemask_epi8(hits_first)) |
            (static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(hits_second))) << 32);
        const auto count = static_cast<std::uint32_t>(__builtin_popcountll(mask));
        const auto base = static_cast<std::uint32_t>(i);
        std::uint32_t* slot = to;
        do {
#pragma GCC unroll 8
            for (int k = 0; k < 8; ++k) {
                slot[k] = base + static_cast<std::uint32_t>(_tzcnt_u64(mask));
                mask = _blsr_u64(mask);
            }
            slot += 8;
        } while (mask != 0);
        to += count;
    }
    bool has_blanks = _mm256_movemask_epi8(blanks) != 0;
    to = byte_by_byte(bytes, i, dialect, to, has_blanks);
    return {static_cast<std::size_t>(to - out), has_blanks};
}

__attribute__((target("avx2"))) bool holds_blanks_avx2(std::string_view bytes, const Dialect& dialect) {
    constexpr std::size_t step = 32;
    const __m256i delimiter = _mm256_set1_epi8(dialect.delimiter),
                  line_end = _mm256_set1_epi8(dialect.line_end), blank = _mm256_set1_epi8(' '),
                  carriage_return = _mm256_set1_epi8('\r'), line_feed = _mm256_set1_epi8('\n');
    const std::size_t kinds =
        dialect.wide_blanks[0] == dialect.wide_blanks[1] ? 1 : dialect.wide_blanks.size();
    __m256i blanks = _mm256_setzero_si256();
    std::size_t i = 0;
    for (; i + step < bytes.size(); i += step) {
        const __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes.data() + i));
        const __m256i next = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes.data() + i + 1));
        const __m256i fine = _mm256_or_si256(
            _mm256_or_si256(_mm256_cmpeq_epi8(chunk, delimiter), _mm256_cmpeq_epi8(chunk, line_end)),
            _mm256_and_si256(_mm256_cmpeq_epi8(chunk, carriage_return), _mm256_cmpeq_epi8(next, line_feed)));
        const __m256i low = _mm256_cmpeq_epi8(_mm256_min_epu8(chunk, blank), chunk);
        blanks = _mm256_or_si256(blanks, _mm256_andnot_si256(fine, low));
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            const __m256i begins = _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8(dialect.wide_blanks[kind]));
            const __m256i goes_on = _mm256_cmpeq_epi8(next, _mm256_set1_epi8(dialect.behind_wide[kind]));
            blanks = _mm256_or_si256(blanks, _mm256_and_si256(begins, goes_on));
        }
    }
    return _mm256_movemask_epi8(blanks) != 0 || holds_blanks_portable(bytes.substr(i), dialect);
}

bool has_avx512() {
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512vbmi2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

#define PASSLINE_AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt")))

PASSLINE_AVX512 inline __m128i first_sixteen(__m512i bytes) {
    return _mm512_maskz_extracti32x4_epi32(0xF, bytes, 0);
}

// A block's hits are one mask; the numbers 0 to 63 of those that it keeps are the positions.
PASSLINE_AVX512 Breaks find_breaks_avx512(std::string_view bytes, Dialect dialect, std::uint32_t* out) {
    const __m512i delimiter = _mm512_set1_epi8(dialect.delimiter);
    const __m512i line_end = _mm512_set1_epi8(dialect.line_end);
    const __m512i quote = _mm512_set1_epi8(Dialect::quote);
    const __m512i blank = _mm512_set1_epi8(' ');
    const __m512i wide_first = _mm512_set1_epi8(dialect.wide_blanks[0]),
                  wide_second = _mm512_set1_epi8(dialect.wide_blanks[1]),
                  wide_third = _mm512_set1_epi8(dialect.wide_blanks[2]);
    __mmask64 blanks = 0;
    alignas(64) static constexpr auto numbers = [] {
        std::array<std::uint8_t, block> list{};
        for (std::size_t i = 0; i < block; ++i) list[i] = static_cast<std::uint8_t>(i);
        return list;
    }();
    const __m512i all = _mm512_load_si512(numbers.data());
    // The forms with a mask of all lanes: the compiler takes the others' headers for a use of what is not
    // set.
    constexpr __mmask16 all_lanes = 0xFFFF;
    std::uint32_t* to = out;
    std::size_t i = 0;
    for (; i + block <= bytes.size(); i += block) {
        const __m512i chunk = _mm512_loadu_si512(bytes.data() + i);
        const __mmask64 mask = _mm512_cmpeq_epi8_mask(chunk, delimiter) |
                               _mm512_cmpeq_epi8_mask(chunk, line_end) | _mm512_cmpeq_epi8_mask(chunk, quote);
        blanks |= (_mm512_cmple_epu8_mask(chunk, blank) & ~mask) | _mm512_cmpeq_epi8_mask(chunk, wide_first) |
                  _mm512_cmpeq_epi8_mask(chunk, wide_second) | _mm512_cmpeq_epi8_mask(chunk, wide_third);
        const auto count = static_cast<std::uint32_t>(__builtin_popcountll(mask));
        const __m512i base = _mm512_set1_epi32(static_cast<int>(i));
        __m512i hits = _mm512_maskz_compress_epi8(mask, all);
        std::uint32_t* slot = to;
        for (;;) {  // sixteen at a time whether there are as many or not
            const __m512i positions = _mm512_maskz_cvtepu8_epi32(all_lanes, first_sixteen(hits));
            _mm512_storeu_si512(slot, _mm512_add_epi32(base, positions));
            slot += 16;
            if (slot >= to + count) break;
            hits = _mm512_maskz_alignr_epi32(all_lanes, hits, hits, 4);
        }
        to += count;
    }
    bool has_blanks = blanks != 0;
    to = byte_by_byte(bytes, i, dialect, to, has_blanks);
    return {static_cast<std::size_t>(to - out), has_blanks};
}

std::size_t count_byte_sse2(std::string_view bytes, char wanted) {
    const __m128i byte = _mm_set1_epi8(wanted);
    std::size_t count = 0;
    std::size_t i = 0;
    while (i + 16 <= bytes.size()) {
        // Each of the sixteen counters holds 255 at most.
        __m128i counters = _mm_setzero_si128();
        for (int n = 0; n < 255 && i + 16 <= bytes.size(); ++n, i += 16) {
            const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + i));
            counters = _mm_sub_epi8(counters, _mm_cmpeq_epi8(chunk, byte));
        }
        const __m128i sums = _mm_sad_epu8(counters, _mm_setzero_si128());
        count += static_cast<std::size_t>(_mm_cvtsi128_si64(sums)) +
                 static_cast<std::size_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums)));
    }
    return count + count_one_by_one(bytes.substr(i), wanted);
}

__attribute__((target("avx2,popcnt"))) std::size_t count_byte_avx2(std::string_view bytes, char wanted) {
    const __m256i byte = _mm256_set1_epi8(wanted);
    std::size_t count = 0;
    std::size_t i = 0;
    for (; i + block <= bytes.size(); i += block) {
        const auto* at = reinterpret_cast<const __m256i*>(bytes.data() + i);
        const __m256i first = _mm256_cmpeq_epi8(_mm256_loadu_si256(at), byte);
        const __m256i second = _mm256_cmpeq_epi8(_mm256_loadu_si256(at + 1), byte);
        const std::uint64_t mask = static_cast<std::uint32_t>(_mm256_movemask_epi8(first)) |
                                   std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(second))}
                                       << 32U;
        count += static_cast<std::size_t>(__builtin_popcountll(mask));
    }
    return count + count_one_by_one(bytes.substr(i), wanted);
}

PASSLINE_AVX512 std::size_t count_byte_avx512(std::string_view bytes, char wanted) {
    const __m512i byte = _mm512_set1_epi8(wanted);
    std::size_t count = 0;
    std::size_t i = 0;
    for (; i + block <= bytes.size(); i += block) {
        const __mmask64 mask = _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(bytes.data() + i), byte);
        count += static_cast<std::size_t>(__builtin_popcountll(mask));
    }
    return count + count_one_by_one(bytes.substr(i), wanted);
}

#endif

}  // namespace detail

Breaks find_breaks(std::string_view bytes, Dialect dialect, std::uint32_t* out) {
#if defined(__x86_64__)
    static const auto way = detail::has_avx512() ? detail::find_breaks_avx512
                            : detail::has_avx2() ? detail::find_breaks_avx2
                                                 : detail::find_breaks_sse2;
    return way(bytes, dialect, out);
#else
    return detail::find_breaks_portable(bytes, dialect, out);
#endif
}

bool holds_blanks(std::string_view bytes, const Dialect& dialect) {
#if defined(__x86_64__)
    static const auto way = detail::has_avx2() ? detail::holds_blanks_avx2 : detail::holds_blanks_portable;
    return way(bytes, dialect);
#else
    return detail::holds_blanks_portable(bytes, dialect);
#endif
}

std::size_t count_byte(std::string_view bytes, char wanted) {
#if defined(__x86_64__)
    static const auto way = detail::has_avx512() ? detail::count_byte_avx512
                            : detail::has_avx2() ? detail::count_byte_avx2
                                                 : detail::count_byte_sse2;
    return way(bytes, wanted);
#else
    return count_one_by_one(bytes, wanted);
#endif
}

}  // namespace passline
