#pragma once
#include <string>
#include <string_view>

#include "report/document.h"

namespace passline {

/// Text of a page, an attribute or an SVG: the five characters of markup as entities, control characters as
/// blanks.
std::string html_text(std::string_view text);
std::string html_text(const Text& text, Language language);

/// A chart as inline SVG: as wide as the page leaves room, its letters always of one size, colours from the
/// page's style (page.css). `id` is its number on the page. Title and all figures stand in it for who
/// cannot see it.
std::string svg_chart(const doc::Chart& chart, std::size_t id, Language language);

}  // namespace passline
