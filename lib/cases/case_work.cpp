#include "cases/case_work.h"

#include <algorithm>

#include "base/suggest.h"
#include "cases/case_time.h"
#include "kpi/metrics.h"
#include "levels/levels.h"
#include "text/unicode.h"

namespace passline {

namespace {

constexpr Moment nine_o_clock = Moment{9} * 3600;

std::size_t months_in(const Period& period) {
    return static_cast<std::size_t>(Month::of(period.last).number - Month::of(period.first).number) + 1;
}

}  // namespace

void WorkReader::track(const Node& node) {
    if (policy_.track(node.text) != nullptr) return;
    std::vector<std::string> known;
    for (const Track& each : policy_.tracks) known.push_back(each.id);
    read_.error(
        "unknown-track", node,
        say("制度 {0} 中没有培训类别 '{1}'", "the policy {0} has no track '{1}'", policy_.id, node.text),
        near_or_any(node.text, known));
}

void WorkReader::level(const Node& node) {
    const Node& present = *node.find("level");
    const auto& rules = policy_.sections.levels;
    if (!rules) {
        read_.error("no-levels", present,
                    say("制度 {0} 没有 levels", "the policy {0} has no `levels`", policy_.id));
        return;
    }
    if (!test_.period) test_.period = Period::containing(kind_of(rules->per), first_day(policy_));
    if (!present.is_null()) test_.level = present.text;
    if (!test_.level.empty() && step_named(*rules, test_.level) == nullptr) {
        std::vector<std::string> known;
        for (const LevelStep& step : rules->steps) known.push_back(step.id);
        read_.error("unknown-level", present,
                    say("制度没有职级“{0}”", "the policy has no level '{0}'", test_.level),
                    near_or_any(test_.level, known));
    }
    if (const Node* passed = node.find("passed")) {
        for (const Node& item : passed->items) {
            track(item);
            test_.passed.push_back(item.text);
        }
    }
}

void WorkReader::figures(const Node& node) {
    if (const Node* period = node.find("period")) {
        test_.period = Period::parse(period->text);
        if (!test_.period)
            read_.error("period", *period, say("'{0}' 不是期间", "'{0}' is no period", period->text),
                        say("写成 2026-Q1 或 2026-01", "write 2026-Q1 or 2026-01"));
    }
    const bool of_level = test_.kind == CaseKind::level;
    if (of_level) level(node);
    if (const Node* took_part = node.find("took_part")) {
        for (const auto& [key, value] : took_part->entries) {
            track(key);
            if (const auto end = read_.date(&value)) test_.took_part.emplace_back(key.text, *end);
        }
    }
    const Node* kpi = node.find("kpi");
    if (kpi == nullptr || (of_level && !test_.period)) return;
    std::size_t months = 1;
    for (const auto& [key, value] : kpi->entries) months = std::max(months, value.items.size());
    if (of_level) months = months_in(*test_.period);
    const Date first = test_.period ? test_.period->first : first_day(policy_);
    for (const Node::Entry& entry : kpi->entries) metric(entry, Month::of(first), months);
}

void WorkReader::metric(const Node::Entry& entry, Month first, std::size_t months) {
    const Metrics metrics({policy_});
    const auto number = metrics.find(entry.key.text);
    if (number == Metrics::none) {
        const auto near = metrics.near(entry.key.text);
        read_.error("unknown-metric", entry.key,
                    say("制度中没有指标 '{0}'", "the policy has no metric '{0}'", entry.key.text),
                    near ? say("是不是 '{0}'？", "did you mean '{0}'?", *near) : Text{});
        return;
    }
    const auto& items = entry.value.items;
    if (items.size() > months) {
        read_.error(
            "case-untestable", entry.value,
            say("{0} 只有 {1} 个月，却写了 {2} 个数值", "{0} has {1} months, but {2} figures are stated",
                test_.period->text(), months, items.size()),
            say("每月一个数值", "state one figure a month"));
        return;
    }
    Month month = first;
    for (std::size_t i = 0; i < months; ++i, month = month.next()) {
        if (!items.empty() && i >= items.size()) break;
        const Node& figure = items.empty() ? entry.value : items[i];
        if (figure.text == "-") continue;
        if (const auto value = Decimal::parse(figure.text)) {
            test_.figures.push_back({metrics.id(number), month, *value});
        } else {
            read_.error("figure", figure, say("'{0}' 不是数值", "'{0}' is no figure", figure.text),
                        say("数值最多 6 位小数", "a figure has up to 6 decimal places"));
        }
    }
}

/// A length after `since`, or a moment; `to_its_end`: a day alone stands for its end.
Moment WorkReader::moment(const Node& node, Moment since, const Calendar& calendar, bool to_its_end) {
    if (const auto seconds = seconds_in(node.text)) return since + *seconds;
    if (const auto length = Duration::parse(node.text)) {
        const Date day = day_of(since);
        return begin_of(after(day, *length, calendar).date) + (since - begin_of(day));
    }
    if (const auto day = Date::parse_iso(node.text); day && to_its_end) return end_of(*day);
    if (const auto moment = DateTime::parse(node.text)) return moment_of(*moment);
    read_.error("case-time", node, say("看不懂 '{0}' 所说的时刻", "'{0}' is no moment", node.text),
                say("写成 30 seconds 或 2026-01-05 09:00", "write 30 seconds, or 2026-01-05 09:00"));
    return since;
}

int WorkReader::class_of(const Node& node, const std::vector<TicketClasses::Class>& classes,
                         std::string_view code) {
    std::vector<std::string> known;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const TicketClasses::Class& each = classes[i];
        const std::string name = folded(node.text);
        if (folded(each.id) == name || folded(each.title.zh) == name || folded(each.title.en) == name)
            return static_cast<int>(i);
        known.push_back(each.id);
    }
    read_.error(code, node, say("service 中没有 '{0}'", "there is no '{0}' under service", node.text),
                near_or_any(node.text, known));
    return -1;
}

void WorkReader::ticket(const Node& node, const Calendar& calendar) {
    const TicketClasses classes({policy_});
    Ticket& ticket = test_.ticket;
    if (const Node* channel = node.find("channel"))
        ticket.channel = class_of(*channel, classes.channels, "unknown-channel");
    if (const Node* severity = node.find("severity"))
        ticket.severity = class_of(*severity, classes.severities, "unknown-severity");
    const Date first = first_day(policy_);
    const Date day = calendar.is_working_day(first) ? first : calendar.add_working_days(first, 1).date;
    ticket.opened = begin_of(day) + nine_o_clock;
    if (const Node* opened = node.find("opened")) ticket.opened = moment(*opened, begin_of(day), calendar);
    const auto when = [&](const char* key, Moment since) -> std::optional<Moment> {
        const Node* stated = node.find(key);
        if (stated == nullptr) return {};
        return moment(*stated, since, calendar, std::string_view(key) == "promised");
    };
    ticket.responded = when("responded", ticket.opened);
    ticket.solved = when("solved", ticket.opened);
    ticket.promised = when("promised", ticket.opened);
    ticket.verified = when("verified", ticket.opened);
    ticket.followed_up = when("followed_up", ticket.solved.value_or(ticket.opened));
    ticket.complaint = read_.boolean(node.find("complaint")) || ticket.verified || ticket.followed_up;
}

}  // namespace passline
