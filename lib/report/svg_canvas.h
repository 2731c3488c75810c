#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"

namespace passline {

/// Parts of an SVG that is as wide as its place: x runs from 0 to 100 (per cent of the width), y in pixels,
/// so that letters keep their size on a phone. Classes are those of page.css.
class SvgCanvas {
  public:
    void rect(double x, double y, double width, double height, std::string_view style);
    void line(double x1, double y1, double x2, double y2, std::string_view style);
    void dot(double x, double y, double radius, std::string_view style);
    void series_line(double x1, double y1, double x2, double y2, std::size_t series);
    void series_dot(double x, double y, std::size_t series);
    enum class Anchor { start, middle, end };
    /// Text is plain; `y` is its base line.
    void text(double x, double y, Anchor anchor, std::string_view style, std::string_view text);
    void series_text(double x, double y, std::size_t series, std::string_view text);
    /// A dot with its text behind it, both at pixels from the left; returns where the next may begin.
    double legend(double pixels, double y, std::string_view style, std::string_view text);

    std::string body;
    double height = 0;
};

/// A range of values with round ticks.
struct SvgScale {
    double low = 0, high = 1, step = 1;
    /// Round numbers around all values, 3 to 6 steps.
    static SvgScale around(const std::vector<double>& values);
    /// 0 at low, 1 at high.
    double share(double value) const { return (value - low) / (high - low); }
    std::vector<double> ticks() const;
    /// A tick as its kind is printed.
    std::string tick_text(double tick, doc::Kind kind) const;
};

/// Where a label beside x stands so that it stays inside: before x on the right half, behind it on the left
/// one.
inline SvgCanvas::Anchor inward(double x) {
    return x > 50 ? SvgCanvas::Anchor::end : SvgCanvas::Anchor::start;
}

void draw(SvgCanvas& canvas, const doc::Bars& bars, Language language);
void draw(SvgCanvas& canvas, const doc::Histogram& histogram, Language language);
void draw(SvgCanvas& canvas, const doc::Pairs& pairs, Language language);
void draw(SvgCanvas& canvas, const doc::Trend& trend, Language language);

/// A row's head: the label in as many lines as it needs on a phone, the figure at the right. Returns the y
/// below.
double draw_label(SvgCanvas& canvas, double y, std::string_view label, std::string_view figure,
                  std::string_view style);
/// The label of a line, below its chart.
void draw_line_label(SvgCanvas& canvas, double x, double y, const doc::Line& line, doc::Kind kind,
                     Language language);

}  // namespace passline
