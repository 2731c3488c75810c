#include "csv/values.h"

#include <limits>
#include <utility>

#include "csv/guess.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace passline {
namespace {

/// What stands in the sheet, for a message: long texts cut.
Text quoted(std::string_view text) {
    constexpr std::size_t longest = 40;
    const std::string_view shown = prefix_of_width(text, longest);
    return say("“{0}{1}”", "'{0}{1}'", shown, std::string_view(shown.size() < text.size() ? "…" : ""));
}

/// The number before 分 or %, or nothing.
std::optional<std::string_view> before_unit(std::string_view text) {
    for (const std::string_view unit : {"分", "%"}) {
        if (text.ends_with(unit) && text.size() > unit.size())
            return trimmed(text.substr(0, text.size() - unit.size()));
    }
    return std::nullopt;
}

/// Decimal digits after the point, zeros at the end left out.
std::size_t places_of(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos ||
        text.find_first_not_of("0123456789", point + 1) != std::string_view::npos)
        return 0;
    return text.find_last_not_of('0') - point;
}

bool is_number_form(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = point == std::string_view::npos ? "" : text.substr(point + 1);
    return whole.size() + part.size() > 0 &&
           (std::string(whole) + std::string(part)).find_first_not_of("0123456789") == std::string::npos;
}

/// A day with a time, as systems export it: the day's part.
std::string_view day_part(std::string_view text) {
    const std::size_t end = text.find_first_of(" T");
    if (end == std::string_view::npos) return text;
    std::string_view time = trimmed(text.substr(end + 1));
    // 2026-01-05T08:00:00.000Z
    time = time.substr(0, time.find_first_of(".Z"));
    return TimeOfDay::parse(time) ? text.substr(0, end) : text;
}

}  // namespace

CellReader::CellReader(const Sheet& sheet, Diagnostics& diagnostics)
    : sheet_(sheet),
      diagnostics_(diagnostics),
      readable_from_(sheet.bytes().data() + 8),
      utf8_(sheet.held_in() == Encoding::utf8) {}

std::string& CellReader::scratch(int column) {
    const auto index = static_cast<std::size_t>(column);
    if (scratch_.size() <= index) scratch_.resize(index + 1);
    if (scratch_[index] == nullptr) scratch_[index] = std::make_unique<std::string>();
    return *scratch_[index];
}

/// A text that may not be what stands in the file.
std::string_view CellReader::changed_text(const Cell& cell, int column) {
    return !cell.escaped && is_ascii(cell.raw) ? cell.raw : sheet_.text(cell, scratch(column));
}

/// The text in plain forms, with a warning when it stands in others.
std::string_view CellReader::plain(const Row& row, int column) {
    if (column < 0) return {};
    const Cell& cell = row.cells[static_cast<std::size_t>(column)];
    if (!cell.escaped && is_ascii(cell.raw)) return cell.raw;
    const std::string_view text = this->text(row, column);
    if (is_ascii(text)) return text;
    std::string forms = plain_forms(text);
    if (forms == text) return text;
    if (diagnostics_.wants(Severity::warning, "full-width")) {
        warning("full-width", row, column,
                say("{0}里有全角字符，按{1}读取", "{0} holds full-width characters and is read as {1}",
                    quoted(text), quoted(trimmed(forms))),
                say("改用半角字符", "write plain characters"));
    } else {
        diagnostics_.count_only(Severity::warning, "full-width");
    }
    std::string& kept = scratch(column);
    kept = std::move(forms);
    return trimmed(kept);
}

/// The number that stands before a unit, if there is one; `text` then holds it alone.
std::optional<Decimal> CellReader::number(const Row& row, int column, std::string_view& text) {
    if (const std::optional<Decimal> value = Decimal::parse(text)) return value;
    const std::optional<std::string_view> bare = before_unit(text);
    if (!bare) return std::nullopt;
    const std::string_view whole = text;
    text = *bare;
    const std::optional<Decimal> value = Decimal::parse(text);
    if (!value) return std::nullopt;
    if (diagnostics_.wants(Severity::warning, "value-unit")) {
        warning("value-unit", row, column, say("{0}按 {1} 读取", "{0} is read as {1}", quoted(whole), text),
                say("只写数字", "write the number alone"));
    } else {
        diagnostics_.count_only(Severity::warning, "value-unit");
    }
    return value;
}

std::optional<Decimal> CellReader::decimal(const Row& row, int column) { return figure(row, column, false); }

std::optional<Decimal> CellReader::score(const Row& row, int column) {
    if (column < 0) return std::nullopt;
    const Cell& cell = row.cells[static_cast<std::size_t>(column)];
    if (!is_ascii(cell.raw) && plain_forms(text(row, column)) == "-") return std::nullopt;
    return figure(row, column, true);
}

std::optional<Decimal> CellReader::figure(const Row& row, int column, bool of_score) {
    if (column < 0) return std::nullopt;
    const Cell& cell = row.cells[static_cast<std::size_t>(column)];
    if (cell.empty()) return std::nullopt;
    if (const std::optional<Decimal> value = Decimal::parse(cell.raw)) return value;
    const std::string_view text = plain(row, column);
    if (text.empty()) return std::nullopt;
    std::string_view bare = text;
    if (const std::optional<Decimal> value = number(row, column, bare)) return value;
    if (!is_number_form(bare)) {
        error("value-number", row, column, say("{0}不是数字", "{0} is not a number", quoted(text)),
              of_score ? score_hint(bare) : number_hint(bare));
    } else if (places_of(bare) > 6) {
        error("value-number", row, column,
              say("{0}的小数超过 6 位", "{0} has more than 6 decimal places", quoted(text)),
              say("四舍五入后再导出", "round it before you export"));
    } else {
        error("value-number", row, column, say("{0}超出范围", "{0} is out of range", quoted(text)));
    }
    return std::nullopt;
}

std::optional<std::int64_t> CellReader::integer(const Row& row, int column, std::int64_t least,
                                                std::int64_t most) {
    if (column < 0) return std::nullopt;
    const Cell& cell = row.cells[static_cast<std::size_t>(column)];
    if (cell.empty()) return std::nullopt;
    std::string_view text = cell.raw;
    std::optional<Decimal> value = Decimal::parse(text);
    if (!value) {
        text = plain(row, column);
        if (text.empty()) return std::nullopt;
        std::string_view bare = text;
        value = number(row, column, bare);
        if (!value && !is_number_form(bare)) {
            error("value-integer", row, column, say("{0}不是整数", "{0} is not a whole number", quoted(text)),
                  integer_hint(bare));
            return std::nullopt;
        }
    }
    if (!value || value->millionths() % Decimal::scale != 0) {
        error("value-integer", row, column,
              value ? say("{0}不是整数", "{0} is not a whole number", quoted(text))
                    : say("{0}超出范围", "{0} is out of range", quoted(text)));
        return std::nullopt;
    }
    const std::int64_t number = value->millionths() / Decimal::scale;
    if (number >= least && number <= most) return number;
    constexpr std::int64_t open = std::numeric_limits<std::int64_t>::max();
    error("value-integer", row, column,
          most == open
              ? say("{0} 小于 {1}", "{0} is less than {1}", number, least)
              : say("{0} 不在 {1} 到 {2} 之间", "{0} is not between {1} and {2}", number, least, most));
    return std::nullopt;
}

std::optional<Date> CellReader::date(const Row& row, int column) {
    if (column < 0) return std::nullopt;
    const std::string_view text = plain(row, column);
    if (text.empty()) return std::nullopt;
    if (const std::optional<Date> date = Date::parse_sheet(text)) return date;
    const std::string_view day = day_part(text);
    if (const std::optional<Date> date = Date::parse_sheet(day)) return date;
    error("value-date", row, column, say("{0}不是日期", "{0} is not a date", quoted(text)), date_hint(day));
    return std::nullopt;
}

std::optional<TimeOfDay> CellReader::time(const Row& row, int column) {
    if (column < 0) return std::nullopt;
    const std::string_view text = plain(row, column);
    if (text.empty()) return std::nullopt;
    if (const std::optional<TimeOfDay> time = TimeOfDay::parse(text)) return time;
    error("value-time", row, column, say("{0}不是时间", "{0} is not a time of day", quoted(text)),
          time_hint(text));
    return std::nullopt;
}

void CellReader::error(std::string_view code, const Row& row, int column, Text message, Text hint) {
    failed_ = true;
    diagnostics_.report(Severity::error, code, [&] {
        return Diagnostic{Severity::error,    std::string(code), sheet_.place(row.offset, column),
                          std::move(message), std::move(hint),   {},
                          Trouble::input};
    });
}

void CellReader::warning(std::string_view code, const Row& row, int column, Text message, Text hint) {
    diagnostics_.report(Severity::warning, code, [&] {
        return Diagnostic{Severity::warning,  std::string(code), sheet_.place(row.offset, column),
                          std::move(message), std::move(hint),   {},
                          Trouble::input};
    });
}

}  // namespace passline
