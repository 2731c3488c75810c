#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace passline {

/// Texts of a column that may be figures, to be read together.
class FigureTexts {
  public:
    static constexpr std::size_t most = 64;

    /// REQUIRES: the eight bytes before the text's end can be read.
    void add(std::string_view text) { set(size_++, text); }
    /// The same for so many, `text(i)` being the one at `i`.
    template <class At>
    void set_all(std::size_t count, At text) {
        for (std::size_t i = 0; i < count; ++i) set(i, text(i));
        size_ = count;
    }
    /// A text that is no figure.
    void add_other() { add(std::string_view(nothing.data() + nothing.size(), 0)); }

    std::size_t size() const { return size_; }
    const char* const* ends() const { return ends_.data(); }
    const std::uint64_t* sizes() const { return sizes_.data(); }
    std::string_view operator[](std::size_t i) const { return {ends_[i] - sizes_[i], sizes_[i]}; }

  private:
    void set(std::size_t i, std::string_view text) {
        ends_[i] = text.data() + text.size();
        sizes_[i] = text.size();
    }
    static constexpr std::array<char, 8> nothing{};
    std::array<const char*, most> ends_;
    std::array<std::uint64_t, most> sizes_;
    std::size_t size_ = 0;
};

/// What short_figure gives for each text, four at a time where the processor can. Up to `most` figures are
/// written.
void read_short_figures(const FigureTexts& texts, std::int64_t* figures);

namespace detail {
// The ways, for tests. `avx2` may only be called where the processor has it.
void read_short_figures_portable(const FigureTexts& texts, std::int64_t* figures);
#if defined(__x86_64__)
void read_short_figures_avx2(const FigureTexts& texts, std::int64_t* figures);
#endif
}  // namespace detail

}  // namespace passline
