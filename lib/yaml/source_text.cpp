#include "yaml/source_text.h"

#include <algorithm>

namespace passline {
namespace {

/// What an excerpt holds beyond its place, in bytes.
constexpr std::size_t excerpt_tail = 400;

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

std::uint32_t count_characters(std::string_view utf8) {
    return static_cast<std::uint32_t>(std::count_if(utf8.begin(), utf8.end(), begins_character));
}

SourceText::SourceText(std::string name, std::string_view text) : name_(std::move(name)), text_(text) {
    starts_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        starts_.push_back(at + 1);
    }
}

std::uint32_t SourceText::line_of(std::size_t offset) const {
    return static_cast<std::uint32_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) -
                                      starts_.begin());
}

std::string_view SourceText::line(std::uint32_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const std::size_t start = starts_[number - 1];
    const std::size_t end = number < starts_.size() ? starts_[number] - 1 : text_.size();
    std::string_view line = text_.substr(start, end - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

SourceText::Position SourceText::position(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const std::uint32_t line = line_of(offset);
    const std::size_t start = starts_[line - 1];
    return {line, count_characters(text_.substr(start, offset - start)) + 1};
}

std::size_t SourceText::offset(Position position) const {
    if (position.line == 0 || position.line > starts_.size()) return text_.size();
    std::size_t at = starts_[position.line - 1];
    for (std::uint32_t column = 0; at < text_.size(); ++at) {
        if (begins_character(text_[at]) && ++column == position.column) break;
    }
    return at;
}

Place SourceText::place(Position position, std::uint32_t width) const {
    std::string_view text = line(position.line);
    std::size_t bytes = 0;
    for (std::uint32_t column = 0; bytes < text.size(); ++bytes) {
        if (begins_character(text[bytes]) && ++column >= position.column) break;
    }
    std::size_t end = std::min(text.size(), bytes + excerpt_tail);
    while (end < text.size() && !begins_character(text[end])) ++end;
    return {name_, position.line, position.column, width, std::string(text.substr(0, end))};
}

SourceText::Position Locator::at(std::size_t offset) {
    const std::string_view text = source_.text_;
    offset = std::min(offset, text.size());
    const std::uint32_t line = offset == offset_ ? line_ : source_.line_of(offset);
    if (line != line_) {
        line_ = line;
        offset_ = source_.starts_[line - 1];
        column_ = 1;
    }
    if (offset >= offset_) {
        column_ += count_characters(text.substr(offset_, offset - offset_));
    } else {
        column_ -= count_characters(text.substr(offset, offset_ - offset));
    }
    offset_ = offset;
    return {line_, column_};
}

}  // namespace passline
