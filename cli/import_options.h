#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "importing/request.h"

namespace passline {

/// Of `import`, as given.
struct ImportOptions {
    std::string file, preset, show, course, component, date, session, period, from, to, match, decimal, sheet;
    std::vector<std::string> maps, words;
    int attempt = 0;
    bool list = false, guess = false, long_form = false;
};

void add_import_options(const Declaration& declaration, ImportOptions& options);

/// False after a usage error.
bool fill_request(CommandRun& run, const ImportOptions& options, ImportRequest& request);
/// Whether --word gives words that the preset's kind of sheet knows. False after a usage error.
bool check_words(CommandRun& run, const Preset& preset, const ImportRequest& request);
/// False, with a usage error, when -o names the file that is imported.
bool import_may_write(CommandRun& run, const ImportOptions& options);
/// As CommandRun::table_options, for lists that need no workspace.
std::optional<TableOptions> import_table_options(CommandRun& run);

/// The roster and the course's rules, where a workspace or a roster is at hand.
class ImportContext {
  public:
    /// Puts them into `request`, which this must outlive. False after problems.
    bool load(CommandRun& run, ImportRequest& request);

  private:
    bool find_course(CommandRun& run, ImportRequest& request) const;
    std::unique_ptr<Workspace> workspace_;
    People people_;
};

}  // namespace passline
