// Charts as SVG: pairs of dots and lines over time.
#include <fmt/format.h>

#include <algorithm>

#include "report/cell_text.h"
#include "report/svg_canvas.h"
#include "text/unicode.h"

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
        if (pairs.line) canvas.line(at(pairs.line->value), y - 9, at(pairs.line->value), y + 10, "line");
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

/// More series than this would lie on each other's names.
constexpr std::size_t named_at_their_ends = 2;

class TrendDrawing {
  public:
    TrendDrawing(SvgCanvas& canvas, const doc::Trend& trend, Language language)
        : canvas_(canvas), trend_(trend), language_(language), scale_(scale()) {}

    void draw() {
        canvas_.text(0, 12, Anchor::start, "soft", reader_text(trend_.value_title, language_));
        const bool legend = trend_.series.size() > named_at_their_ends;
        if (legend) names_above();
        grid();
        points_below();
        line();
        std::vector<End> ends;
        for (std::size_t i = 0; i < trend_.series.size(); ++i) {
            if (auto end = series(i)) ends.push_back(std::move(*end));
        }
        line_name();
        if (!legend) names_at(std::move(ends));
        canvas_.height = base() + 26;
    }

  private:
    SvgScale scale() const {
        std::vector<double> values;
        for (const doc::Trend::Series& each : trend_.series) {
            for (const std::string& value : each.values) {
                if (!value.empty()) values.push_back(drawn(value));
            }
        }
        if (trend_.line) values.push_back(drawn(trend_.line->value));
        return SvgScale::around(values);
    }
    double base() const { return top_ + plot; }
    double y_of(double value) const { return base() - scale_.share(value) * plot; }
    double x_of(std::size_t point) const {
        constexpr double first = 14, width = 83;
        if (trend_.points.size() < 2) return first + width / 2;
        return first + width * static_cast<double>(point) / static_cast<double>(trend_.points.size() - 1);
    }

    void names_above() {
        constexpr double phone = 340;
        double x = 0;
        double y = 34;
        for (std::size_t i = 0; i < trend_.series.size(); ++i) {
            const std::string name = reader_text(trend_.series[i].label, language_);
            if (x > 0 && x + 22 + 7.2 * static_cast<double>(display_width(name)) > phone) {
                x = 0;
                y += 20;
            }
            x = canvas_.legend(x, y, fmt::format("fill{}", i % 5 + 1), name);
        }
        top_ = y + 26;
    }
    void grid() {
        for (const double tick : scale_.ticks()) {
            const double y = y_of(tick);
            canvas_.line(0, y, 100, y, tick == scale_.low ? "base" : "grid");
            canvas_.text(0, y - 4, Anchor::start, "soft", scale_.tick_text(tick, trend_.kind));
        }
    }
    void points_below() {
        const std::size_t count = trend_.points.size();
        const std::size_t each = (count + 4) / 5;  // label so many points apart, the last always
        for (std::size_t i = 0; i < count; ++i) {
            if ((count - 1 - i) % each != 0) continue;
            const bool last = i + 1 == count && count > 1;
            canvas_.text(last ? 100 : x_of(i), base() + 18, last ? Anchor::end : Anchor::middle, "soft",
                         trend_.points[i]);
        }
    }
    void line() {
        if (!trend_.line) return;
        const double y = y_of(drawn(trend_.line->value));
        canvas_.line(0, y, 100, y, "line");
    }
    /// Above everything, so that it can be read.
    void line_name() {
        if (!trend_.line) return;
        const double y = y_of(drawn(trend_.line->value));
        canvas_.text(14, y - 5, Anchor::start, "strong halo",
                     line_text(*trend_.line, trend_.kind, language_));
    }
    std::optional<End> series(std::size_t number) {
        const doc::Trend::Series& drawn_one = trend_.series[number];
        const std::string name = reader_text(drawn_one.label, language_);
        std::optional<End> end;
        const std::size_t count = std::min(drawn_one.values.size(), trend_.points.size());
        for (std::size_t i = 0; i < count; ++i) {
            const std::string& value = drawn_one.values[i];
            if (value.empty()) continue;
            const double x = x_of(i);
            const double y = y_of(drawn(value));
            const bool joined = i > 0 && !drawn_one.values[i - 1].empty();
            if (end && joined) canvas_.series_line(end->x, end->y, x, y, number);
            canvas_.series_dot(x, y, number);
            end = End{number, x, y, name + " " + figure_text(value, trend_.kind)};
        }
        return end;
    }
    void names_at(std::vector<End> ends) {
        for (End& end : ends) end.y -= 11;
        spread(ends, top_ - 22);
        for (const End& end : ends)
            canvas_.series_text(std::min(end.x + 2, 100.0), end.y, end.series, end.text);
    }

    static constexpr double plot = 190;
    SvgCanvas& canvas_;
    const doc::Trend& trend_;
    Language language_;
    double top_ = 40;
    SvgScale scale_;
};

}  // namespace

void draw(SvgCanvas& canvas, const doc::Trend& trend, Language language) {
    TrendDrawing(canvas, trend, language).draw();
}

}  // namespace passline
