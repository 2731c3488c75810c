#include "report/xlsx_book.h"

#include <algorithm>
#include <charconv>

#include "num/decimal.h"
#include "num/fraction.h"
#include "report/cell_text.h"
#include "report/output_text.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// What Excel takes: UTF-16 units of a cell and of a sheet's name.
constexpr std::size_t most_in_cell = 32'767;
constexpr std::size_t most_in_name = 31;

/// The longest beginning of so many UTF-16 units.
std::string cut(std::string_view text, std::size_t units) {
    std::size_t at = 0;
    std::size_t used = 0;
    while (at < text.size()) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        used += bytes == 4 ? 2 : 1;
        if (used > units) break;
        at += bytes;
    }
    return std::string(text.substr(0, at));
}

std::size_t units_of(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0U) != 0x80U ? 1 : 0;
        units += byte >= 0xF0 ? 1 : 0;
    }
    return units;
}

void colour(const XlsxLibrary& lib, lxw_format* format, Tone tone) {
    switch (tone) {
        case Tone::good:
            lib.format_set_font_color(format, 0x116B3E);
            break;
        case Tone::bad:
            lib.format_set_font_color(format, 0xB3261E);
            lib.format_set_bg_color(format, 0xFDECEB);
            break;
        case Tone::open:
            lib.format_set_font_color(format, 0x855300);
            break;
        case Tone::dim:
            lib.format_set_font_color(format, 0x59636E);
            break;
        case Tone::none:
            break;
    }
}

}  // namespace

lxw_format* XlsxBook::format(const XlsxLook& look) {
    lxw_format*& format = formats_[look];
    if (format != nullptr) return format;
    format = lib.workbook_add_format(book);
    if (!look.number.empty()) lib.format_set_num_format(format, look.number.c_str());
    if (look.bold || look.head || look.total) lib.format_set_bold(format);
    if (look.wrap || look.head) lib.format_set_text_wrap(format);
    if (look.size != 0) lib.format_set_font_size(format, look.size);
    if (look.small) lib.format_set_font_size(format, 9);
    if (look.head) {
        lib.format_set_bg_color(format, 0xE9EDF1);
        lib.format_set_bottom(format, LXW_BORDER_THIN);
    }
    if (look.total) lib.format_set_top(format, LXW_BORDER_THIN);
    if (look.right) {
        lib.format_set_align(format, LXW_ALIGN_RIGHT);
        lib.format_set_indent(format, 1);
    }
    if (look.left) lib.format_set_align(format, LXW_ALIGN_LEFT);
    lib.format_set_align(format, look.head ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
    colour(lib, format, look.tone);
    return format;
}

std::string XlsxBook::sheet_name(std::string_view title) {
    std::string name;
    for (const char c : printable(title))
        name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    name = std::string(trimmed(cut(name, most_in_name)));
    if (name.empty() || folded(name) == "history") name = language == Language::zh ? "表" : "Table";
    const std::string base = name;
    for (int number = 2; !taken_.insert(folded(name)).second; ++number) {
        const std::string ending = " " + std::to_string(number);
        name = cut(base, most_in_name - units_of(ending)) + ending;
    }
    return name;
}

std::string XlsxBook::text(std::string text_of) const {
    text_of = printable(text_of);
    return text_of.size() <= most_in_cell ? text_of : cut(text_of, most_in_cell);
}
std::string XlsxBook::text(const Text& text_of) const { return text(text_of.in(language)); }

double xlsx_number(std::string_view value, doc::Kind kind) {
    const auto figure = Decimal::parse(value);
    if (kind != doc::Kind::percent || !figure) return drawn(value);
    const std::string share = (Fraction(*figure) / Fraction(Decimal::whole(100))).fixed(6);
    return drawn(share);
}

std::string xlsx_number_format(std::string_view value, doc::Kind kind) {
    const std::size_t point = value.find('.');
    const std::size_t places = point == std::string_view::npos ? 0 : value.size() - point - 1;
    std::string format = kind == doc::Kind::money ? "#,##0" : "0";
    if (places > 0) format += "." + std::string(places, '0');
    return kind == doc::Kind::percent ? format + "%" : format;
}

}  // namespace passline
