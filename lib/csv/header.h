// Which row of a sheet is its header, and what each of its columns is.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "csv/sheet.h"

namespace passline {

/// What headers are compared by: folded, and without blanks beside characters that are written without them
/// (姓 名, 员工⏎编号).
std::string header_key(std::string_view header);

/// What a column is.
struct ColumnMeaning {
    enum class Kind {
        unknown,
        unused,   ///< known as something that nobody needs
        ignored,  ///< by the workspace
        spec,     ///< a column of the kind of sheet
        extra     ///< one of SheetOptions::extra, or one kept by keep_unknown
    };
    Kind kind = Kind::unknown;
    std::string name;    ///< passline's own, of a spec or extra column
    std::string suffix;  ///< what followed the @ of an extra column
};

/// Knows all names that a sheet's columns may have, by where they come from.
class HeaderNames {
  public:
    HeaderNames(const SheetSpec& spec, const SheetOptions& options);

    /// `header` is UTF-8, as it stands in the file.
    ColumnMeaning meaning(std::string_view header) const;

    /// The name or alias that a header which means nothing was probably meant to be. `present` holds the
    /// names of columns the sheet has already: those are not meant again.
    std::optional<std::string> near(std::string_view header, const std::set<std::string>& present) const;

  private:
    using Names = std::map<std::string, std::string, std::less<>>;  // key → name
    struct Candidate {
        std::string key;
        std::string shown;
        std::string name;
    };
    std::optional<ColumnMeaning> known(std::string_view form) const;
    std::optional<ColumnMeaning> named(std::string_view form) const;

    Names own_;
    std::set<std::string, std::less<>> ignored_;
    Names spec_;
    Names extra_;
    std::set<std::string, std::less<>> unused_;
    std::vector<Candidate> candidates_;
    bool suffixes_;
    bool keep_unknown_;
};

}  // namespace passline
