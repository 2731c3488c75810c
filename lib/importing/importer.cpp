#include "importing/importer.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "csv/header.h"
#include "importing/makers.h"

namespace passline {
namespace {

/// Columns of each kind that --map may name; anything else is a component, a question, a metric.
std::vector<std::string> own_columns(Makes makes) {
    switch (makes) {
        case Makes::scores:
            return {"employee_id", "name", "email", "course_id", "attempt", "date"};
        case Makes::attendance:
            return {"employee_id", "name",     "email",  "course_id", "date",      "session",
                    "sign_in",     "sign_out", "status", "punch",     "scheduled", "shift"};
        case Makes::feedback:
            return {"course_id", "respondent", "comment"};
        case Makes::kpi:
            break;
    }
    return {"employee_id", "name", "email", "period"};
}

/// By the whole header, else without its bracket, else by what the star stands for.
std::vector<ForeignColumn*> called(Layout& layout, const std::string& header) {
    const std::string key = header_key(header);
    std::vector<ForeignColumn*> found;
    const auto add_where = [&](auto holds) {
        if (!found.empty()) return;
        for (ForeignColumn& column : layout.columns) {
            if (holds(column)) found.push_back(&column);
        }
    };
    add_where([&](const ForeignColumn& column) { return header_key(column.header) == key; });
    add_where([&](const ForeignColumn& column) { return without_bracket(header_key(column.header)) == key; });
    add_where([&](const ForeignColumn& column) { return column.name == key && !column.meaning->spare; });
    return found;
}

bool may_become(const ColumnMap& map, const Preset& preset, const ImportRequest& request, Text& hint) {
    const std::vector<std::string> own = own_columns(preset.makes);
    if (map.target == left_out_target || std::ranges::find(own, map.target) != own.end()) return true;
    if (preset.makes == Makes::attendance) {
        hint = near_or_any(map.target, own);
        return false;
    }
    if (preset.makes != Makes::scores || request.rules == nullptr) return true;
    return component_known(*request.rules, map.target, hint);
}

}  // namespace

bool component_known(const CourseRules& rules, const std::string& target, Text& hint) {
    const std::size_t sign = target.find('@');
    std::vector<std::string> known;
    const int at = rules.component(target.substr(0, sign));
    if (at < 0) {
        for (const RuledComponent& component : rules.components) known.push_back(component.id);
        hint = near_or_any(target, known);
        return false;
    }
    if (sign == std::string::npos) return true;
    const RuledComponent& ruled = rules.components[static_cast<std::size_t>(at)];
    for (const Role& rater : ruled.raters) known.push_back(ruled.id + "@" + rater.id);
    if (std::ranges::find(known, target) != known.end()) return true;
    hint = known.empty()
               ? say("{0} 不由某人评分：写 {0}", "nobody in particular rates {0}: write {0}", ruled.id)
               : near_or_any(target, known);
    return false;
}

void apply_maps(Layout& layout, const Preset& preset, const ImportRequest& request,
                Diagnostics& diagnostics) {
    const Place header = layout.grid->place(layout.header_at, -1);
    for (const ColumnMap& map : request.maps) {
        const auto found = called(layout, map.header);
        Text hint;
        if (found.empty()) {
            std::vector<std::string> headers;
            for (const ForeignColumn& column : layout.columns) headers.push_back(column.header);
            hint = did_you_mean(map.header, headers);
            if (hint.empty()) {
                hint = say("--guess 列出所有列", "--guess lists all columns");
            }
            diagnostics.error("import-map", header,
                              say("--map：没有列“{0}”", "--map: no column is called '{0}'", map.header),
                              std::move(hint));
        } else if (found.size() > 1) {
            diagnostics.error(
                "import-map", layout.header_place(*found[1]),
                say("--map：不止一列叫“{0}”", "--map: several columns are called '{0}'", map.header),
                say("写出完整的列名", "write the whole header"));
        } else if (!may_become(map, preset, request, hint)) {
            diagnostics.error(
                "import-map", layout.header_place(*found.front()),
                say("--map：“{0}”不能成为“{1}”", "--map: '{0}' can't become '{1}'", map.header, map.target),
                std::move(hint));
        } else {
            found.front()->own_target = map.target;
            if (map.out_of) found.front()->out_of = map.out_of;
        }
    }
}

void report_left_out(const Layout& layout, const std::vector<const ForeignColumn*>& columns,
                     const ImportRequest& request, Diagnostics& diagnostics) {
    if (columns.empty()) return;
    constexpr std::size_t shown = 12;
    std::vector<std::string> names;
    for (const ForeignColumn* column : columns) {
        if (names.size() < shown) names.push_back(column->header);
    }
    Text list = listed_text(names);
    if (columns.size() > shown) {
        list = say("{0} 等 {1} 列", "{0} and {2} more", list, columns.size(), columns.size() - shown);
    }
    diagnostics.add({request.strict ? Severity::error : Severity::warning,
                     "import-column",
                     layout.header_place(*columns.front()),
                     say("未用的列：{0}", "columns left out: {0}", list),
                     say("需要时用 --map \"列名=目标\" 指明",
                         "say what they become with --map \"HEADER=TARGET\" if they are needed"),
                     {},
                     Trouble::input});
}

std::optional<Imported> import_sheet(const Preset& preset, Layout layout, const ImportRequest& request,
                                     Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    apply_maps(layout, preset, request, diagnostics);
    if (diagnostics.errors() != before) return std::nullopt;
    Imported result;
    ForeignRows rows(preset, layout, request, diagnostics);
    switch (preset.makes) {
        case Makes::scores:
            make_scores(rows, result);
            break;
        case Makes::attendance:
            make_attendance(rows, result);
            break;
        case Makes::feedback:
            make_feedback(rows, result);
            break;
        case Makes::kpi:
            make_kpi(rows, result);
            break;
    }
    rows.finish();
    std::vector<const ForeignColumn*> unknown;
    for (const ForeignColumn& column : layout.columns) {
        const bool taken = preset.makes == Makes::scores && !component_of(request.rules, column).empty();
        if (column.to().empty() && !taken) unknown.push_back(&column);
    }
    report_left_out(layout, unknown, request, diagnostics);
    if (diagnostics.errors() == before && result.rows.empty()) {
        diagnostics.error(
            "sheet-empty", layout.grid->place(layout.header_at, -1),
            say("所有行都已略去，没有可写的", "every row was left out: there is nothing to write"),
            say("核对导出的范围和 --from、--to", "check what the export covers, and --from and --to"));
    }
    if (diagnostics.errors() != before) return std::nullopt;
    return result;
}

}  // namespace passline
