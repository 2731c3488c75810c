#include "attendance/conduct.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/suggest.h"
#include "text/unicode.h"
#include "workspace/person_sheet.h"

namespace passline {

namespace {

bool names(const ConductRule& rule, const std::string& kind) {
    return std::any_of(rule.of.begin(), rule.of.end(),
                       [&](const std::string& each) { return folded(each) == folded(kind); });
}

std::optional<Period> period_of(const ConductRule& rule, Date date) {
    switch (rule.per) {
        case ConductRule::Per::month:
            return Period::containing(Period::Kind::month, date);
        case ConductRule::Per::quarter:
            return Period::containing(Period::Kind::quarter, date);
        case ConductRule::Per::year:
            return Period::containing(Period::Kind::year, date);
        case ConductRule::Per::course:
        case ConductRule::Per::ever:
            break;
    }
    return {};
}

}  // namespace

void Conduct::load(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics) {
    const auto sheet = PersonSheet::open(path, "incidents", workspace_, options, diagnostics);
    if (sheet == nullptr) return;
    CellReader& cells = sheet->cells;
    sheet->each_if_any([&](const Row& row) {
        Incident incident;
        incident.person = sheet->person(row);
        const bool of_course = sheet->has_course(row);
        incident.course = sheet->course(row);
        const auto date = cells.date(row, sheet->column("date"));
        incident.kind = cells.id(row, sheet->column("kind"));
        for (const std::string_view needed : {"date", "kind"}) sheet->require(row, needed);
        if (cells.failed() || (of_course && incident.course == Workspace::none)) return;
        incident.date = *date;
        incident.note = sheet->text(row, "note");
        incident.reported_by = sheet->text(row, "reported_by");
        incident.place = sheet->place(row, "kind");
        known_kind(incident, diagnostics);
        incidents_.push_back(std::move(incident));
    });
}

void Conduct::known_kind(const Incident& incident, Diagnostics& diagnostics) const {
    std::vector<std::string> known;
    for (const Policy& policy : workspace_.policies) {
        for (const ConductRule& rule : policy.sections.conduct) {
            if (names(rule, incident.kind)) return;
            known.insert(known.end(), rule.of.begin(), rule.of.end());
        }
    }
    const Text near = did_you_mean(incident.kind, known);
    const Text message = say("制度的 conduct 中没有事件“{0}”，不引起任何后果",
                             "no conduct rule speaks of '{0}', so nothing follows from it", incident.kind);
    diagnostics.warning("unknown-incident", incident.place, message,
                        near.empty() ? say("改正种类，或在制度的 conduct 中加上规则",
                                           "correct the kind, or add a rule to the policy's `conduct`")
                                     : near);
}

void Conduct::sort() {
    std::stable_sort(incidents_.begin(), incidents_.end(), [](const Incident& a, const Incident& b) {
        return std::tie(a.person, a.date) < std::tie(b.person, b.date);
    });
}

void Conduct::check_repeats(Diagnostics& diagnostics) const {
    const auto content = [](const Incident& each) {
        return std::tie(each.person, each.date, each.course, each.kind, each.note, each.reported_by);
    };
    for (std::size_t i = 1; i < incidents_.size(); ++i) {
        const Incident& incident = incidents_[i];
        if (content(incident) != content(incidents_[i - 1])) continue;
        diagnostics.warning("incident-repeated", incident.place,
                            say("{0} 在 {1} 的“{2}”已在 {3} 出现，两次都计",
                                "'{2}' of {0} on {1} stands in {3} already; both count",
                                workspace_.people.id(incident.person), incident.date.text(), incident.kind,
                                incidents_[i - 1].place.address()),
                            say("同一件事只留一行", "keep one row if it is the same incident"));
    }
}

std::span<const Incident> Conduct::incidents(std::uint32_t person) const {
    const auto first =
        std::lower_bound(incidents_.begin(), incidents_.end(), person,
                         [](const Incident& each, std::uint32_t p) { return each.person < p; });
    auto last = first;
    while (last != incidents_.end() && last->person == person) ++last;
    return {first, last};
}

std::vector<std::uint32_t> Conduct::people() const {
    std::vector<std::uint32_t> result;
    for (const Incident& incident : incidents_) {
        if (result.empty() || result.back() != incident.person) result.push_back(incident.person);
    }
    return result;
}

bool Conduct::judged_by(const Policy& policy, const Incident& incident) const {
    if (incident.course == Workspace::none)
        return policy_in_force(workspace_.policies, policy.id, incident.date) == &policy;
    const auto& rules = workspace_.courses[incident.course].rules;
    return rules && rules->policy == &policy;
}

bool Conduct::counts(const ConductRule& rule, const Incident& incident) const {
    if (incident.date > as_of_ || !names(rule, incident.kind)) return false;
    if (rule.tracks.empty()) return true;
    if (incident.course == Workspace::none) return false;
    const std::string& track = workspace_.courses[incident.course].rules->track->id;
    return std::find(rule.tracks.begin(), rule.tracks.end(), track) != rule.tracks.end();
}

std::vector<ReachedConduct> Conduct::of(std::uint32_t person) const {
    std::vector<ReachedConduct> result;
    const auto mine = incidents(person);
    if (mine.empty()) return result;
    for (const Policy& policy : workspace_.policies) {
        for (const ConductRule& rule : policy.sections.conduct) {
            std::map<std::pair<Date, std::uint32_t>, ReachedConduct> groups;  // by period, or by course
            for (const Incident& incident : mine) {
                if (!judged_by(policy, incident) || !counts(rule, incident)) continue;
                const auto period = period_of(rule, incident.date);
                const std::uint32_t course =
                    rule.per == ConductRule::Per::course ? incident.course : Workspace::none;
                ReachedConduct& group = groups[{period ? period->first : Date::earliest(), course}];
                group.counted.push_back(&incident);
                if (group.counted.size() != static_cast<std::size_t>(rule.at_least)) continue;
                group.policy = &policy;
                group.rule = &rule;
                group.course = incident.course;
                group.period = period;
            }
            for (auto& [key, group] : groups) {
                if (group.rule != nullptr) result.push_back(std::move(group));
            }
        }
    }
    return result;
}

}  // namespace passline
