// Charts as SVG: bars and histograms; svg_lines.cpp draws pairs and trends.
#include <fmt/format.h>

#include <algorithm>

#include "report/cell_text.h"
#include "report/document_writers.h"
#include "report/html_text.h"
#include "report/svg_canvas.h"

namespace passline {
namespace {

using Anchor = SvgCanvas::Anchor;

/// All that the chart shows, in words.
std::string description(const doc::Chart& chart, Language language) {
    const doc::Table table = table_of(chart);
    const bool chinese = language == Language::zh;
    std::string out = reader_text(chart.summary, language);
    for (const doc::Row& row : table.rows) {
        std::string words;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const doc::Column& column = table.columns[i];
            const std::string text = cell_text(row.cells[i], column.kind, language);
            if (!column.for_readers || text.empty()) continue;
            if (!words.empty()) words += chinese ? "，" : ", ";
            if (i > 0 && column.kind != doc::Kind::text) words += reader_text(column.title, language) + " ";
            words += text;
        }
        if (!out.empty()) out += chinese ? "；" : "; ";
        out += words;
    }
    return out;
}

std::optional<doc::Line> line_of(const doc::Chart& chart) {
    return std::visit([](const auto& data) { return data.line; }, chart.data);
}
doc::Kind kind_of(const doc::Bars& bars) { return bars.kind; }
doc::Kind kind_of(const doc::Histogram&) { return doc::Kind::number; }
doc::Kind kind_of(const doc::Pairs& pairs) { return pairs.kind; }
doc::Kind kind_of(const doc::Trend& trend) { return trend.kind; }

void interval(SvgCanvas& canvas, const doc::Bars::Bar& bar, double full, double y, double height) {
    const double low = drawn(bar.low) / full * 100;
    const double high = drawn(bar.high) / full * 100;
    const double middle = y + height / 2;
    canvas.line(low, middle, high, middle, "span");
    canvas.line(low, middle - 3.5, low, middle + 3.5, "span");
    canvas.line(high, middle - 3.5, high, middle + 3.5, "span");
}

}  // namespace

void draw(SvgCanvas& canvas, const doc::Bars& bars, Language language) {
    constexpr double bar_height = 14;
    double full = bars.kind == doc::Kind::percent ? 100 : 0;
    for (const doc::Bars::Bar& bar : bars.bars)
        full = std::max({full, drawn(bar.cell.value), drawn(bar.high)});
    const double line = bars.line ? drawn(bars.line->value) : 0;
    full = std::max({full, line, 1e-9});
    double y = 0;
    for (const doc::Bars::Bar& bar : bars.bars) {
        const bool bad = bars.line && beyond(*bars.line, bar.cell.value);
        const bool none = bar.cell.value.empty();
        std::string figure = reader_text(bar.note, language);
        figure += (figure.empty() ? "" : "  ") + cell_text(bar.cell, bars.kind, language);
        y = draw_label(canvas, y, reader_text(bar.label, language), figure,
                       none  ? "soft"
                       : bad ? "below"
                             : "strong");
        canvas.rect(0, y, 100, bar_height, "track");
        canvas.rect(0, y, drawn(bar.cell.value) / full * 100, bar_height, bad ? "below" : "fill");
        if (!bar.low.empty() && !bar.high.empty()) interval(canvas, bar, full, y, bar_height);
        if (bars.line) canvas.line(line / full * 100, y - 2, line / full * 100, y + bar_height + 5, "line");
        y += bar_height + 13;
    }
    if (bars.line) {
        const double x = line / full * 100;
        canvas.line(x, y - 11, x, y - 3, "line");
        draw_line_label(canvas, x, y + 11, *bars.line, bars.kind, language);
        y += 20;
    }
    canvas.height = y;
}

namespace {

constexpr double histogram_top = 42, histogram_plot = 180, histogram_base = histogram_top + histogram_plot;

std::size_t highest(const doc::Histogram& histogram) {
    std::size_t most = 1;
    for (const doc::Histogram::Bin& bin : histogram.bins) most = std::max(most, bin.count);
    return most;
}

/// True when every count has room above its bar on a phone.
bool counts_fit(const doc::Histogram& histogram) {
    constexpr double phone = 320, digit = 8.5, gap = 3;
    const double widest = static_cast<double>(fmt::formatted_size("{}", highest(histogram))) * digit + gap;
    return widest * static_cast<double>(histogram.bins.size()) <= phone;
}

/// Lines to read the counts from.
void count_axis(SvgCanvas& canvas, const SvgScale& scale) {
    for (const double tick : scale.ticks()) {
        const double y = histogram_base - scale.share(tick) * histogram_plot;
        if (tick > scale.low) canvas.line(0, y, 100, y, "grid");
        if (tick > scale.low)
            canvas.text(0, y - 4, Anchor::start, "soft", scale.tick_text(tick, doc::Kind::number));
    }
}

}  // namespace

void draw(SvgCanvas& canvas, const doc::Histogram& histogram, Language language) {
    constexpr double first = 3, width = 94, base = histogram_base;
    const double low = drawn(histogram.bins.front().low);
    const double high = std::max(drawn(histogram.bins.back().high), low + 1e-9);
    const auto at = [&](double value) { return first + (value - low) / (high - low) * width; };
    const bool counted = counts_fit(histogram);
    SvgScale scale{0, static_cast<double>(highest(histogram)), 1};
    if (!counted) scale = SvgScale::around({0, scale.high});
    canvas.text(0, 12, Anchor::start, "soft", reader_text(histogram.count_title, language));
    if (!counted) count_axis(canvas, scale);
    const std::size_t each = (histogram.bins.size() + 9) / 10;  // label so many bins apart
    for (std::size_t i = 0; i < histogram.bins.size(); ++i) {
        const doc::Histogram::Bin& bin = histogram.bins[i];
        const double left = at(drawn(bin.low));
        const double right = at(drawn(bin.high));
        const double tall = scale.share(static_cast<double>(bin.count)) * histogram_plot;
        const bool bad = histogram.line && drawn(bin.high) <= drawn(histogram.line->value);
        canvas.rect(left + 0.2, base - tall, right - left - 0.4, tall, bad ? "below" : "fill");
        if (bin.count > 0 && counted)
            canvas.text((left + right) / 2, base - tall - 5, Anchor::middle, bad ? "below" : "strong",
                        fmt::format("{}", bin.count));
        if (i % each == 0) canvas.text(left, base + 17, Anchor::middle, "soft", bin.low);
    }
    if (histogram.bins.size() % each == 0)
        canvas.text(at(high), base + 17, Anchor::middle, "soft", histogram.bins.back().high);
    canvas.line(0, base, 100, base, "base");
    canvas.text(50, base + 35, Anchor::middle, "soft", reader_text(histogram.value_title, language));
    if (histogram.line) {
        const double x = at(drawn(histogram.line->value));
        canvas.line(x, 18, x, base, "line");
        draw_line_label(canvas, x, 13, *histogram.line, doc::Kind::number, language);
    }
    canvas.height = base + 42;
}

std::string svg_chart(const doc::Chart& chart, std::size_t id, Language language) {
    SvgCanvas canvas;
    std::visit([&](const auto& data) { draw(canvas, data, language); }, chart.data);
    const auto line = line_of(chart);
    std::string words = description(chart, language);
    if (line) {
        const doc::Kind kind = std::visit([](const auto& data) { return kind_of(data); }, chart.data);
        words += (language == Language::zh ? "；" : "; ") + line_text(*line, kind, language);
    }
    return fmt::format(
        "<svg role=\"img\" aria-labelledby=\"chart{0}-title "
        "chart{0}-text\" "
        "width=\"100%\" height=\"{1:.0f}\">\n<title id=\"chart{0}-title\">{2}</title>\n"
        "<desc id=\"chart{0}-text\">{3}</desc>\n{4}\n</svg>\n",
        id, canvas.height, html_text(chart.title, language), html_text(words), canvas.body);
}

}  // namespace passline
