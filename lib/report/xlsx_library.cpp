#include "report/xlsx_library.h"

#include <dlfcn.h>

namespace passline {
namespace {

template <class Function>
bool bind(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
}

bool bind_all(void* library, XlsxLibrary& to) {
    return bind(library, "workbook_new", to.workbook_new) &&
           bind(library, "workbook_close", to.workbook_close) &&
           bind(library, "workbook_add_worksheet", to.workbook_add_worksheet) &&
           bind(library, "workbook_add_format", to.workbook_add_format) &&
           bind(library, "workbook_add_chart", to.workbook_add_chart) &&
           bind(library, "workbook_set_properties", to.workbook_set_properties) &&
           bind(library, "worksheet_write_string", to.worksheet_write_string) &&
           bind(library, "worksheet_write_number", to.worksheet_write_number) &&
           bind(library, "worksheet_write_datetime", to.worksheet_write_datetime) &&
           bind(library, "worksheet_write_blank", to.worksheet_write_blank) &&
           bind(library, "worksheet_write_url", to.worksheet_write_url) &&
           bind(library, "worksheet_merge_range", to.worksheet_merge_range) &&
           bind(library, "worksheet_set_row", to.worksheet_set_row) &&
           bind(library, "worksheet_set_column", to.worksheet_set_column) &&
           bind(library, "worksheet_freeze_panes", to.worksheet_freeze_panes) &&
           bind(library, "worksheet_autofilter", to.worksheet_autofilter) &&
           bind(library, "worksheet_conditional_format_range", to.worksheet_conditional_format_range) &&
           bind(library, "worksheet_insert_chart_opt", to.worksheet_insert_chart_opt) &&
           bind(library, "worksheet_set_landscape", to.worksheet_set_landscape) &&
           bind(library, "worksheet_set_paper", to.worksheet_set_paper) &&
           bind(library, "worksheet_fit_to_pages", to.worksheet_fit_to_pages) &&
           bind(library, "worksheet_repeat_rows", to.worksheet_repeat_rows) &&
           bind(library, "worksheet_gridlines", to.worksheet_gridlines) &&
           bind(library, "format_set_num_format", to.format_set_num_format) &&
           bind(library, "format_set_bold", to.format_set_bold) &&
           bind(library, "format_set_font_size", to.format_set_font_size) &&
           bind(library, "format_set_font_color", to.format_set_font_color) &&
           bind(library, "format_set_bg_color", to.format_set_bg_color) &&
           bind(library, "format_set_align", to.format_set_align) &&
           bind(library, "format_set_indent", to.format_set_indent) &&
           bind(library, "format_set_text_wrap", to.format_set_text_wrap) &&
           bind(library, "format_set_top", to.format_set_top) &&
           bind(library, "format_set_bottom", to.format_set_bottom) &&
           bind(library, "chart_add_series", to.chart_add_series) &&
           bind(library, "chart_series_set_categories", to.chart_series_set_categories) &&
           bind(library, "chart_series_set_values", to.chart_series_set_values) &&
           bind(library, "chart_series_set_name", to.chart_series_set_name) &&
           bind(library, "chart_series_set_line", to.chart_series_set_line) &&
           bind(library, "chart_series_set_fill", to.chart_series_set_fill) &&
           bind(library, "chart_series_set_points", to.chart_series_set_points) &&
           bind(library, "chart_series_set_marker_type", to.chart_series_set_marker_type) &&
           bind(library, "chart_series_set_labels", to.chart_series_set_labels) &&
           bind(library, "chart_series_set_trendline", to.chart_series_set_trendline) &&
           bind(library, "chart_series_set_trendline_forecast", to.chart_series_set_trendline_forecast) &&
           bind(library, "chart_series_set_trendline_name", to.chart_series_set_trendline_name) &&
           bind(library, "chart_series_set_trendline_line", to.chart_series_set_trendline_line) &&
           bind(library, "chart_set_series_gap", to.chart_set_series_gap) &&
           bind(library, "chart_set_series_overlap", to.chart_set_series_overlap) &&
           bind(library, "chart_axis_set_name", to.chart_axis_set_name) &&
           bind(library, "chart_axis_set_num_format", to.chart_axis_set_num_format) &&
           bind(library, "chart_axis_major_gridlines_set_line", to.chart_axis_major_gridlines_set_line) &&
           bind(library, "chart_axis_set_min", to.chart_axis_set_min) &&
           bind(library, "chart_axis_set_max", to.chart_axis_set_max) &&
           bind(library, "chart_axis_set_reverse", to.chart_axis_set_reverse) &&
           bind(library, "chart_title_set_name", to.chart_title_set_name) &&
           bind(library, "chart_legend_set_position", to.chart_legend_set_position) &&
           bind(library, "chart_legend_delete_series", to.chart_legend_delete_series);
}

}  // namespace

const XlsxLibrary* XlsxLibrary::load() {
    static XlsxLibrary functions{};
    static const bool loaded = [] {
        void* library = ::dlopen(PASSLINE_XLSXWRITER, RTLD_NOW | RTLD_LOCAL);
        return library != nullptr && bind_all(library, functions);
    }();
    return loaded ? &functions : nullptr;
}

}  // namespace passline
