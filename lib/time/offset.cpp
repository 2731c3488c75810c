#include "time/offset.h"

#include <algorithm>
#include <array>
#include <limits>

#include "time/scan.h"

namespace passline {
namespace {

struct UnitName {
    Unit unit;
    std::string_view one;
    std::string_view many;
    std::string_view zh;  // with its measure word
};
constexpr std::array unit_names{
    UnitName{Unit::seconds, "second", "seconds", "秒"},
    UnitName{Unit::minutes, "minute", "minutes", "分钟"},
    UnitName{Unit::hours, "hour", "hours", "小时"},
    UnitName{Unit::days, "day", "days", "天"},
    UnitName{Unit::weeks, "week", "weeks", "周"},
    UnitName{Unit::months, "month", "months", "个月"},
    UnitName{Unit::years, "year", "years", "年"},
    UnitName{Unit::working_days, "working day", "working days", "个工作日"},
};

const UnitName& name_of(Unit unit) { return *std::ranges::find(unit_names, unit, &UnitName::unit); }

struct AnchorName {
    DueRule::Anchor anchor;
    std::string_view written;
    std::string_view zh;        // in front of 前 and 后
    std::string_view zh_alone;  // the day itself
    std::string_view en;        // after "before" and "after"
    std::string_view en_alone;
};
constexpr std::array anchor_names{
    AnchorName{DueRule::Anchor::course_start, "start", "开课", "开课当天", "the start", "on the first day"},
    AnchorName{DueRule::Anchor::course_end, "end", "结课", "结课当天", "the end", "on the last day"},
    AnchorName{DueRule::Anchor::month_start, "month start", "每月开始", "每月第一天",
               "the start of the month", "on the first day of the month"},
    AnchorName{DueRule::Anchor::month_end, "month end", "每月结束", "每月最后一天", "the end of the month",
               "on the last day of the month"},
    AnchorName{DueRule::Anchor::quarter_start, "quarter start", "每季度开始", "每季度第一天",
               "the start of the quarter", "on the first day of the quarter"},
    AnchorName{DueRule::Anchor::quarter_end, "quarter end", "每季度结束", "每季度最后一天",
               "the end of the quarter", "on the last day of the quarter"},
    AnchorName{DueRule::Anchor::year_start, "year start", "每年开始", "每年第一天", "the start of the year",
               "on the first day of the year"},
    AnchorName{DueRule::Anchor::year_end, "year end", "每年结束", "每年最后一天", "the end of the year",
               "on the last day of the year"},
};

std::string ordinal(unsigned number) {
    const bool teen = number / 10 % 10 == 1;
    const unsigned last = teen ? 0 : number % 10;
    const std::string_view ending = last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
    return std::to_string(number).append(ending);
}

/// `day 20 of each month`: its day. Nothing for other text.
std::optional<unsigned> day_of_each_month(std::string_view text) {
    if (!scan::word(text, "day ")) return std::nullopt;
    const auto day = scan::number(text, 1, 2);
    if (!day || *day < 1 || *day > 31 || text != " of each month") return std::nullopt;
    return static_cast<unsigned>(*day);
}

/// What an offset goes before or after, without the offset.
std::optional<DueRule> parse_anchor(std::string_view text) {
    DueRule rule;
    if (const auto day = day_of_each_month(text)) {
        rule.anchor = DueRule::Anchor::day_of_month;
        rule.day = *day;
        return rule;
    }
    const auto* const found = std::ranges::find(anchor_names, text, &AnchorName::written);
    if (found == anchor_names.end()) return std::nullopt;
    rule.anchor = found->anchor;
    return rule;
}

/// Whole days in a duration of seconds, minutes, hours, days or weeks; 0 for parts of a day.
std::int64_t whole_days(const Duration& duration) {
    const std::int64_t count = duration.count;
    const auto of_parts = [count](std::int64_t per_day) {
        return count % per_day == 0 ? count / per_day : 0;
    };
    switch (duration.unit) {
        case Unit::seconds:
            return of_parts(std::int64_t{24} * 60 * 60);
        case Unit::minutes:
            return of_parts(std::int64_t{24} * 60);
        case Unit::hours:
            return of_parts(24);
        case Unit::weeks:
            return count * 7;
        default:
            return count;
    }
}

/// `sign` is 1 or -1.
DatedResult move(Date date, const Duration& duration, const Calendar& calendar, std::int64_t sign) {
    const auto limited = [sign](std::int64_t count) {
        // Far more days or months than there are; the date stops at the ends.
        constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
        return static_cast<std::int32_t>(sign * std::min(count, most));
    };
    const std::int64_t count = duration.count;
    switch (duration.unit) {
        case Unit::working_days:
            return sign > 0 ? calendar.add_working_days(date, duration.count)
                            : calendar.subtract_working_days(date, duration.count);
        case Unit::months:
            return {date.plus_months(limited(count)), false};
        case Unit::years:
            return {date.plus_months(limited(count * 12)), false};
        default:
            return {date.plus_days(limited(whole_days(duration))), false};
    }
}

}  // namespace

std::optional<Duration> Duration::parse(std::string_view text) {
    const auto count = scan::number(text, 1, 9);
    if (!count || !scan::word(text, " ")) return std::nullopt;
    const auto* const found = std::ranges::find_if(
        unit_names, [&](const UnitName& name) { return text == name.one || text == name.many; });
    if (found == unit_names.end()) return std::nullopt;
    return Duration{*count, found->unit};
}

std::string Duration::text() const {
    const UnitName& name = name_of(unit);
    return std::to_string(count).append(" ").append(count == 1 ? name.one : name.many);
}

std::optional<std::int64_t> Duration::seconds() const {
    switch (unit) {
        case Unit::seconds:
            return count;
        case Unit::minutes:
            return std::int64_t{count} * 60;
        case Unit::hours:
            return std::int64_t{count} * 3600;
        default:
            return std::nullopt;
    }
}

Text Duration::words() const { return {std::to_string(count).append(" ").append(name_of(unit).zh), text()}; }

DatedResult after(Date date, const Duration& duration, const Calendar& calendar) {
    return move(date, duration, calendar, 1);
}

DatedResult before(Date date, const Duration& duration, const Calendar& calendar) {
    return move(date, duration, calendar, -1);
}

std::optional<DueRule> DueRule::parse(std::string_view text) {
    if (auto rule = parse_anchor(text)) return rule;
    if (scan::word(text, "on ")) {
        auto rule = parse_anchor(text);
        return rule && rule->of_course() ? rule : std::nullopt;
    }
    for (const auto& [side, word] : {std::pair{Side::before, std::string_view(" before ")},
                                     std::pair{Side::after, std::string_view(" after ")}}) {
        const auto at = text.find(word);
        if (at == std::string_view::npos) continue;
        const auto offset = Duration::parse(text.substr(0, at));
        auto rule = parse_anchor(text.substr(at + word.size()));
        if (!offset || !rule) return std::nullopt;
        rule->offset = *offset;
        rule->side = side;
        return rule;
    }
    return std::nullopt;
}

std::string DueRule::text() const {
    std::string written;
    if (anchor == Anchor::day_of_month) {
        written = "day " + std::to_string(day) + " of each month";
    } else {
        written = std::ranges::find(anchor_names, anchor, &AnchorName::anchor)->written;
    }
    if (side == Side::on) return of_course() ? "on " + written : written;
    return offset.text() + (side == Side::before ? " before " : " after ") + written;
}

Text DueRule::words() const {
    Text point;
    Text alone;
    if (anchor == Anchor::day_of_month) {
        point = say("每月 {0} 日", "the {1} of each month", day, ordinal(day));
        alone = {point.zh, "on " + point.en};
    } else {
        const AnchorName& name = *std::ranges::find(anchor_names, anchor, &AnchorName::anchor);
        point = {std::string(name.zh), std::string(name.en)};
        alone = {std::string(name.zh_alone), std::string(name.en_alone)};
    }
    if (side == Side::on) return alone;
    if (side == Side::before) return say("{0}前 {1}", "{1} before {0}", point, offset.words());
    return say("{0}后 {1}", "{1} after {0}", point, offset.words());
}

}  // namespace passline
