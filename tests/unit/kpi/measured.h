// For unit tests of work figures and of the rooms above: KPI sheets in, figures out.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "../folder.h"
#include "../workspace/assembled.h"
#include "kpi/figures.h"
#include "trace/trace.h"

namespace passline {

inline Date day(const std::string& text) {
    const auto date = Date::parse_iso(text);
    REQUIRE(date.has_value());
    return *date;
}

/// A trace with two blanks a level: "what [rule] (source, source)".
inline std::string tree(const std::vector<TraceNode>& nodes, Language language = Language::en,
                        std::size_t depth = 0) {
    std::string text;
    for (const TraceNode& node : nodes) {
        text += std::string(2 * depth, ' ') + node.what.in(language);
        if (!node.rule.empty()) text += " [" + node.rule.in(language) + "]";
        std::string sources;
        for (const std::string& source : node.sources) sources += (sources.empty() ? "" : ", ") + source;
        if (!sources.empty()) text += " (" + sources + ")";
        text += "\n" + tree(node.children, language, depth + 1);
    }
    return text;
}

/// One KPI sheet (k.csv) read into a workspace.
struct Measured {
    Measured(std::unique_ptr<Workspace> made, const std::string& rows)
        : workspace(std::move(made)), figures(*workspace) {
        figures.load(folder.file("k.csv", "employee_id,period,metric,value\n" + rows), *workspace, {},
                     diagnostics);
        figures.sort(diagnostics);
    }
    std::string said(Language language = Language::en) const {
        return folder.plain(problems(diagnostics, language));
    }
    /// Every figure in order: "E1 2026-01 kpi 75 k.csv:2".
    std::string lines() const {
        std::string text;
        for (const People::Index person : figures.people()) {
            for (Metrics::Number metric = 0; metric < figures.metrics().size(); ++metric) {
                for (const Figure& figure : figures.of(person, metric))
                    text += std::string(workspace->people.id(person)) + " " + figure.month.text() + " " +
                            figures.metrics().id(metric) + " " + figure.value.text() + " " +
                            folder.plain(figures.address(figure)) + "\n";
            }
        }
        return text;
    }
    People::Index person(const std::string& id) const { return workspace->people.find(id); }

    Folder folder;
    Diagnostics diagnostics;
    std::unique_ptr<Workspace> workspace;
    Figures figures;
};

}  // namespace passline
