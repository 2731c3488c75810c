#include "planning/needs.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "workspace/person_sheet.h"

namespace passline {

/// The one that is stated, else the person's in the roster, else the policy's only one.
std::string Needs::track_of(People::Index person, const std::string& stated) const {
    const People& people = workspace_.people;
    const Track* track = stated.empty() ? nullptr : policy_.track_named(stated);
    if (track == nullptr && stated.empty())
        track = policy_.track_named(people.tracks()[people[person].track]);
    if (track == nullptr && stated.empty() && policy_.tracks.size() == 1) track = &policy_.tracks.front();
    return track == nullptr ? std::string() : track->id;
}

void Needs::load(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics) {
    const auto sheet = PersonSheet::open(path, "needs", workspace_, options, diagnostics);
    if (sheet == nullptr) return;
    sheet->each([&](const Row& row) {
        const People::Index person = sheet->person(row);
        const std::string topic = sheet->text(row, "topic");
        if (topic.empty()) sheet->require(row, "topic");
        if (person == People::none || topic.empty()) return;
        if (!workspace_.people[person].employed_during(period_.first, period_.last)) return;
        TopicNeed& need = topics_[{track_of(person, sheet->text(row, "track")), topic}];
        const std::string priority = sheet->text(row, "priority");
        const auto figure = Decimal::parse(priority);
        need.priority += figure ? static_cast<std::int32_t>(figure->millionths() / Decimal::scale) : 3;
        if (std::ranges::find(need.people, person) == need.people.end()) need.people.push_back(person);
        const std::string source = sheet->text(row, "source");
        if (!source.empty()) ++need.sources[source];
        need.places.push_back(sheet->row_place(row).address());
    });
}

std::vector<TopicNeed> Needs::ranked() const {
    std::vector<TopicNeed> all;
    for (const auto& [key, need] : topics_) {
        all.push_back(need);
        all.back().track = key.first;
        all.back().topic = key.second;
        std::ranges::sort(all.back().people, {},
                          [&](People::Index person) { return workspace_.people.id(person); });
    }
    std::ranges::stable_sort(all, {}, [](const TopicNeed& need) {
        return std::tuple(-need.priority, -static_cast<std::int64_t>(need.people.size()));
    });
    return all;
}

}  // namespace passline
