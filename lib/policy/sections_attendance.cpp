#include <algorithm>

#include "policy/section_reader.h"

namespace passline {
namespace {

CountsAs counts_as_named(const std::string& word) {
    for (const CountsAs each : {CountsAs::late, CountsAs::early, CountsAs::half_day, CountsAs::day}) {
        if (word == counts_as_name(each)) return each;
    }
    return CountsAs::not_attended;
}

AbsenceThen absence_then(const std::string& word) {
    return word == "make_up" ? AbsenceThen::make_up : word == "end" ? AbsenceThen::end : AbsenceThen::nothing;
}

}  // namespace

void SectionReader::attendance(const Node* node) {
    if (node == nullptr) return;
    AttendanceRules base;
    attendance_rules(*node, base);
    if (const Node* tracks = node->find("tracks")) {
        for (const auto& [key, value] : tracks->entries) {
            const bool workplace = key.text == "workplace";
            if (!workplace) refer_.check_track(key);
            AttendanceRules own = workplace ? AttendanceRules{} : base;
            if (workplace) own.hours = base.hours;  // the day's, unless it states its own
            attendance_rules(value, own);
            result_.attendance_by_track.emplace(key.text, std::move(own));
        }
    }
    const bool only_tracks = std::ranges::all_of(
        node->entries, [](const Node::Entry& entry) { return entry.key.text == "tracks"; });
    if (!only_tracks) result_.attendance = std::move(base);
}

/// Sets what the node states; the rest of `rules` stays.
void SectionReader::attendance_rules(const Node& node, AttendanceRules& rules) {
    rules.origin = read_.origin(node);
    if (const Node* stated = node.find("hours")) rules.hours = hours(*stated);
    if (const Node* stated = node.find("sign_in")) {
        SignInRule rule;
        rule.before_start = read_.duration(stated->find("before_start"), &rule.setting).value_or(Duration{});
        rule.article = read_.article(stated->find("article"));
        rule.origin = read_.origin(*stated);
        rules.sign_in = std::move(rule);
    }
    if (const Node* stated = node.find("late")) rules.late = lateness(*stated);
    if (const Node* stated = node.find("early")) rules.early = lateness(*stated);
    if (const Node* stated = node.find("no_show")) rules.no_show = no_show(*stated);
    if (const Node* stated = node.find("leave")) rules.leave = leave(*stated);
    if (const Node* stated = node.find("limits")) {
        rules.limits.clear();
        for (const Node& item : stated->items) rules.limits.push_back(limit(item));
    }
    if (const Node* stated = node.find("rates")) {
        rules.rates.clear();
        for (const Node& item : stated->items) rules.rates.push_back(rate(item));
    }
}

DailyHours SectionReader::hours(const Node& node) {
    DailyHours result;
    const auto from = read_.time(node.find("from"));
    const auto to = read_.time(node.find("to"));
    if (from) result.from = *from;
    if (to) result.to = *to;
    if (from && to && *to <= *from) {
        read_.error("session-times", node,
                    say("结束时刻不晚于开始时刻", "the day ends no later than it begins"),
                    say("改正 from 或 to", "correct `from` or `to`"));
    }
    result.rest = read_.duration(node.find("break"));
    result.article = read_.article(node.find("article"));
    result.origin = read_.origin(node);
    return result;
}

std::vector<LatenessRule> SectionReader::lateness(const Node& node) {
    std::vector<LatenessRule> result;
    for (const Node& item : node.items) {
        LatenessRule rule;
        const Node* over = item.find("over");
        const Node* line = over != nullptr ? over : item.find("at_least");
        rule.reached_counts = over == nullptr;
        if (const auto duration = read_.duration(line, &rule.setting)) {
            const auto seconds = duration->seconds();
            if (!seconds) {
                read_.error("duration", *line,
                            say("{0}：迟到、早退须以秒、分钟或小时计",
                                "{0}: lateness is counted in seconds, minutes or hours", duration->words()));
            }
            rule.seconds = seconds.value_or(0);
        }
        rule.counts_as = counts_as_named(read_.string(item.find("counts_as")));
        rule.actions = refer_.actions(item.find("actions"));
        rule.article = read_.article(item.find("article"));
        rule.origin = read_.origin(item);
        result.push_back(std::move(rule));
    }
    return result;
}

NoShowRule SectionReader::no_show(const Node& node) {
    NoShowRule rule;
    rule.counts_as = counts_as_named(read_.string(node.find("counts_as")));
    rule.then = absence_then(read_.string(node.find("then")));
    rule.actions = refer_.actions(node.find("actions"));
    rule.article = read_.article(node.find("article"));
    rule.origin = read_.origin(node);
    return rule;
}

LeaveRule SectionReader::leave(const Node& node) {
    LeaveRule rule;
    rule.allowed = read_.boolean(node.find("allowed"), true);
    rule.ask_before = read_.duration(node.find("ask_before"));
    if (const Node* by = node.find("approved_by")) approvers(*by, rule);
    rule.then = absence_then(read_.string(node.find("then")));
    if (const Node* same_day = node.find("same_day")) {
        SameDayRule most;
        most.at_most = read_.count_from_one(same_day->find("at_most")).value_or(1);
        if (read_.string(same_day->find("per")) == "department") most.per = SameDayRule::Per::department;
        most.article = read_.article(same_day->find("article"));
        most.origin = read_.origin(*same_day);
        rule.same_day = std::move(most);
    }
    rule.actions = refer_.actions(node.find("actions"));
    rule.article = read_.article(node.find("article"));
    rule.origin = read_.origin(node);
    return rule;
}

void SectionReader::approvers(const Node& node, LeaveRule& rule) {
    for (const Node& item : node.items) {
        if (item.is_scalar()) {
            rule.approved_by.push_back(refer_.role(&item));
            continue;
        }
        Approver approver;
        approver.up_to = read_.duration(item.find("up_to"), &approver.setting);
        approver.by = refer_.roles(item.find("by"));
        approver.article = read_.article(item.find("article"));
        approver.origin = read_.origin(item);
        if (!rule.approved_by_length.empty()) {
            const Approver& last = rule.approved_by_length.back();
            const bool comparable = approver.up_to && last.up_to && approver.up_to->unit == last.up_to->unit;
            if (!last.up_to || (comparable && approver.up_to->count <= last.up_to->count)) {
                read_.error("approver-order", item,
                            say("前一项（第 {0} 行）已包括这样长的假，此项用不到",
                                "leave of this length goes to the entry before it already (line {0})",
                                last.origin.line),
                            say("由短到长排列，不写 up_to 的放在最后",
                                "order them from short to long, the one without `up_to` last"));
            }
        }
        rule.approved_by_length.push_back(std::move(approver));
    }
}

LimitRule SectionReader::limit(const Node& node) {
    LimitRule rule;
    const Node* of = node.find("of");
    rule.of = read_.strings(of);
    const auto amount = std::ranges::find_if(
        rule.of, [](const std::string& word) { return word == "absent_hours" || word == "absent_days"; });
    if (rule.of.size() > 1 && amount != rule.of.end()) {
        read_.error("limit-mixed", *of,
                    say("{0} 不能与次数合计", "{0} can't be added to what is counted", *amount),
                    say("拆成两条限度", "make two limits of it"));
    }
    rule.per = read_.string(node.find("per")) == "month" ? LimitRule::Per::month : LimitRule::Per::course;
    if (const Node* over = node.find("over")) {
        rule.line = read_.decimal(over, &rule.setting);
        rule.reached_counts = false;
    } else if (const Node* least = node.find("at_least")) {
        rule.line = read_.decimal(least, &rule.setting);
    } else {
        rule.in_a_row = read_.count_from_one(node.find("in_a_row"), &rule.setting).value_or(1);
    }
    rule.ends = node.find("then") != nullptr;
    rule.actions = refer_.actions(node.find("actions"));
    rule.article = read_.article(node.find("article"));
    rule.origin = read_.origin(node);
    return rule;
}

RateRule SectionReader::rate(const Node& node) {
    RateRule rule;
    const std::string per = read_.string(node.find("per"));
    rule.per = per == "person"   ? RateRule::Per::person
               : per == "course" ? RateRule::Per::course
                                 : RateRule::Per::team;
    rule.at_least = per_cent(node.find("at_least"), &rule.setting).value_or(Decimal{});
    rule.actions = refer_.actions(node.find("actions"));
    rule.article = read_.article(node.find("article"));
    rule.origin = read_.origin(node);
    return rule;
}

void SectionReader::conduct(const Node* node) {
    if (node == nullptr) return;
    using Per = ConductRule::Per;
    for (const Node& item : node->items) {
        ConductRule rule;
        rule.title = read_.text(item.find("title"));
        rule.of = read_.strings(item.find("of"));
        const std::string per = read_.string(item.find("per"));
        rule.per = per == "month"     ? Per::month
                   : per == "quarter" ? Per::quarter
                   : per == "year"    ? Per::year
                   : per == "ever"    ? Per::ever
                                      : Per::course;
        rule.at_least = read_.count_from_one(item.find("at_least"), &rule.setting).value_or(1);
        rule.tracks = refer_.tracks(item.find("tracks"));
        rule.ends = item.find("then") != nullptr;
        rule.actions = refer_.actions(item.find("actions"));
        rule.article = read_.article(item.find("article"));
        rule.origin = read_.origin(item);
        result_.conduct.push_back(std::move(rule));
    }
}

}  // namespace passline
