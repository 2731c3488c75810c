// The rules of a policy that decide something beside the grading of a course.
#include <algorithm>

#include "cases/coverage.h"

namespace passline {

namespace {

std::string numbered(const std::string& path, std::size_t index) {
    return fmt::format("{}[{}]", path, index + 1);
}

bool same_place(const Origin& a, const Origin& b) {
    return a.line == b.line && a.column == b.column && a.file == b.file;
}

}  // namespace

void Coverage::touchable(std::string path, const Article& article, const Origin& origin, bool is_line,
                         std::string part) {
    const bool known = std::ranges::any_of(rules_, [&](const CoveredRule& each) {
        return !each.of_scores && same_place(each.origin, origin) && each.part == part;
    });
    if (known) return;
    CoveredRule& added = rule(std::move(path), article, origin);
    added.is_line = is_line;
    added.of_scores = false;
    added.part = std::move(part);
}

void Coverage::add_leave(const std::string& path, const LeaveRule& rule) {
    touchable(path, rule.article, rule.origin, false);
    if (!rule.allowed) return;
    if (rule.ask_before) touchable(path + ".ask_before", rule.article, rule.origin, true, "ask_before");
    if (!rule.approved_by.empty() || !rule.approved_by_length.empty())
        touchable(path + ".approved_by", rule.article, rule.origin, true, "approved_by");
    for (std::size_t i = 0; i < rule.approved_by_length.size(); ++i) {
        const Approver& approver = rule.approved_by_length[i];
        touchable(numbered(path + ".approved_by", i), approver.article, approver.origin, false);
    }
}

void Coverage::add_attendance(const std::string& path, const AttendanceRules& rules) {
    if (rules.hours) touchable(path + ".hours", rules.hours->article, rules.hours->origin, false);
    if (rules.sign_in) touchable(path + ".sign_in", rules.sign_in->article, rules.sign_in->origin, true);
    const auto list = [&](const char* key, const auto& all) {
        for (std::size_t i = 0; i < all.size(); ++i)
            touchable(numbered(path + key, i), all[i].article, all[i].origin, true);
    };
    list(".late", rules.late);
    list(".early", rules.early);
    if (rules.no_show) touchable(path + ".no_show", rules.no_show->article, rules.no_show->origin, false);
    if (rules.leave) add_leave(path + ".leave", *rules.leave);
    list(".limits", rules.limits);
    list(".rates", rules.rates);
}

void Coverage::add_levels(const Sections& sections) {
    if (!sections.levels) return;
    for (const LevelStep& step : sections.levels->steps) {
        const std::string path = "levels.steps." + step.id;
        touchable(path, step.article, step.origin, false);
        const auto line = [&](const std::string& part) {
            touchable(fmt::format("{}.{}", path, part), step.article, step.origin, true, part);
        };
        for (const MetricLine& each : step.at_least) line("at_least." + each.metric);
        for (const MetricLine& each : step.at_most) line("at_most." + each.metric);
        if (!step.exam.empty()) line("exam");
        if (step.tenure) line("tenure");
    }
}

void Coverage::add_sections(const Sections& sections) {
    if (sections.attendance) add_attendance("attendance", *sections.attendance);
    for (const auto& [track, rules] : sections.attendance_by_track)
        add_attendance("attendance.tracks." + track, rules);
    for (std::size_t i = 0; i < sections.conduct.size(); ++i) {
        const ConductRule& rule = sections.conduct[i];
        touchable(numbered("conduct", i), rule.article, rule.origin, rule.at_least > 1);
    }
    for (const DeadlineRule& rule : sections.deadlines)
        touchable("deadlines." + rule.id, rule.article, rule.origin, false);
    for (std::size_t i = 0; i < sections.performance.size(); ++i)
        touchable(numbered("performance", i), sections.performance[i].article, sections.performance[i].origin,
                  true);
    add_levels(sections);
    const auto service = [&](const char* path, const std::vector<ServiceTime>& times) {
        for (const ServiceTime& time : times)
            touchable(fmt::format("service.{}.{}", path, time.id), time.article, time.origin, true);
    };
    service("first_response", sections.service.first_response);
    service("solved", sections.service.solved);
    service("complaint", sections.service.complaint);
    if (const auto& appeals = sections.appeals) {
        if (appeals->file_within)
            touchable("appeals.file_within", appeals->article, appeals->origin, true, "file_within");
        if (appeals->answer_within)
            touchable("appeals.answer_within", appeals->article, appeals->origin, true, "answer_within");
    }
}

void Coverage::record(const std::vector<Touch>& touched) {
    for (const Touch& touch : touched) {
        for (CoveredRule& rule : rules_) {
            if (rule.of_scores || !same_place(rule.origin, touch.origin) || rule.part != touch.part) continue;
            (touch.reached ? rule.reached : rule.missed) = true;
            if (!touch.reached) continue;
            for (CoveredArticle& each : articles_) each.covered |= each.article == rule.article;
        }
    }
}

}  // namespace passline
