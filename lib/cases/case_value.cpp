#include "cases/case_value.h"

#include <algorithm>
#include <array>

#include "cases/yaml_text.h"
#include "num/decimal.h"

namespace passline {

namespace {

using Form = CaseValue::Form;

struct Key {
    CaseKind kind;
    std::string_view name;
    Form form;
};

// The keys of a course that stand in Expectation by themselves come first in keys_of.
constexpr std::array own_keys = {"outcome", "next",     "failed",      "scores",   "total", "band",
                                 "actions", "articles", "certificate", "attempts", "due"};

/// Of courses and of the workplace.
constexpr std::array attendance_keys = {
    Key{CaseKind::course, "classes", Form::list},        Key{CaseKind::course, "limits", Form::list},
    Key{CaseKind::course, "sessions", Form::figure},     Key{CaseKind::course, "attended", Form::figure},
    Key{CaseKind::course, "rate", Form::figure},         Key{CaseKind::course, "rates_missed", Form::set},
    Key{CaseKind::course, "late", Form::figure},         Key{CaseKind::course, "early", Form::figure},
    Key{CaseKind::course, "not_attended", Form::figure}, Key{CaseKind::course, "absent_days", Form::figure},
    Key{CaseKind::course, "absent_hours", Form::figure}, Key{CaseKind::course, "make_up", Form::figure},
};

constexpr std::array keys = {
    Key{CaseKind::course, "since", Form::text},
    Key{CaseKind::course, "appeal", Form::text},
    Key{CaseKind::course, "held", Form::set},
    Key{CaseKind::course, "pending", Form::set},
    Key{CaseKind::course, "approved", Form::set},
    Key{CaseKind::course, "declined", Form::set},
    Key{CaseKind::course, "filed", Form::text},
    Key{CaseKind::course, "answer", Form::text},
    Key{CaseKind::course, "answer_due", Form::text},
    Key{CaseKind::workplace, "actions", Form::set},
    Key{CaseKind::workplace, "articles", Form::list},
    Key{CaseKind::conduct, "actions", Form::set},
    Key{CaseKind::conduct, "articles", Form::list},
    Key{CaseKind::deadline, "due", Form::list},
    Key{CaseKind::deadline, "opens", Form::list},
    Key{CaseKind::deadline, "state", Form::list},
    Key{CaseKind::deadline, "days_left", Form::list},
    Key{CaseKind::deadline, "articles", Form::list},
    Key{CaseKind::level, "reached", Form::text},
    Key{CaseKind::level, "recommendation", Form::text},
    Key{CaseKind::level, "missing", Form::list},
    Key{CaseKind::level, "decides", Form::set},
    Key{CaseKind::level, "actions", Form::set},
    Key{CaseKind::level, "articles", Form::list},
    Key{CaseKind::performance, "next", Form::text},
    Key{CaseKind::performance, "due", Form::text},
    Key{CaseKind::performance, "actions", Form::set},
    Key{CaseKind::performance, "articles", Form::list},
    Key{CaseKind::ticket, "first_response", Form::text},
    Key{CaseKind::ticket, "solved", Form::text},
    Key{CaseKind::ticket, "verified", Form::text},
    Key{CaseKind::ticket, "followed_up", Form::text},
    Key{CaseKind::ticket, "articles", Form::list},
    Key{CaseKind::plan, "findings", Form::set},
};

/// Keys that say something of each time that a deadline is due.
bool dated(std::string_view key) {
    return key == "due" || key == "opens" || key == "state" || key == "days_left";
}

bool same_figure(const std::string& a, const std::string& b) {
    const auto first = Decimal::parse(a);
    return first && first == Decimal::parse(b);
}

}  // namespace

std::string_view kind_key(CaseKind kind) {
    constexpr std::string_view names[] = {"track", "workplace", "incidents", "deadline",
                                          "level", "kpi",       "ticket",    "plan"};
    return names[static_cast<std::size_t>(kind)];
}

Text kind_title(CaseKind kind) {
    switch (kind) {
        case CaseKind::course:
            return {"培训", "a course"};
        case CaseKind::workplace:
            return {"工作考勤", "attendance at the workplace"};
        case CaseKind::conduct:
            return {"违纪", "conduct"};
        case CaseKind::deadline:
            return {"期限", "a deadline"};
        case CaseKind::level:
            return {"职级", "a staff level"};
        case CaseKind::performance:
            return {"绩效", "work figures"};
        case CaseKind::ticket:
            return {"工单", "a ticket"};
        case CaseKind::plan:
            return {"培训计划", "a plan"};
    }
    return {};
}

Text CaseValue::text() const {
    // a deadline that is due once is written without a list
    const bool alone = form == Form::list && dated(key) && items.size() <= 1;
    if (form == Form::set || (form == Form::list && !alone))
        return {yaml_list(zh.empty() ? items : zh), yaml_list(items)};
    return same(yaml_scalar(items.empty() ? "" : items.front()));
}

bool CaseValue::same_as(const CaseValue& other) const {
    if (items == other.items || (!other.zh.empty() && items == other.zh)) return true;
    if (form == Form::set) {
        auto mine = items;
        auto theirs = other.items;
        std::ranges::sort(mine);
        std::ranges::sort(theirs);
        return mine == theirs;
    }
    return form == Form::figure && items.size() == 1 && other.items.size() == 1 &&
           same_figure(items.front(), other.items.front());
}

std::optional<CaseValue::Form> form_of(CaseKind kind, std::string_view key) {
    for (const Key& each : keys) {
        if (each.kind == kind && each.name == key) return each.form;
    }
    if (kind != CaseKind::course && kind != CaseKind::workplace) return {};
    const auto found = std::ranges::find(attendance_keys, key, &Key::name);
    return found == attendance_keys.end() ? std::nullopt : std::optional(found->form);
}

std::vector<std::string> keys_of(CaseKind kind) {
    std::vector<std::string> result;
    if (kind == CaseKind::course) result.assign(own_keys.begin(), own_keys.end());
    for (const Key& each : attendance_keys) {
        if (kind == CaseKind::course || kind == CaseKind::workplace) result.emplace_back(each.name);
    }
    for (const Key& each : keys) {
        if (each.kind == kind) result.emplace_back(each.name);
    }
    return result;
}

}  // namespace passline
