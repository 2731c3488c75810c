#include "report/svg_canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/cell_text.h"
#include "report/html_text.h"
#include "report/output_text.h"
#include "report/wrap.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// Columns of display width that a label may take beside a figure on a phone.
constexpr std::size_t label_columns = 32;
constexpr double label_height = 18;

/// 12.5, 100: no digits that say nothing.
std::string number(double value) {
    std::string text = fmt::format("{:.2f}", value);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string_view anchor_name(SvgCanvas::Anchor anchor) {
    constexpr std::string_view names[] = {"start", "middle", "end"};
    return names[static_cast<std::size_t>(anchor)];
}

}  // namespace

void SvgCanvas::rect(double x, double y, double width, double height_of, std::string_view style) {
    body += fmt::format(R"(<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>)", style, number(x),
                        number(y), number(std::max(width, 0.0)), number(height_of));
}

void SvgCanvas::line(double x1, double y1, double x2, double y2, std::string_view style) {
    body += fmt::format(R"(<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>)", style, number(x1),
                        number(y1), number(x2), number(y2));
}

void SvgCanvas::dot(double x, double y, double radius, std::string_view style) {
    body += fmt::format(R"(<circle class="{}" cx="{}%" cy="{}" r="{}"/>)", style, number(x), number(y),
                        number(radius));
}

void SvgCanvas::series_line(double x1, double y1, double x2, double y2, std::size_t series) {
    body += fmt::format(R"(<line class="stroke{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>)", series % 5 + 1,
                        number(x1), number(y1), number(x2), number(y2));
}

void SvgCanvas::series_dot(double x, double y, std::size_t series) {
    body += fmt::format(R"(<circle class="fill{}" cx="{}%" cy="{}" r="4"/>)", series % 5 + 1, number(x),
                        number(y));
}

void SvgCanvas::text(double x, double y, Anchor anchor, std::string_view style, std::string_view text_of) {
    body += fmt::format(R"(<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>)", style, number(x),
                        number(y), anchor_name(anchor), html_text(text_of));
}

void SvgCanvas::series_text(double x, double y, std::size_t series, std::string_view text_of) {
    body += fmt::format(R"(<text class="strong halo fill{}" x="{}%" y="{}" text-anchor="end">{}</text>)",
                        series % 5 + 1, number(x), number(y), html_text(text_of));
}

double SvgCanvas::legend(double pixels, double y, std::string_view style, std::string_view text_of) {
    body += fmt::format(R"(<circle class="{}" cx="{}" cy="{}" r="5.5"/><text x="{}" y="{}">{}</text>)", style,
                        number(pixels + 6.5), number(y - 4.5), number(pixels + 18), number(y),
                        html_text(text_of));
    return pixels + 18 + 7.2 * static_cast<double>(display_width(text_of)) + 18;
}

SvgScale SvgScale::around(const std::vector<double>& values) {
    if (values.empty()) return {};
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const double range = *most > *least ? *most - *least : std::max(std::abs(*most) * 0.1, 1.0);
    const double rough = range / 4;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    SvgScale scale;
    scale.step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (rough <= factor * power) {
            scale.step = factor * power;
            break;
        }
    }
    scale.low = std::floor(*least / scale.step) * scale.step;
    scale.high = std::ceil(*most / scale.step) * scale.step;
    if (scale.high - scale.low < scale.step / 2) scale.high = scale.low + scale.step;
    return scale;
}

std::vector<double> SvgScale::ticks() const {
    std::vector<double> all;
    const auto count = std::lround((high - low) / step);
    for (long i = 0; i <= count; ++i) all.push_back(low + static_cast<double>(i) * step);
    return all;
}

std::string SvgScale::tick_text(double tick, doc::Kind kind) const { return figure_text(number(tick), kind); }

double draw_label(SvgCanvas& canvas, double y, std::string_view label, std::string_view figure,
                  std::string_view style) {
    double base = y + 13;
    canvas.text(100, base, SvgCanvas::Anchor::end, style, figure);
    const std::size_t taken = display_width(figure);
    const std::size_t columns = taken + 12 < 50 ? std::max(std::size_t{50} - taken - 2, std::size_t{12}) : 12;
    for (const std::string_view line : wrapped(label, std::min(columns, label_columns))) {
        canvas.text(0, base, SvgCanvas::Anchor::start, "", line);
        base += label_height;
    }
    return std::max(base, y + 13 + label_height) - 11;
}

void draw_line_label(SvgCanvas& canvas, double x, double y, const doc::Line& line, doc::Kind kind,
                     Language language) {
    canvas.text(x, y, inward(x), "strong", line_text(line, kind, language));
}

}  // namespace passline
