#include "csv/guess.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "num/decimal.h"
#include "text/unicode.h"
#include "text/utf8.h"
#include "time/date.h"

namespace passline {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string without(std::string_view text, char gone) {
    std::string result(text);
    std::erase(result, gone);
    return result;
}

bool reads_as_number(std::string_view text) { return Decimal::parse(text).has_value(); }

/// 1,234 or 1,234,567.8: groups of three.
bool has_thousands(std::string_view text) {
    const std::size_t point = text.find('.');
    std::string_view whole = text.substr(0, point);
    std::size_t comma = whole.find(',');
    if (comma == 0 || comma > 3) return false;
    while (comma != std::string_view::npos) {
        whole.remove_prefix(comma + 1);
        comma = whole.find(',');
        if ((comma == std::string_view::npos ? whole.size() : comma) != 3) return false;
    }
    return true;
}

/// Letters that are taken for digits: O, o for 0 and l, I for 1.
std::string with_digits(std::string_view text) {
    std::string result(text);
    std::replace_if(
        result.begin(), result.end(), [](char c) { return c == 'O' || c == 'o'; }, '0');
    std::replace_if(
        result.begin(), result.end(), [](char c) { return c == 'l' || c == 'I'; }, '1');
    return result;
}

/// The day of a serial number of Excel's 1900 system, in which 1900-02-29, number 60, is a day.
std::optional<Date> day_of_serial(std::string_view text) {
    const std::optional<Decimal> number = Decimal::parse(text);
    if (!number) return std::nullopt;
    const std::int64_t serial = number->millionths() / Decimal::scale;
    if (serial <= 60 || serial > 999'999) return std::nullopt;
    return Date::of(1899, 12, 30)->plus_days(static_cast<std::int32_t>(serial));
}

/// A number of 4 to 6 digits, with or without a part of a day, that is not more likely a year.
bool looks_like_serial(std::string_view text) {
    const std::string_view whole = text.substr(0, text.find('.'));
    if (whole.size() < 4 || whole.size() > 6 || !all_digits(whole) || !reads_as_number(text)) return false;
    return whole.size() != text.size() || whole.size() > 4 || whole < "1900" || whole > "2199";
}

std::string two_digits(std::int64_t number) { return fmt::format("{:02}", number); }

/// 1,234 and 1,5.
Text comma_hint(std::string_view text) {
    const std::string bare = without(text, ',');
    if (bare.size() == text.size() || !reads_as_number(bare)) return {};
    std::string point(text);
    std::replace(point.begin(), point.end(), ',', '.');
    const bool decimal = reads_as_number(point);
    if (has_thousands(text)) {
        return decimal
                   ? say("写成 {0}（不用千位分隔符）；如果逗号是小数点，写成 {1}",
                         "write {0}, without separators of thousands, or {1} if the comma is a decimal point",
                         bare, point)
                   : say("写成 {0}（不用千位分隔符）", "write {0}, without separators of thousands", bare);
    }
    return decimal ? say("小数点要用“.”：{0}", "write the decimal point as a point: {0}", point) : Text{};
}

/// A number but for a sign, a blank or a letter.
Text sign_hint(std::string_view text) {
    if (text.starts_with('+') && reads_as_number(text.substr(1))) {
        return say("去掉加号：{0}", "leave out the plus sign: {0}", text.substr(1));
    }
    if (const std::string bare = without(text, ' '); bare.size() != text.size() && reads_as_number(bare)) {
        return say("去掉空格：{0}", "leave out the blanks: {0}", bare);
    }
    if (const std::string digits = with_digits(text); digits != text && reads_as_number(digits)) {
        return say("里面有字母 O 或 l，不是数字 0、1：是不是 {0}？",
                   "it holds the letter O or l, not the digit 0 or 1: did you mean {0}?", digits);
    }
    if (text.ends_with('.') && reads_as_number(text.substr(0, text.size() - 1))) {
        return say("是不是 {0}？", "did you mean {0}?", text.substr(0, text.size() - 1));
    }
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos && reads_as_number(text.substr(0, slash)) &&
        reads_as_number(text.substr(slash + 1))) {
        return say("只写得分，不写满分", "write the points alone, without the maximum");
    }
    return {};
}

/// 1e3.
Text exponent_hint(std::string_view text) {
    const std::size_t at = text.find_first_of("eE");
    if (at == std::string_view::npos || !reads_as_number(text.substr(0, at))) return {};
    std::string_view power = text.substr(at + 1);
    if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
    if (!all_digits(power)) return {};
    return say("写出全部数字，不用科学记数法", "write all its digits, not in scientific notation");
}

/// 2026—01—05 or 2026\01\05: a date but for what separates its figures.
Text dash_hint(std::string_view text) {
    std::string dashed(text);
    bool other = false;
    for (const std::string_view sign : {"——", "—", "–", "－", "−", "\\", "_", "、"}) {
        for (std::size_t at = dashed.find(sign); at != std::string::npos; at = dashed.find(sign)) {
            dashed = dashed.substr(0, at).append("-").append(dashed, at + sign.size());
            other = true;
        }
    }
    if (!other) return {};
    const std::optional<Date> date = Date::parse_sheet(dashed);
    return date ? say("写成 {0}", "write {0}", date->text()) : Text{};
}

}  // namespace

namespace {

/// For what is a number but for its form; empty when nothing is like one.
Text known_number_hint(std::string_view text) {
    const std::string plain = folded(text);
    for (const std::string_view word :
         {"nan", "inf", "infinity", "-inf", "-infinity", "+inf", "null", "none", "n/a",  "na", "#n/a",
          "nil", "/",   "\\",       "—",    "——",        "–",    "--",   "无",   "暂无", "空"}) {
        if (plain == word) return say("没有值时留空", "leave the cell empty when there is no value");
    }
    if (plain.starts_with('#')) {
        return say("这是电子表格的错误值：改正公式后重新导出",
                   "this is a spreadsheet's error value: correct the formula and export again");
    }
    for (Text (*const hint)(std::string_view) : {comma_hint, sign_hint, exponent_hint}) {
        if (Text found = hint(text); !found.empty()) return found;
    }
    return {};
}

}  // namespace

Text number_hint(std::string_view text) {
    Text known = known_number_hint(text);
    return known.empty() ? say("写数字，例如 85 或 85.5", "write a number such as 85 or 85.5") : known;
}

Text integer_hint(std::string_view text) {
    Text known = known_number_hint(text);
    return known.empty() ? say("写整数，例如 1", "write a whole number such as 1") : known;
}

Text score_hint(std::string_view text) {
    Text known = known_number_hint(text);
    return known.empty() ? say("写数字，例如 85 或 85.5，或写标记：缺考、免考、作弊",
                               "write a number such as 85 or 85.5, or a mark: absent, exempt, void")
                         : known;
}

Text date_hint(std::string_view text) {
    if (looks_like_serial(text)) {
        if (const std::optional<Date> day = day_of_serial(text)) {
            return say("这是 Excel 的日期序号，即 {0}：把这一列设为日期格式后重新导出",
                       "this is the serial number that Excel keeps for {0}: format the column as dates and "
                       "export again",
                       day->text());
        }
    }
    if (text.size() == 8 && all_digits(text)) {
        const std::string dashed =
            fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
        if (Date::parse_iso(dashed)) return say("写成 {0}", "write {0}", dashed);
    }
    if (Text found = dash_hint(text); !found.empty()) return found;
    // In the form of a date, and yet none: 2026-02-30.
    std::string_view rest = text;
    std::array<std::size_t, 3> lengths{};
    std::size_t parts = 0;
    while (parts < 3 && !rest.empty()) {
        const std::size_t length =
            static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
        if (length == 0) break;
        lengths[parts++] = length;
        rest.remove_prefix(length);
        if (parts == 3 || rest.empty()) break;
        rest.remove_prefix(first_character(rest).length);
    }
    if (parts == 3 && (rest.empty() || rest == "日")) {
        if (lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2)
            return say("没有这一天", "there is no such day");
        if (lengths[2] == 4 || lengths[0] <= 2) {
            return say("按年、月、日的顺序写，年份四位：2026-01-05",
                       "write year, month and day in this order, the year in four digits: 2026-01-05");
        }
    }
    return say("写成 2026-01-05、2026/1/5、2026.1.5 或 2026年1月5日",
               "write 2026-01-05, 2026/1/5, 2026.1.5 or 2026年1月5日");
}

Text time_hint(std::string_view text) {
    if (text.find('.') != std::string_view::npos) {
        // A part of a day, as Excel keeps times.
        if (const std::optional<Decimal> part = Decimal::parse(text);
            part && part->millionths() >= 0 && part->millionths() < Decimal::scale) {
            const std::int64_t seconds = (part->millionths() * 86'400 + Decimal::scale / 2) / Decimal::scale;
            return say("这是 Excel 的时间数值，即 {0}:{1}：把这一列设为时间格式后重新导出",
                       "this is the number that Excel keeps for {0}:{1}: format the column as times and "
                       "export again",
                       two_digits(seconds / 3600 % 24), two_digits(seconds / 60 % 60));
        }
    }
    const std::string plain = folded(text);
    if (plain.ends_with("am") || plain.ends_with("pm") || plain.starts_with("上午") ||
        plain.starts_with("下午")) {
        return say("用 24 小时制，例如 17:30", "write it in 24 hours, such as 17:30");
    }
    if (const std::size_t blank = text.find_first_of(" T");
        blank != std::string_view::npos && TimeOfDay::parse(text.substr(blank + 1))) {
        return say("这一列只写时间：{0}", "this column holds the time alone: {0}", text.substr(blank + 1));
    }
    return say("写成 08:47 或 08:47:30", "write 08:47 or 08:47:30");
}

}  // namespace passline
