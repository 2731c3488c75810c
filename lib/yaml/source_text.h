#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace passline {

/// A text with its lines found. Offsets are bytes from the start of the text; it does not own the bytes.
class SourceText {
  public:
    /// Line and column from 1, the column in characters.
    struct Position {
        std::uint32_t line = 1;
        std::uint32_t column = 1;
    };

    SourceText(std::string name, std::string_view text);

    const std::string& name() const { return name_; }
    std::string_view text() const { return text_; }
    /// The line without its end; empty beyond the last.
    std::string_view line(std::uint32_t number) const;
    /// The number, from 1, of the line that an offset lies in.
    std::uint32_t line_of(std::size_t offset) const;
    Position position(std::size_t offset) const;
    /// The other way round; the end of the text for a place that is not in it.
    std::size_t offset(Position position) const;
    /// With the line as excerpt; of a line without end only what lies about the place.
    Place place(Position position, std::uint32_t width = 1) const;
    Place place_at(std::size_t offset, std::uint32_t width = 1) const {
        return place(position(offset), width);
    }

  private:
    friend class Locator;
    std::string name_;
    std::string_view text_;
    std::vector<std::size_t> starts_;
};

/// Positions of offsets that mostly ascend, in time linear in the text over all calls, also when the text is
/// one long line.
class Locator {
  public:
    explicit Locator(const SourceText& source) : source_(source) {}
    SourceText::Position at(std::size_t offset);

  private:
    const SourceText& source_;
    std::size_t offset_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t column_ = 1;
};

/// How many characters valid UTF-8 holds.
std::uint32_t count_characters(std::string_view utf8);

}  // namespace passline
