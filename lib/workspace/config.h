#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/language.h"

namespace passline {

/// The keys of passline.yaml that name files, in the order of workspace.md. Each is also an option of the
/// command line.
inline constexpr std::string_view file_keys[] = {
    "policy", "plans", "roster", "scores",  "attendance", "shifts", "incidents",    "feedback",
    "kpi",    "costs", "needs",  "appeals", "decisions",  "items",  "certificates", "tickets",
};

/// An e-mail address as passline.yaml states it.
struct StatedAddress {
    std::string text;
    Place place;
};

/// `remind`: where reminders go that are not for somebody of the roster, and whom they are from.
struct RemindSettings {
    struct OfRole {
        std::string role;
        Place place;
        StatedAddress address;
    };
    std::vector<OfRole> roles;
    std::optional<StatedAddress> otherwise;
    std::optional<StatedAddress> from;
};

/// passline.yaml as read: paths are already relative to the working directory, patterns not yet expanded.
struct Config {
    std::string file;
    std::map<std::string, std::vector<std::string>, std::less<>> files;  ///< by key
    std::vector<std::string> calendar;                                   ///< built-in names and paths
    std::optional<Language> language;
    std::map<std::string, std::string> columns;
    std::map<std::string, Place> column_places;  ///< header → where the column it stands for is written
    std::vector<std::string> ignored_columns;
    RemindSettings remind;
    std::vector<std::pair<std::string, Place>> places;  ///< pattern as resolved → where it stands
};

/// Loads passline.yaml. Nothing when it has problems, all in `diagnostics`.
std::optional<Config> load_config(const std::string& path, Diagnostics& diagnostics);

/// `path` seen from the folder of `base_file`, as the working directory names it.
std::string beside(const std::string& base_file, const std::string& path);

/// The paths without those that name a file that an earlier one names already, in another spelling or through
/// a link: two patterns may overlap. Paths of files that do not exist are compared as they stand, and "-"
/// stays.
std::vector<std::string> without_repeats(std::vector<std::string> paths);

/// The files a pattern (`*`, `?`, `[…]`) names, in byte order; a path without wildcards stands for itself
/// whether it exists or not. A pattern that matches nothing is a warning (`pattern-empty`) at `place`.
std::vector<std::string> expand(const std::string& pattern, const Place& place, Diagnostics& diagnostics);

}  // namespace passline
