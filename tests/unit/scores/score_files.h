// For unit tests of scores and of the rooms above: a workspace from memory with sheets from files.
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "../folder.h"
#include "../workspace/assembled.h"
#include "scores/score_sheets.h"

namespace passline {

/// One sheet (s.csv) read into a workspace.
struct Read {
    Read(std::unique_ptr<Workspace> made, const std::string& sheet, ScoreOptions options = {})
        : workspace(std::move(made)), sheets(*workspace, std::move(options)) {
        sheets.load(folder.file("s.csv", sheet), diagnostics);
        sheets.sort();
    }
    std::string said(Language language = Language::en) const {
        return folder.plain(problems(diagnostics, language));
    }

    /// Every entry in order: "E1 A 1 theory@mentor:E7 79.5 2026-01-23 s.csv:2:5".
    std::string entries() {
        std::string text;
        for (const People::Index person : sheets.people_in_order()) {
            for (const ScoreEntry& entry : sheets.of(person)) text += line(entry) + "\n";
        }
        return text;
    }

    std::string line(const ScoreEntry& entry) const {
        const auto& course = workspace->courses[entry.course];
        const RuledComponent& component = course.rules->components[entry.component];
        std::string text = fmt::format("{} {} {} {}", workspace->people.id(entry.person), course.course->id,
                                       entry.attempt, component.id);
        if (component.rated() && !entry.value.empty()) text += "@" + component.raters[entry.role].id;
        if (entry.who != 0) text += ":" + sheets.rater_who(entry);
        text += " " + (entry.value.empty()     ? std::string("-")
                       : entry.value.is_mark() ? std::string(mark_name(entry.value.mark()))
                                               : entry.value.score().text());
        text += " " + (entry.date == ScoreEntry::no_date ? "-" : Date::from_days(entry.date).text());
        const Place place = sheets.place(entry);
        return text + " " + folder.plain(place.address()) + ":" + std::to_string(place.column);
    }

    Folder folder;
    std::unique_ptr<Workspace> workspace;
    Diagnostics diagnostics;
    ScoreSheets sheets;
};

}  // namespace passline
