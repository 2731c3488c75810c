// What is asked of an import, and what comes of it.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "importing/preset.h"
#include "roster/people.h"
#include "time/date.h"
#include "workspace/course_rules.h"

namespace passline {

/// `--map HEADER=TARGET[/OUT_OF]`: a component (or `component@rater`), a column of the sheet, or `-`: left
/// out.
struct ColumnMap {
    std::string header;
    std::string target;
    std::optional<Decimal> out_of;
    /// Nothing when the text is of another form.
    static std::optional<ColumnMap> parse(std::string_view text);
};

/// By what people are found in the roster.
enum class Match { any, id, email, name };

struct ImportRequest {
    std::string course;     ///< --course; empty: none
    std::string component;  ///< --component
    std::vector<ColumnMap> maps;
    std::vector<PresetWord> words;  ///< --word, before the preset's
    std::optional<int> attempt;
    std::optional<Date> date;
    std::string session;
    std::optional<Period> period;  ///< a month
    std::optional<Date> from, to;  ///< rows of other days are left out
    Match match = Match::any;
    bool long_form = false;
    bool decimal_comma = false;
    bool strict = false;  ///< a column that nothing becomes of is an error

    const People* people = nullptr;      ///< null: without a roster
    std::vector<std::string> courses;    ///< of the plans; empty: not known
    const CourseRules* rules = nullptr;  ///< of the course; null: not known
};

/// A sheet of passline's, its columns under their own names.
struct Imported {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};

}  // namespace passline
