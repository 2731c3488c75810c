// Valid UTF-8, 32 bytes at a time, after J. Keiser and D. Lemire, "Validating UTF-8 in less than one
// instruction per byte", Software: Practice and Experience 51 (2021). What is wrong with two bytes that
// follow each other shows in three half-bytes: both of the first and the upper one of the second. Each is
// looked up in a table of the errors that it allows, and an error that all three allow is one. Lengths are
// checked by what must follow two and three bytes later.
#include <algorithm>

#include "text/utf8.h"

#if defined(__x86_64__)
#include <immintrin.h>

namespace passline::detail {
namespace {

constexpr char too_short = 1 << 0;       // a lead without what continues it
constexpr char too_long = 1 << 1;        // ASCII, then a continuation
constexpr char overlong_3 = 1 << 2;      // E0 80 to E0 9F
constexpr char too_large = 1 << 3;       // F4 90 and above
constexpr char surrogate = 1 << 4;       // ED A0 to ED BF
constexpr char overlong_2 = 1 << 5;      // C0, C1
constexpr char too_large_1000 = 1 << 6;  // F5 and above, with 80 to 8F
constexpr char overlong_4 = 1 << 6;      // F0 80 to F0 8F
constexpr char two_continuations = static_cast<char>(1 << 7);
constexpr char carry = static_cast<char>(too_short | too_long | two_continuations);

#define PASSLINE_AVX2 __attribute__((target("avx2")))

PASSLINE_AVX2 inline __m256i table(const char (&half)[16]) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(half)));
}

/// The bytes that stand `n` before those of `input`; those of `before` come in at the front.
template <int n>
PASSLINE_AVX2 inline __m256i shifted(__m256i input, __m256i before) {
    return _mm256_alignr_epi8(input, _mm256_permute2x128_si256(before, input, 0x21), 16 - n);
}

PASSLINE_AVX2 inline __m256i upper_half(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/// Bits wherever `input` is wrong, given the 32 bytes before it.
PASSLINE_AVX2 inline __m256i errors(__m256i input, __m256i before) {
    static constexpr char first_high[16] = {
        too_long,
        too_long,
        too_long,
        too_long,
        too_long,
        too_long,
        too_long,
        too_long,
        two_continuations,
        two_continuations,
        two_continuations,
        two_continuations,
        too_short | overlong_2,
        too_short,
        too_short | overlong_3 | surrogate,
        static_cast<char>(too_short | too_large | too_large_1000 | overlong_4)};
    static constexpr char large = static_cast<char>(carry | too_large | too_large_1000);
    static constexpr char first_low[16] = {static_cast<char>(carry | overlong_3 | overlong_2 | overlong_4),
                                           static_cast<char>(carry | overlong_2),
                                           carry,
                                           carry,
                                           static_cast<char>(carry | too_large),
                                           large,
                                           large,
                                           large,
                                           large,
                                           large,
                                           large,
                                           large,
                                           large,
                                           static_cast<char>(large | surrogate),
                                           large,
                                           large};
    static constexpr char continued = static_cast<char>(too_long | overlong_2 | two_continuations);
    static constexpr char second_high[16] = {
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        static_cast<char>(continued | overlong_3 | too_large_1000 | overlong_4),
        static_cast<char>(continued | overlong_3 | too_large),
        static_cast<char>(continued | surrogate | too_large),
        static_cast<char>(continued | surrogate | too_large),
        too_short,
        too_short,
        too_short,
        too_short};
    const __m256i low_half = _mm256_set1_epi8(0x0F);
    const __m256i first = shifted<1>(input, before);
    const __m256i special = _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(table(first_high), upper_half(first)),
                         _mm256_shuffle_epi8(table(first_low), _mm256_and_si256(first, low_half))),
        _mm256_shuffle_epi8(table(second_high), upper_half(input)));
    const __m256i third =
        _mm256_subs_epu8(shifted<2>(input, before), _mm256_set1_epi8(static_cast<char>(0xE0 - 0x80)));
    const __m256i fourth =
        _mm256_subs_epu8(shifted<3>(input, before), _mm256_set1_epi8(static_cast<char>(0xF0 - 0x80)));
    const __m256i must_continue =
        _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
    return _mm256_xor_si256(must_continue, special);
}

}  // namespace

bool utf8_in_avx2() { return __builtin_cpu_supports("avx2") != 0; }

PASSLINE_AVX2 Utf8Scan scan_utf8_avx2(std::string_view bytes) {
    constexpr std::size_t block = 64;
    Utf8Scan scan;
    __m256i before = _mm256_setzero_si256();
    __m256i wrong = _mm256_setzero_si256();
    __m256i least = _mm256_set1_epi8(1);  // 0 where a byte was NUL
    bool ascii_before = true;
    std::size_t i = 0;
    for (; i + block <= bytes.size(); i += block) {
        const auto* at = reinterpret_cast<const __m256i*>(bytes.data() + i);
        const __m256i first = _mm256_loadu_si256(at);
        const __m256i second = _mm256_loadu_si256(at + 1);
        least = _mm256_min_epu8(least, _mm256_min_epu8(first, second));
        const bool ascii = _mm256_movemask_epi8(_mm256_or_si256(first, second)) == 0;
        if (!ascii || !ascii_before) {
            wrong = _mm256_or_si256(wrong, _mm256_or_si256(errors(first, before), errors(second, first)));
            scan.ascii = scan.ascii && ascii;
            if (_mm256_testz_si256(wrong, wrong) == 0) break;
        }
        ascii_before = ascii;
        before = second;
    }
    scan.has_nul = _mm256_movemask_epi8(_mm256_cmpeq_epi8(least, _mm256_setzero_si256())) != 0;
    // The last bytes, and where exactly something is wrong, from the last character that began before.
    std::size_t from = i;
    while (from > 0 && i - from < 4 && (static_cast<unsigned char>(bytes[from - 1]) & 0x80) != 0) --from;
    while (from < i && (static_cast<unsigned char>(bytes[from]) & 0xC0) == 0x80) ++from;
    const Utf8Scan rest = scan_utf8_portable(bytes.substr(from));
    if (rest.first_invalid != std::string_view::npos) scan.first_invalid = from + rest.first_invalid;
    scan.has_nul |= rest.has_nul;
    scan.ascii &= rest.ascii;
    return scan;
}

}  // namespace passline::detail

#endif
