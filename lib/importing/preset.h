// How the export of one system becomes a sheet of passline's: presets are data (presets/*.yaml).
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/language.h"
#include "num/decimal.h"
#include "yaml/document.h"

namespace passline {

/// The sheets that can be made.
enum class Makes { scores, attendance, feedback, kpi };
std::string_view name_of(Makes makes);
/// What words may stand for in cells of such exports.
std::vector<std::string_view> meanings_of(Makes makes);

/// A text in which one `*` stands for any text, the empty one too; or one between two stars, which may stand
/// anywhere.
struct Wildcard {
    std::string before, after;  ///< as headers are compared: see header_key
    bool star = false;
    bool anywhere = false;  ///< `*before*`

    explicit Wildcard(std::string_view text);
    /// What the star stands for (the whole text without one, and with two); nothing when `key`, a header_key,
    /// is another.
    std::optional<std::string_view> match(std::string_view key) const;
    /// `*` alone: whatever no other column is.
    bool anything() const { return star && !anywhere && before.empty() && after.empty(); }
    /// Whether the stars of a text stand where they may.
    static bool sound(std::string_view text);
};

/// What a column of the export becomes.
struct PresetColumn {
    std::vector<std::string> headers;  ///< as written, for messages
    std::vector<Wildcard> patterns;
    /// A column of the sheet that is made (employee_id, date, sign_in …), or one of
    /// name, surname, given_name, email: who it is;
    /// item, total: scores of a component that is found by its name, or only when asked for;
    /// shift: only a day of rest is read from it;
    /// question: an answer; punch, scheduled: a time stamp of somebody who came or went, and when it was due;
    /// metric: a figure; unused.
    std::string to;
    std::string metric;             ///< of `to: metric`
    std::optional<Decimal> out_of;  ///< the most that these columns give
    bool spare = false;             ///< only where no other column gives the same
    std::string unit;               ///< minutes: figures may be 1小时5分钟
};

/// Words that stand in cells for something else.
struct PresetWord {
    std::vector<std::string> is;
    std::vector<Wildcard> patterns;
    /// empty, absent, exempt, void; an answer from 1 to 5;
    /// leave, absent, make_up; rest: the day is none; present: there, also without time stamps; punch: the
    /// time stamps tell; invalid: the time stamp does not count.
    std::string means;
};

/// Rows that are not people.
struct PresetRow {
    std::string to;  ///< the column that tells: a `to` of `columns`
    std::vector<std::string> is;
    std::vector<Wildcard> patterns;
    bool out_of = false;  ///< the row of the most that each column gives; else it is left out
};

struct Preset {
    std::string id;
    Text title;
    Text about;
    Makes makes = Makes::scores;
    int header_rows = 1;         ///< at most
    bool surname_first = false;  ///< names are "Surname, Given"
    bool short_years = false;    ///< dates are 26-03-02
    bool decimal_comma = false;
    std::vector<PresetColumn> columns;
    std::vector<PresetWord> words;
    std::vector<PresetRow> rows;
};

/// Nothing after problems: those of the schema (schemas/preset.schema.json) and a star too many
/// (`preset-star`), a column or word that the kind of sheet does not know (`preset-target`).
std::optional<Preset> load_preset(const std::string& path, Diagnostics& diagnostics);
std::optional<Preset> parse_preset(std::string name, std::string text, Diagnostics& diagnostics);

/// The preset compiled in under `id`; nothing when there is none.
std::optional<Preset> builtin_preset(std::string_view id);

}  // namespace passline
