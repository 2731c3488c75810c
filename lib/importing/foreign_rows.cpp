#include "importing/foreign_rows.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "csv/guess.h"
#include "csv/header.h"
#include "csv/row_faults.h"
#include "csv/sheet_impl.h"
#include "policy/policy.h"
#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::string_view units[] = {"分", "分钟", "小时", "次", "天", "%"};

bool matches(const std::vector<Wildcard>& patterns, std::string_view key) {
    return std::ranges::any_of(patterns, [&](const Wildcard& p) { return p.match(key).has_value(); });
}

/// "注：缺考者另行补考", "制表人：…": what stands below a table.
bool is_remark(std::string_view text) {
    constexpr std::string_view words[] = {"注:", "备注:", "说明:", "制表人:", "制表:", "审核:", "审核人:"};
    const std::string plain = plain_forms(text);
    return std::ranges::any_of(words, [&](std::string_view word) { return plain.starts_with(word); });
}

bool is_dash(std::string_view text) {
    return text == "-" || text == "--" || text == "—" || text == "——" || text == "－";
}

/// "2026-03-02 星期一", "2026/3/2(周一)" → the date's part.
std::string_view date_part(std::string_view text) {
    return trimmed(text.substr(0, text.find_first_of(" T(")));
}

}  // namespace

std::optional<ColumnMap> ColumnMap::parse(std::string_view text) {
    const std::size_t at = text.rfind('=');
    if (at == std::string_view::npos) return std::nullopt;
    ColumnMap map;
    map.header = std::string(trimmed(text.substr(0, at)));
    std::string_view target = trimmed(text.substr(at + 1));
    if (const std::size_t slash = target.rfind('/'); slash != std::string_view::npos) {
        map.out_of = Decimal::parse(target.substr(slash + 1));
        if (!map.out_of || *map.out_of <= Decimal{}) return std::nullopt;
        target = trimmed(target.substr(0, slash));
    }
    map.target = std::string(target);
    if (map.header.empty() || map.target.empty()) return std::nullopt;
    return map;
}

ForeignRows::ForeignRows(const Preset& preset, const Layout& layout, const ImportRequest& request,
                         Diagnostics& diagnostics)
    : preset_(preset), layout_(layout), request_(request), diagnostics_(diagnostics) {
    Diagnostics unread;  // title rows are not judged
    layout_.grid->rewind();
    GridRow row;
    for (std::size_t i = 0; i < layout_.skip && layout_.grid->next(row, unread); ++i) {
    }
    layout_.grid->fill_merged(row.at, diagnostics_);
}

bool ForeignRows::next() {
    while (layout_.grid->next(row_, diagnostics_)) {
        if (is_person()) {
            ++people_;
            return true;
        }
    }
    return false;
}

const PresetRow* ForeignRows::special() const {
    for (const PresetRow& row : preset_.rows) {
        for (const ForeignColumn& column : layout_.columns) {
            if (column.to() == row.to && matches(row.patterns, header_key(cell(column)))) return &row;
        }
    }
    return nullptr;
}

/// Also sets rows aside that are not one's, and reports those of a wrong width.
bool ForeignRows::is_person() {
    const std::size_t width = layout_.width;
    const auto beyond = row_.cells.begin() + static_cast<std::ptrdiff_t>(std::min(width, row_.cells.size()));
    const bool longer =
        std::any_of(beyond, row_.cells.end(), [](const std::string& cell) { return !cell.empty(); });
    if (longer || (row_.cells.size() < width && !layout_.grid->ragged())) {
        const auto filled = std::ranges::find_if(row_.cells, [](const std::string& c) { return !c.empty(); });
        if (filled != row_.cells.end() && is_sum_word(*filled, Encoding::utf8)) {
            leave_out();
        } else {
            layout_.grid->report_width(row_, width, diagnostics_);
        }
        return false;
    }
    if (const PresetRow* row = special()) {
        if (!row->out_of) {
            leave_out();
            return false;
        }
        out_of_at_ = row_.at;
        for (const ForeignColumn& column : layout_.columns) out_of_[column.index] = cell(column);
        return false;
    }
    const auto filled = std::ranges::find_if(row_.cells, [](const std::string& c) { return !c.empty(); });
    if (filled == row_.cells.end()) return false;
    if (is_sum_word(*filled, Encoding::utf8) || is_remark(*filled)) {
        leave_out();
        return false;
    }
    return true;
}

void ForeignRows::finish() {
    if (!left_out_.empty()) {
        std::ranges::sort(left_out_);
        std::vector<std::uint32_t> lines;
        for (std::size_t i = 0; i < std::min<std::size_t>(left_out_.size(), 7); ++i)
            lines.push_back(layout_.grid->place(left_out_[i], -1).line);
        std::string shown = line_list(std::span(lines).first(std::min<std::size_t>(lines.size(), 6)));
        if (left_out_.size() > 6) shown += " …";
        diagnostics_.warning(
            "import-rows", layout_.grid->place(left_out_.front(), -1),
            say("略去 {0} 行：第 {1} 行", "{0} {2} left out: {3} {1}", left_out_.size(), shown,
                left_out_.size() == 1 ? "row" : "rows", left_out_.size() == 1 ? "line" : "lines"));
    }
    if (by_name_ > 0 && request_.match != Match::name) {
        diagnostics_.warning(
            "matched-by-name", by_name_place_,
            say("{0} 行没有工号，按姓名与花名册对应", "{0} {1} no employee id, so people are matched by name",
                by_name_, by_name_ == 1 ? "row has" : "rows have"));
    }
    if (people_ == 0 && diagnostics_.ok()) {
        diagnostics_.error("sheet-empty", layout_.grid->place(layout_.header_at, -1),
                           say("表头下没有任何人的行", "there is no row of anybody below the header"),
                           say("核对导出的范围", "check what the export covers"));
    }
}

const std::string& ForeignRows::cell(const ForeignColumn& column) const {
    static const std::string none;
    const auto index = static_cast<std::size_t>(column.index);
    return index < row_.cells.size() ? row_.cells[index] : none;
}

std::string ForeignRows::first(std::string_view to, const ForeignColumn** at) const {
    for (const ForeignColumn& column : layout_.columns) {
        if (column.to() != to || cell(column).empty() || is_dash(cell(column))) continue;
        if (at != nullptr) *at = &column;
        return cell(column);
    }
    return {};
}

std::string ForeignRows::course(bool needed) {
    const std::string stated = plain_forms(first("course_id"));
    std::string course = stated.empty() ? request_.course : std::string(trimmed(stated));
    if (!stated.empty() && !request_.courses.empty() &&
        std::ranges::find(request_.courses, course) == request_.courses.end()) {
        diagnostics_.error("import-course", row_place(),
                           say("培训计划中没有课程 {0}", "no plan has a course {0}", course),
                           near_or_any(course, request_.courses));
        return {};
    }
    if (!course.empty() || !needed) return course;
    diagnostics_.report(Severity::error, "import-course", [&] {
        return Diagnostic{Severity::error,
                          "import-course",
                          row_place(),
                          say("没有写明是哪门课程", "nothing says which course this is about"),
                          say("用 --course 课程编号 指明", "name it with --course ID"),
                          {},
                          Trouble::input};
    });
    return {};
}

std::optional<std::string> ForeignRows::word(std::string_view text) const {
    if (text.empty() || is_dash(text)) return "empty";
    const std::string key = header_key(text);
    for (const std::vector<PresetWord>* words : {&request_.words, &preset_.words}) {
        for (const PresetWord& word : *words) {
            if (matches(word.patterns, key)) return word.means;
        }
    }
    if (preset_.makes != Makes::scores) return std::nullopt;
    const auto mark = mark_named(key);
    return mark ? std::optional(std::string(mark_name(*mark))) : std::nullopt;
}

std::optional<Date> ForeignRows::date(const ForeignColumn& column) {
    const std::string plain = plain_forms(cell(column));
    if (plain.empty() || is_dash(plain)) return std::nullopt;
    const std::string_view part = date_part(plain);
    const bool short_year = preset_.short_years && part.size() == 8 && part[2] == '-' && part[5] == '-';
    auto found = Date::parse_sheet(short_year ? "20" + std::string(part) : std::string(part));
    if (!found) {
        diagnostics_.error("value-date", place(column),
                           say("“{0}”不是日期", "'{0}' is not a date", cell(column)), date_hint(plain));
    }
    return found;
}

std::optional<Stamp> ForeignRows::stamp(const ForeignColumn& column) {
    const std::string plain = plain_forms(cell(column));
    std::string_view text = trimmed(plain);
    if (text.empty() || is_dash(text)) return std::nullopt;
    if (const std::size_t remark = text.find('('); remark != std::string_view::npos)
        text = trimmed(text.substr(0, remark));  // 08:51(外勤)
    Stamp stamp;
    for (const std::string_view next : {"次日", "第二天"}) {
        if (!text.starts_with(next)) continue;
        stamp.next_day = true;
        text = trimmed(text.substr(next.size()));
    }
    std::optional<TimeOfDay> time = TimeOfDay::parse(text);
    if (!time && text.find(':') != std::string_view::npos) {
        const std::size_t blank = text.rfind(' ');
        const auto moment = DateTime::parse(preset_.short_years && text.size() > 8 && text[2] == '-'
                                                ? "20" + std::string(text)
                                                : std::string(text));
        if (moment) {
            stamp.date = moment->date;
            time = moment->time;
        } else if (blank != std::string_view::npos) {
            stamp.date = Date::parse_sheet(date_part(text));
            if (stamp.date) time = TimeOfDay::parse(text.substr(blank + 1));
        }
    }
    if (!time) {
        diagnostics_.error("value-time", place(column),
                           say("“{0}”不是时刻", "'{0}' is not a time", cell(column)), time_hint(plain));
        return std::nullopt;
    }
    stamp.time = *time;
    return stamp;
}

bool ForeignRows::is_per_cent(std::string_view text) { return trimmed(plain_forms(text)).ends_with('%'); }

bool ForeignRows::is_blank(std::string_view text) { return text.empty() || is_dash(text); }

std::string ForeignRows::number_text(std::string_view text) const {
    std::string plain = plain_forms(text);
    std::string_view number = trimmed(plain);
    for (const std::string_view unit : units) {
        if (number.ends_with(unit)) {
            number = trimmed(number.substr(0, number.size() - unit.size()));
            break;
        }
    }
    std::string result(number);
    if (preset_.decimal_comma || request_.decimal_comma) {
        if (const std::size_t at = result.find(','); at != std::string::npos) result[at] = '.';
    }
    return result;
}

}  // namespace passline
