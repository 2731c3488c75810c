#include "report/cell_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "num/decimal.h"
#include "report/output_text.h"

namespace passline {
namespace {

/// 12345.00 → 12,345.00
std::string grouped(std::string_view figure) {
    const std::size_t first = figure.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(figure.find('.'), figure.size());
    std::string out(figure);
    for (std::size_t at = point; at > first + 3;) {
        at -= 3;
        out.insert(at, ",");
    }
    return out;
}

/// 1 to 99 in Chinese.
std::string chinese_number(int number) {
    constexpr std::string_view digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const auto tens = static_cast<std::size_t>(number / 10 % 10);
    std::string out;
    if (tens > 1) out += digits[tens];
    if (tens > 0) out += "十";
    out += digits[number % 10];
    return out;
}

}  // namespace

bool is_figure(doc::Kind kind) {
    return kind == doc::Kind::number || kind == doc::Kind::percent || kind == doc::Kind::money;
}

std::string figure_text(std::string_view value, doc::Kind kind) {
    if (!is_plain_number(value)) return printable(value);
    if (kind == doc::Kind::percent) return std::string(value) + "%";
    if (kind == doc::Kind::money) return grouped(value);
    return std::string(value);
}

std::string cell_text(const doc::Cell& cell, doc::Kind kind, Language language) {
    return cell.shown.empty() ? figure_text(cell.value, kind) : reader_text(cell.shown, language);
}

std::string_view script_value(const doc::Cell& cell, doc::Kind kind, Language language) {
    if (!cell.value.empty() || is_figure(kind) || kind == doc::Kind::date) return cell.value;
    return cell.shown.in(language);
}

std::string line_text(const doc::Line& line, doc::Kind kind, Language language) {
    return reader_text(line.title, language) + " " + figure_text(line.value, kind);
}

bool beyond(const doc::Line& line, std::string_view value) {
    const auto figure = Decimal::parse(value);
    const auto limit = Decimal::parse(line.value);
    if (!figure || !limit) return false;
    return line.at_least ? *figure < *limit : *figure > *limit;
}

Tone tone_of(const doc::Cell& cell, const doc::Column& column) {
    if (cell.tone != Tone::none || !column.line) return cell.tone;
    return beyond(*column.line, cell.value) ? Tone::bad : Tone::none;
}

double drawn(std::string_view value) {
    double figure = 0;
    if (!is_plain_number(value)) return 0;
    std::from_chars(value.data(), value.data() + value.size(), figure);
    return figure;
}

bool shown_to_readers(const doc::Table& table) {
    if (table.rows.empty() && table.empty.empty()) return false;
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [](const doc::Column& column) { return column.for_readers; });
}

std::string Numbering::next(int level) {
    if (!numbered_) return {};
    level = std::clamp(level, 1, 3);
    ++counts_[level - 1];
    std::fill(counts_ + level, counts_ + 3, 0);
    const int number = counts_[level - 1];
    if (language_ == Language::zh) {
        if (level == 1) return chinese_number(number) + "、";
        return level == 2 ? "（" + chinese_number(number) + "）" : fmt::format("{}. ", number);
    }
    std::string out;
    for (int i = 0; i < level; ++i) out += fmt::format("{}{}", i == 0 ? "" : ".", counts_[i]);
    return out + (level == 1 ? ". " : " ");
}

Text as_of_text(Date day) { return say("截至 {0}", "As of {0}", day.text()); }

std::string signature_label(const doc::Signature& signature, Language language) {
    std::string role = reader_text(signature.role, language);
    if (!signature.sign && !signature.seal) return role;
    if (language == Language::zh) {
        const char* how = signature.sign && signature.seal ? "签字、盖章" : signature.sign ? "签字" : "盖章";
        return fmt::format("{}（{}）", role, how);
    }
    const char* how = signature.sign && signature.seal ? "signature, seal"
                      : signature.sign                 ? "signature"
                                                       : "seal";
    return fmt::format("{} ({})", role, how);
}

std::string signature_day(const doc::Signature& signature, Language language) {
    if (!signature.date) return language == Language::zh ? "____年__月__日" : "Date: ____________";
    const Date day = *signature.date;
    if (language == Language::en) return day.text();
    return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day());
}

std::string reader_text(const Text& text, Language language) { return printable(text.in(language)); }

}  // namespace passline
