// Charts as SVG: pairs of dots and lines over time.
#include <fmt/format.h>

#include <algorithm>

#include "report/cell_text.h"
#include "report/svg_canvas.h"

namespace passline {
namespace {

using Anchor = SvgCanvas::Anchor;

std::string_view dot_style(Tone tone) {
    if (tone == Tone::good) return "good";
    return tone == Tone::bad ? "bad" : "fill";
}

void axis_below(SvgCanvas& canvas, const SvgScale& scale, doc::Kind kind, double y, double first,
                double width) {
    const std::vector<double> ticks = scale.ticks();
    for (const double tick : ticks) {
        const double x = first + scale.share(tick) * width;
        const Anchor anchor = tick == ticks.front()  ? Anchor::start
                              : tick == ticks.back() ? Anchor::end
                                                     : Anchor::middle;
        canvas.text(anchor == Anchor::start ? 0
                    : anchor == Anchor::end ? 100
                                            : x,
                    y + 13, anchor, "soft", scale.tick_text(tick, kind));
    }
}

/// Where a series ends, and where its name goes.
struct End {
    std::size_t series = 0;
    double x = 0, y = 0;
    std::string text;
};

/// Names apart from each other, each as near to its end as can be.
void spread(std::vector<End>& ends, double least) {
    constexpr double apart = 17;
    std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.y < b.y; });
    double above = least - apart;
    for (End& end : ends) {
        end.y = std::max(end.y, above + apart);
        above = end.y;
    }
}

}  // namespace

void draw(SvgCanvas& canvas, const doc::Pairs& pairs, Language language) {
    constexpr double first = 2, width = 96;
    std::vector<double> values;
    for (const doc::Pairs::Pair& pair : pairs.pairs) {
        for (const std::string& value : {pair.before, pair.after}) {
            if (!value.empty()) values.push_back(drawn(value));
        }
    }
    if (pairs.line) values.push_back(drawn(pairs.line->value));
    const SvgScale scale = SvgScale::around(values);
    const auto at = [&](const std::string& value) { return first + scale.share(drawn(value)) * width; };
    const double next = canvas.legend(0, 14, "open-dot", reader_text(pairs.before_title, language));
    canvas.legend(next, 14, "fill", reader_text(pairs.after_title, language));
    double y = 28;
    for (const doc::Pairs::Pair& pair : pairs.pairs) {
        const std::string figures = figure_text(pair.before.empty() ? "–" : pair.before, pairs.kind) + " → " +
                                    figure_text(pair.after.empty() ? "–" : pair.after, pairs.kind);
        y = draw_label(canvas, y, reader_text(pair.label, language), figures,
                       pair.tone == Tone::bad ? "below" : "strong") +
            8;
        canvas.line(0, y, 100, y, "grid");
        if (pairs.line) canvas.line(at(pairs.line->value), y - 11, at(pairs.line->value), y + 11, "line");
        if (!pair.before.empty() && !pair.after.empty())
            canvas.line(at(pair.before), y, at(pair.after), y, "way");
        if (!pair.before.empty()) canvas.dot(at(pair.before), y, 5.5, "open-dot");
        if (!pair.after.empty()) canvas.dot(at(pair.after), y, 6.5, dot_style(pair.tone));
        y += 20;
    }
    axis_below(canvas, scale, pairs.kind, y - 4, first, width);
    if (pairs.line) {
        draw_line_label(canvas, at(pairs.line->value), y + 29, *pairs.line, pairs.kind, language);
        y += 18;
    }
    canvas.text(pairs.line && at(pairs.line->value) <= 50 ? 100 : 0, y + 29 - (pairs.line ? 18 : 0),
                pairs.line && at(pairs.line->value) <= 50 ? Anchor::end : Anchor::start, "soft",
                reader_text(pairs.value_title, language));
    canvas.height = y + 36 - (pairs.line ? 18 : 0);
}

namespace {

constexpr double trend_top = 40, trend_plot = 190, trend_base = trend_top + trend_plot;

SvgScale scale_of(const doc::Trend& trend) {
    std::vector<double> values;
    for (const doc::Trend::Series& series : trend.series) {
        for (const std::string& value : series.values) {
            if (!value.empty()) values.push_back(drawn(value));
        }
    }
    if (trend.line) values.push_back(drawn(trend.line->value));
    return SvgScale::around(values);
}

void grid(SvgCanvas& canvas, const doc::Trend& trend, const SvgScale& scale) {
    for (const double tick : scale.ticks()) {
        const double y = trend_base - scale.share(tick) * trend_plot;
        canvas.line(0, y, 100, y, tick == scale.low ? "base" : "grid");
        canvas.text(0, y - 4, Anchor::start, "soft", scale.tick_text(tick, trend.kind));
    }
}

double point_x(const doc::Trend& trend, std::size_t point) {
    constexpr double first = 14, width = 83;
    if (trend.points.size() < 2) return first + width / 2;
    return first + width * static_cast<double>(point) / static_cast<double>(trend.points.size() - 1);
}

void points_below(SvgCanvas& canvas, const doc::Trend& trend) {
    const std::size_t count = trend.points.size();
    const std::size_t each = (count + 4) / 5;  // label so many points apart, the last always
    for (std::size_t i = 0; i < count; ++i) {
        if ((count - 1 - i) % each != 0) continue;
        const bool last = i + 1 == count && count > 1;
        canvas.text(last ? 100 : point_x(trend, i), trend_base + 18, last ? Anchor::end : Anchor::middle,
                    "soft", trend.points[i]);
    }
}

std::optional<End> draw_series(SvgCanvas& canvas, const doc::Trend& trend, std::size_t number,
                               const SvgScale& scale, Language language) {
    const doc::Trend::Series& series = trend.series[number];
    std::optional<End> end;
    const std::size_t count = std::min(series.values.size(), trend.points.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::string& value = series.values[i];
        if (value.empty()) continue;
        const double x = point_x(trend, i);
        const double y = trend_base - scale.share(drawn(value)) * trend_plot;
        if (i > 0 && end && !series.values[i - 1].empty()) canvas.series_line(end->x, end->y, x, y, number);
        canvas.series_dot(x, y, number);
        end = End{number, x, y, reader_text(series.label, language) + " " + figure_text(value, trend.kind)};
    }
    return end;
}

}  // namespace

void draw(SvgCanvas& canvas, const doc::Trend& trend, Language language) {
    const SvgScale scale = scale_of(trend);
    canvas.text(0, 12, Anchor::start, "soft", reader_text(trend.value_title, language));
    grid(canvas, trend, scale);
    points_below(canvas, trend);
    if (trend.line) {
        const double y = trend_base - scale.share(drawn(trend.line->value)) * trend_plot;
        canvas.line(0, y, 100, y, "line");
        canvas.text(14, y - 5, Anchor::start, "strong halo", line_text(*trend.line, trend.kind, language));
    }
    std::vector<End> ends;
    for (std::size_t i = 0; i < trend.series.size(); ++i) {
        if (auto end = draw_series(canvas, trend, i, scale, language)) {
            end->y -= 11;
            ends.push_back(std::move(*end));
        }
    }
    spread(ends, trend_top - 22);
    for (const End& end : ends) canvas.series_text(std::min(end.x + 2, 100.0), end.y, end.series, end.text);
    canvas.height = trend_base + 26;
}

}  // namespace passline
