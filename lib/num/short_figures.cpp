// The steps of short_figure.h, four texts side by side.
#include "num/short_figures.h"

#include "num/short_figure.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace passline {
namespace detail {

void read_short_figures_portable(const FigureTexts& texts, std::int64_t* figures) {
    for (std::size_t i = 0; i < texts.size(); ++i) figures[i] = short_figure(texts[i]);
}

#if defined(__x86_64__)

namespace {

#define PASSLINE_AVX2 __attribute__((target("avx2")))

/// Four figures in millionths, -1 for what is none, from the eight bytes before their ends.
PASSLINE_AVX2 inline __m256i four_figures(__m256i bytes, __m256i sizes) {
    const __m256i zero = _mm256_setzero_si256();
    const __m256i all = _mm256_cmpeq_epi64(zero, zero);
    const __m256i eight = _mm256_set1_epi64x(8);
    // Digits are 0 to 9 now, what stood before the text is 0.
    const __m256i unused = _mm256_slli_epi64(_mm256_sub_epi64(eight, sizes), 3);
    bytes = _mm256_xor_si256(bytes, _mm256_set1_epi8('0'));
    bytes = _mm256_sllv_epi64(_mm256_srlv_epi64(bytes, unused), unused);
    // 0x80 where a point stands.
    const __m256i points = _mm256_and_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('.' ^ '0')),
                                            _mm256_set1_epi8(static_cast<char>(0x80)));
    const __m256i whole = _mm256_cmpeq_epi64(points, zero);  // there is no point
    const __m256i before = _mm256_and_si256(bytes, _mm256_add_epi64(_mm256_srli_epi64(points, 7), all));
    const __m256i behind_point =
        _mm256_andnot_si256(_mm256_add_epi64(_mm256_slli_epi64(points, 1), all), all);
    const __m256i moved = _mm256_sllv_epi64(before, _mm256_andnot_si256(whole, eight));
    const __m256i digits = _mm256_or_si256(_mm256_and_si256(bytes, behind_point), moved);
    // How many bytes stand behind the point.
    const __m256i behind = _mm256_sad_epu8(_mm256_and_si256(behind_point, _mm256_set1_epi8(1)), zero);
    const __m256i nine = _mm256_set1_epi8(9);
    const __m256i digits_only =
        _mm256_cmpeq_epi64(_mm256_cmpeq_epi8(_mm256_max_epu8(digits, nine), nine), all);
    const __m256i some_before = _mm256_cmpgt_epi64(sizes, _mm256_sub_epi64(behind, all));
    // By the bytes behind the point: what the last digit is worth; 0: not in this form.
    const __m256i units = _mm256_setr_epi32(0, 100'000, 10'000, 1'000, 100, 10, 1, 0);
    __m256i unit = _mm256_permutevar8x32_epi32(units, behind);
    unit = _mm256_blendv_epi8(unit, _mm256_set1_epi64x(1'000'000), whole);
    // Two digits together, four, then eight.
    const __m256i twos = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(0x010A));
    const __m256i fours = _mm256_madd_epi16(twos, _mm256_set1_epi32(0x0001'0064));
    const __m256i number =
        _mm256_add_epi64(_mm256_mul_epu32(fours, _mm256_set1_epi64x(10'000)), _mm256_srli_epi64(fours, 32));
    const __m256i figure = _mm256_mul_epu32(number, unit);
    // 1 to 8 characters, all digits but one point at most, with something before it and behind.
    const __m256i sized =
        _mm256_andnot_si256(_mm256_cmpgt_epi64(sizes, eight), _mm256_cmpgt_epi64(sizes, zero));
    const __m256i formed =
        _mm256_andnot_si256(_mm256_cmpeq_epi64(_mm256_and_si256(unit, _mm256_set1_epi64x(0xFFFFFFFF)), zero),
                            _mm256_or_si256(some_before, whole));
    const __m256i good = _mm256_and_si256(_mm256_and_si256(sized, digits_only), formed);
    return _mm256_or_si256(_mm256_and_si256(figure, good), _mm256_andnot_si256(good, all));
}

}  // namespace

PASSLINE_AVX2 void read_short_figures_avx2(const FigureTexts& texts, std::int64_t* figures) {
    const auto eight_before = [&](std::size_t i) {
        return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(texts.ends()[i] - 8));
    };
    std::size_t i = 0;
    for (; i + 4 <= texts.size(); i += 4) {
        const __m128i first = _mm_unpacklo_epi64(eight_before(i), eight_before(i + 1));
        const __m128i second = _mm_unpacklo_epi64(eight_before(i + 2), eight_before(i + 3));
        const __m256i sizes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(texts.sizes() + i));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(figures + i),
                            four_figures(_mm256_set_m128i(second, first), sizes));
    }
    for (; i < texts.size(); ++i) figures[i] = short_figure(texts[i]);
}

#endif

}  // namespace detail

void read_short_figures(const FigureTexts& texts, std::int64_t* figures) {
#if defined(__x86_64__)
    static const bool avx2 = __builtin_cpu_supports("avx2") != 0;
    if (avx2) return detail::read_short_figures_avx2(texts, figures);
#endif
    detail::read_short_figures_portable(texts, figures);
}

}  // namespace passline
