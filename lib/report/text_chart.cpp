#include "report/text_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/cell_text.h"
#include "report/document_parts.h"
#include "report/output_text.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// One bar: what stands left of it, its figure, its length, what stands behind it.
struct Strip {
    std::string label;
    std::string figure;
    double length = 0;
    std::string_view style = {};
};

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string blanks(width - std::min(width, display_width(text)), ' ');
    return right ? blanks + text : text + blanks;
}

class Strips {
  public:
    Strips(std::vector<Strip> strips, double full, const DocumentOptions& options)
        : strips_(std::move(strips)), full_(full), options_(options) {
        for (const Strip& strip : strips_) {
            label_ = std::max(label_, display_width(strip.label));
            figure_ = std::max(figure_, display_width(strip.figure));
        }
        const std::size_t width = options.width == 0 ? 80 : options.width;
        label_ = std::min(label_, std::max<std::size_t>(width / 3, 12));
        const std::size_t beside = label_ + figure_ + 4;
        cells_ = std::max<std::size_t>(width > beside ? std::min<std::size_t>(width - beside, 40) : 0, 10);
    }

    std::string written(std::optional<double> line) const {
        std::string out;
        for (const Strip& strip : strips_) {
            out += padded(std::string(prefix_of_width(strip.label, label_)), label_, false) + "  ";
            out += padded(strip.figure, figure_, true) + "  ";
            const bool painted = options_.color && !strip.style.empty();
            if (painted) out += strip.style;
            out += line ? with_line(strip.length, *line) : block_bar(strip.length, full_, cells_);
            if (painted) out += ansi::reset;
            while (out.ends_with(' ')) out.pop_back();
            out += '\n';
        }
        return out;
    }

  private:
    /// The bar in whole blocks, `│` where the line is beyond it and `┃` where the bar passes it.
    std::string with_line(double length, double line) const {
        const auto cells = static_cast<double>(cells_);
        const auto at = static_cast<std::size_t>(std::min(std::floor(line / full_ * cells), cells - 1));
        const auto filled =
            static_cast<std::size_t>(std::lround(std::clamp(length / full_, 0.0, 1.0) * cells));
        std::string out;
        for (std::size_t i = 0; i < std::max(filled, at + 1); ++i)
            out += i == at ? (length >= line ? "┃" : "│") : i < filled ? "█" : " ";
        return out;
    }

    std::vector<Strip> strips_;
    double full_;
    const DocumentOptions& options_;
    std::size_t label_ = 0, figure_ = 0, cells_ = 0;
};

std::string line_below(const std::optional<doc::Line>& line, doc::Kind kind, const DocumentOptions& options) {
    return line ? fmt::format("│ {}\n", line_text(*line, kind, options.language)) : "";
}

std::string chart_text(const doc::Chart&, const doc::Bars& bars, const DocumentOptions& options) {
    double full = bars.kind == doc::Kind::percent ? 100 : 0;
    if (bars.line) full = std::max(full, drawn(bars.line->value));
    std::vector<Strip> strips;
    for (const doc::Bars::Bar& bar : bars.bars) {
        full = std::max(full, drawn(bar.cell.value));
        std::string figure = cell_text(bar.cell, bars.kind, options.language);
        if (!bar.note.empty()) figure.insert(0, reader_text(bar.note, options.language) + "  ");
        const bool bad = bars.line && beyond(*bars.line, bar.cell.value);
        strips.push_back({reader_text(bar.label, options.language), figure, drawn(bar.cell.value),
                          bad ? ansi::red : std::string_view{}});
    }
    std::optional<double> line;
    if (bars.line) line = drawn(bars.line->value);
    return Strips(std::move(strips), full, options).written(line) + line_below(bars.line, bars.kind, options);
}

std::string chart_text(const doc::Chart&, const doc::Histogram& histogram, const DocumentOptions& options) {
    double full = 0;
    std::vector<Strip> strips;
    for (const doc::Histogram::Bin& bin : histogram.bins) {
        full = std::max(full, static_cast<double>(bin.count));
        const bool bad = histogram.line && drawn(bin.high) <= drawn(histogram.line->value);
        strips.push_back({fmt::format("{}–{}", printable(bin.low), printable(bin.high)),
                          fmt::format("{}", bin.count), static_cast<double>(bin.count),
                          bad ? ansi::red : std::string_view{}});
    }
    std::string out = Strips(std::move(strips), full, options).written({});
    if (histogram.line) out += line_text(*histogram.line, doc::Kind::number, options.language) + "\n";
    return out;
}

std::string table_text(const doc::Chart& chart, const DocumentOptions& options) {
    TableOptions table;
    table.language = options.language;
    table.width = options.width;
    StringSink sink;
    write_table(table_of(chart), table, true, sink);
    return sink.text;
}

std::string chart_text(const doc::Chart& chart, const doc::Pairs& pairs, const DocumentOptions& options) {
    std::string out = table_text(chart, options);
    if (pairs.line) out += line_text(*pairs.line, pairs.kind, options.language) + "\n";
    return out;
}

std::string chart_text(const doc::Chart& chart, const doc::Trend& trend, const DocumentOptions& options) {
    std::string out = table_text(chart, options);
    if (trend.line) out += line_text(*trend.line, trend.kind, options.language) + "\n";
    return out;
}

}  // namespace

std::string block_bar(double length, double full, std::size_t cells) {
    constexpr std::string_view parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const double share = full > 0 ? std::clamp(length / full, 0.0, 1.0) : 0;
    const auto eighths = static_cast<std::size_t>(std::lround(share * static_cast<double>(cells * 8)));
    std::string out;
    for (std::size_t i = 0; i < eighths / 8; ++i) out += "█";
    return out + std::string(parts[eighths % 8]);
}

std::string text_chart(const doc::Chart& chart, const DocumentOptions& options) {
    return std::visit([&](const auto& data) { return chart_text(chart, data, options); }, chart.data);
}

}  // namespace passline
