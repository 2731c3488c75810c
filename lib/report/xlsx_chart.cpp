// Charts of a workbook: native ones, drawn from a sheet with their figures. A line that figures are held
// against is a column of its own there; in a chart of bars it is drawn as the trend of that column, whose own
// bars are not to be seen.
#include <algorithm>

#include "report/cell_text.h"
#include "report/xlsx_book.h"

namespace passline {
namespace {

constexpr lxw_color_t colours[] = {0x1F5FA8, 0xA84A00, 0x11704D, 0x74439F, 0x7A5F00};
constexpr lxw_color_t fill_colour = 0x2F6DB3, below_colour = 0xC4524A, before_colour = 0xA3ADB8,
                      line_colour = 0x1B2026, grid_colour = 0xD5DAE0;

/// The chart's table with the line's column behind.
struct Data {
    doc::Table table;
    std::string sheet;
    std::optional<doc::Line> line;

    std::size_t column(std::string_view id) const {
        const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                        [&](const doc::Column& column) { return column.id == id; });
        return static_cast<std::size_t>(found - table.columns.begin());
    }
};

class ChartWriter {
  public:
    ChartWriter(XlsxBook& book, const doc::Chart& chart, Data data)
        : book_(book), lib_(book.lib), source_(chart), data_(std::move(data)) {}

    XlsxChart made() {
        std::visit([this](const auto& data) { draw(data); }, source_.data);
        lib_.chart_title_set_name(chart_, book_.text(source_.title).c_str());
        return {chart_, data_.sheet, height_};
    }

  private:
    void start(std::uint8_t type) { chart_ = lib_.workbook_add_chart(book_.book, type); }

    lxw_chart_series* series(std::string_view categories, std::size_t values) {
        const auto last = static_cast<lxw_row_t>(std::max<std::size_t>(data_.table.rows.size(), 1));
        const auto names = static_cast<lxw_col_t>(data_.column(categories));
        const auto figures = static_cast<lxw_col_t>(values);
        lxw_chart_series* made = lib_.chart_add_series(chart_, nullptr, nullptr);
        lib_.chart_series_set_categories(made, data_.sheet.c_str(), 1, names, last, names);
        lib_.chart_series_set_values(made, data_.sheet.c_str(), 1, figures, last, figures);
        lib_.chart_series_set_name(made, book_.text(data_.table.columns[values].title).c_str());
        return made;
    }
    void fill(lxw_chart_series* of, lxw_color_t colour) {
        lxw_chart_fill fill{};
        fill.color = colour;
        lib_.chart_series_set_fill(of, &fill);
    }
    /// The axis of figures: what they are, and the line: not every program shows a trend in its legend.
    void axis(lxw_chart_axis* axis, const Text& title, doc::Kind kind, bool with_line) {
        const std::string line = with_line && data_.line ? "  (" + line_name() + ")" : "";
        lib_.chart_axis_set_name(axis, (book_.text(title) + line).c_str());
        lxw_chart_line grid{};
        grid.color = grid_colour;
        lib_.chart_axis_major_gridlines_set_line(axis, &grid);
        if (kind != doc::Kind::percent) return;
        lib_.chart_axis_set_num_format(axis, "0%");
    }
    void whole_axis(lxw_chart_axis* axis, doc::Kind kind) {
        if (kind != doc::Kind::percent) return;
        lib_.chart_axis_set_min(axis, 0);
        lib_.chart_axis_set_max(axis, 1);
    }
    /// Those on the wrong side of the line in the other colour.
    void points(lxw_chart_series* of, const std::vector<bool>& below) {
        lxw_chart_fill good{}, bad{};
        good.color = fill_colour;
        bad.color = below_colour;
        std::vector<lxw_chart_point> all(below.size());
        std::vector<lxw_chart_point*> pointers;
        for (std::size_t i = 0; i < below.size(); ++i) {
            all[i].fill = below[i] ? &bad : &good;
            pointers.push_back(&all[i]);
        }
        pointers.push_back(nullptr);
        lib_.chart_series_set_points(of, pointers.data());
    }
    lxw_chart_line dashes() {
        lxw_chart_line line{};
        line.color = line_colour;
        line.width = 1.5F;
        line.dash_type = LXW_CHART_LINE_DASH_DASH;
        return line;
    }
    void line_over_bars(const char* categories) {
        if (!data_.line) return;
        lxw_chart_series* line = series(categories, data_.column("line"));
        lxw_chart_fill none{};
        none.none = LXW_TRUE;
        lib_.chart_series_set_fill(line, &none);
        lxw_chart_line drawn_line = dashes();
        lib_.chart_series_set_trendline(line, LXW_CHART_TRENDLINE_TYPE_LINEAR, 0);
        lib_.chart_series_set_trendline_forecast(line, 0.5, 0.5);
        lib_.chart_series_set_trendline_name(line, line_name().c_str());
        lib_.chart_series_set_trendline_line(line, &drawn_line);
    }
    std::string line_name() const {
        const doc::Kind kind = data_.table.columns.back().kind;
        return book_.text(line_text(*data_.line, kind, book_.language));
    }
    void draw(const doc::Bars& bars) {
        start(LXW_CHART_BAR);
        lxw_chart_series* values = series("label", data_.column("value"));
        std::vector<bool> below;
        for (const doc::Bars::Bar& bar : bars.bars)
            below.push_back(bars.line && beyond(*bars.line, bar.cell.value));
        points(values, below);
        lib_.chart_series_set_labels(values);
        line_over_bars("label");
        lib_.chart_set_series_overlap(chart_, 100);
        lib_.chart_set_series_gap(chart_, 60);
        lib_.chart_axis_set_reverse(chart_->y_axis);
        axis(chart_->x_axis, bars.value_title, bars.kind, true);
        whole_axis(chart_->x_axis, bars.kind);
        lib_.chart_legend_set_position(chart_, LXW_CHART_LEGEND_NONE);
        height_ = std::max(height_, 110 + 30 * static_cast<double>(bars.bars.size()));
    }
    void draw(const doc::Histogram& histogram) {
        start(LXW_CHART_COLUMN);
        lxw_chart_series* values = series("range", data_.column("count"));
        std::vector<bool> below;
        for (const doc::Histogram::Bin& bin : histogram.bins)
            below.push_back(histogram.line && drawn(bin.high) <= drawn(histogram.line->value));
        points(values, below);
        lib_.chart_series_set_labels(values);
        lib_.chart_set_series_gap(chart_, 4);
        const std::string line = histogram.line ? "  (" + line_name() + ")" : "";
        lib_.chart_axis_set_name(chart_->x_axis, (book_.text(histogram.value_title) + line).c_str());
        axis(chart_->y_axis, histogram.count_title, doc::Kind::number, false);
        lib_.chart_legend_set_position(chart_, LXW_CHART_LEGEND_NONE);
    }
    void draw(const doc::Pairs& pairs) {
        start(LXW_CHART_BAR);
        fill(series("label", data_.column("before")), before_colour);
        // in the middle: some programs count entries of a legend from its end
        line_over_bars("label");
        fill(series("label", data_.column("after")), fill_colour);
        lib_.chart_set_series_gap(chart_, 60);
        lib_.chart_axis_set_reverse(chart_->y_axis);
        axis(chart_->x_axis, pairs.value_title, pairs.kind, true);
        whole_axis(chart_->x_axis, pairs.kind);
        std::int16_t hidden[] = {1, -1};
        if (pairs.line) lib_.chart_legend_delete_series(chart_, hidden);
        lib_.chart_legend_set_position(chart_, LXW_CHART_LEGEND_BOTTOM);
        height_ = std::max(height_, 130 + 44 * static_cast<double>(pairs.pairs.size()));
    }
    void draw(const doc::Trend& trend) {
        start(LXW_CHART_LINE);
        for (std::size_t i = 0; i < trend.series.size(); ++i) {
            lxw_chart_series* made = series("point", i + 1);
            lxw_chart_line line{};
            line.color = colours[i % std::size(colours)];
            line.width = 2.25F;
            lib_.chart_series_set_line(made, &line);
            lib_.chart_series_set_marker_type(made, LXW_CHART_MARKER_CIRCLE);
        }
        if (trend.line) {
            lxw_chart_series* made = series("point", data_.column("line"));
            lxw_chart_line line = dashes();
            lib_.chart_series_set_line(made, &line);
            lib_.chart_series_set_marker_type(made, LXW_CHART_MARKER_NONE);
        }
        axis(chart_->y_axis, trend.value_title, trend.kind, false);
        lib_.chart_legend_set_position(chart_, LXW_CHART_LEGEND_BOTTOM);
    }
    XlsxBook& book_;
    const XlsxLibrary& lib_;
    const doc::Chart& source_;
    Data data_;
    lxw_chart* chart_ = nullptr;
    double height_ = 300;
};

}  // namespace

XlsxChart make_xlsx_chart(XlsxBook& book, const doc::Chart& chart) {
    Data data{table_of(chart), {}, std::visit([](const auto& each) { return each.line; }, chart.data)};
    if (data.line) {
        const doc::Kind kind = std::visit(
            [](const auto& each) {
                if constexpr (requires { each.kind; }) return each.kind;
                return doc::Kind::number;
            },
            chart.data);
        data.table.columns.push_back({"line", data.line->title, kind});
        for (doc::Row& row : data.table.rows) row.cells.push_back(doc::value(data.line->value));
    }
    const Text title = say("图：{0}", "Chart: {0}", chart.title);
    data.sheet = write_xlsx_sheet(book, data.table, title.in(book.language));
    return ChartWriter(book, chart, std::move(data)).made();
}

}  // namespace passline
