#pragma once
#include <xlsxwriter.h>

namespace passline {

/// libxlsxwriter's functions, by their own names. The library is loaded when a workbook is written: linked,
/// it and the libcrypto it brings would cost every run more than the rest of the program's start.
struct XlsxLibrary {
    decltype(&::workbook_new) workbook_new;
    decltype(&::workbook_close) workbook_close;
    decltype(&::workbook_add_worksheet) workbook_add_worksheet;
    decltype(&::workbook_add_format) workbook_add_format;
    decltype(&::workbook_add_chart) workbook_add_chart;
    decltype(&::workbook_set_properties) workbook_set_properties;

    decltype(&::worksheet_write_string) worksheet_write_string;
    decltype(&::worksheet_write_number) worksheet_write_number;
    decltype(&::worksheet_write_datetime) worksheet_write_datetime;
    decltype(&::worksheet_write_blank) worksheet_write_blank;
    decltype(&::worksheet_write_url) worksheet_write_url;
    decltype(&::worksheet_merge_range) worksheet_merge_range;
    decltype(&::worksheet_set_row) worksheet_set_row;
    decltype(&::worksheet_set_column) worksheet_set_column;
    decltype(&::worksheet_freeze_panes) worksheet_freeze_panes;
    decltype(&::worksheet_autofilter) worksheet_autofilter;
    decltype(&::worksheet_conditional_format_range) worksheet_conditional_format_range;
    decltype(&::worksheet_insert_chart_opt) worksheet_insert_chart_opt;
    decltype(&::worksheet_set_landscape) worksheet_set_landscape;
    decltype(&::worksheet_set_paper) worksheet_set_paper;
    decltype(&::worksheet_fit_to_pages) worksheet_fit_to_pages;
    decltype(&::worksheet_repeat_rows) worksheet_repeat_rows;
    decltype(&::worksheet_gridlines) worksheet_gridlines;

    decltype(&::format_set_num_format) format_set_num_format;
    decltype(&::format_set_bold) format_set_bold;
    decltype(&::format_set_font_size) format_set_font_size;
    decltype(&::format_set_font_color) format_set_font_color;
    decltype(&::format_set_bg_color) format_set_bg_color;
    decltype(&::format_set_align) format_set_align;
    decltype(&::format_set_indent) format_set_indent;
    decltype(&::format_set_text_wrap) format_set_text_wrap;
    decltype(&::format_set_top) format_set_top;
    decltype(&::format_set_bottom) format_set_bottom;

    decltype(&::chart_add_series) chart_add_series;
    decltype(&::chart_series_set_categories) chart_series_set_categories;
    decltype(&::chart_series_set_values) chart_series_set_values;
    decltype(&::chart_series_set_name) chart_series_set_name;
    decltype(&::chart_series_set_line) chart_series_set_line;
    decltype(&::chart_series_set_fill) chart_series_set_fill;
    decltype(&::chart_series_set_points) chart_series_set_points;
    decltype(&::chart_series_set_marker_type) chart_series_set_marker_type;
    decltype(&::chart_series_set_labels) chart_series_set_labels;
    decltype(&::chart_series_set_trendline) chart_series_set_trendline;
    decltype(&::chart_series_set_trendline_forecast) chart_series_set_trendline_forecast;
    decltype(&::chart_series_set_trendline_name) chart_series_set_trendline_name;
    decltype(&::chart_series_set_trendline_line) chart_series_set_trendline_line;
    decltype(&::chart_set_series_gap) chart_set_series_gap;
    decltype(&::chart_set_series_overlap) chart_set_series_overlap;
    decltype(&::chart_axis_set_name) chart_axis_set_name;
    decltype(&::chart_axis_set_num_format) chart_axis_set_num_format;
    decltype(&::chart_axis_major_gridlines_set_line) chart_axis_major_gridlines_set_line;
    decltype(&::chart_axis_set_min) chart_axis_set_min;
    decltype(&::chart_axis_set_max) chart_axis_set_max;
    decltype(&::chart_axis_set_reverse) chart_axis_set_reverse;
    decltype(&::chart_title_set_name) chart_title_set_name;
    decltype(&::chart_legend_set_position) chart_legend_set_position;
    decltype(&::chart_legend_delete_series) chart_legend_delete_series;

    /// Null where the library is not installed, or is another version than the one passline was built with.
    static const XlsxLibrary* load();
};

}  // namespace passline
