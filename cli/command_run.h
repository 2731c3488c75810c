#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/language.h"
#include "report/table.h"
#include "time/date.h"
#include "workspace/config.h"
#include "workspace/workspace.h"

namespace passline {

/// What the program finds around it; asked once, in main.
struct Environment {
    Language language = Language::en;  ///< from LANG and its kin
    Date today;
    bool no_color = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    std::size_t width = 0;  ///< of the terminal; 0 when output is not one
    unsigned threads = 1;   ///< that the machine runs at once
};

/// Exit codes (cli.md).
enum ExitCode { exit_done = 0, exit_attention = 1, exit_usage = 2, exit_input = 3, exit_system = 4 };

/// Options that every command knows, and those of commands that read a workspace or write results. Bound by
/// shared_options.
struct Options {
    std::string dir;
    std::string as_of;
    std::string lang;
    std::string color = "auto";
    std::string diagnostics = "text";

    std::map<std::string, std::vector<std::string>, std::less<>> files;  ///< by the keys of file_keys
    std::vector<std::string> calendar;
    std::string encoding;
    bool strict = false;
    unsigned threads = 0;  ///< that may be used; 0: as many as the machine runs at once

    std::string format;
    std::string output;
    std::string table;
    bool excel = false;
    std::string headers;
};

/// One run of one command: its options, what it has to say, and the files it works on. Commands return an
/// exit code; main prints the diagnostics afterwards.
class CommandRun {
  public:
    CommandRun(Options options, const Environment& environment)
        : options_(std::move(options)), environment_(environment) {
        language_ = environment_.language;
    }

    Options& options() { return options_; }
    const Environment& environment() const { return environment_; }
    Diagnostics& diagnostics() { return diagnostics_; }
    Language language() const { return language_; }
    Date as_of() const { return as_of_; }

    /// Checks the options that have a fixed form (dates, formats, encodings). False after a usage error,
    /// which is then in `usage_error`.
    bool settle();
    /// A mistake on the command line: message and hint are printed, the exit code is 2. Returns that code.
    int usage(Text message, Text hint = {});
    const std::vector<std::pair<Text, Text>>& usage_errors() const { return usage_errors_; }

    /// Finds and reads passline.yaml, adds what the command line names, expands patterns. Null after
    /// problems. Also settles the language.
    const Inputs* inputs();
    /// Whether a workspace is named, or lies here or in a folder above: for commands that can do without.
    bool has_workspace() const;
    /// passline.yaml, where there is one; to be asked for after `inputs`.
    const Config* config() const { return config_ ? &*config_ : nullptr; }
    /// `inputs`, then the workspace. Null after problems.
    std::unique_ptr<Workspace> workspace(Needed needed = Needed::plan);

    /// Text, CSV or JSON as asked for by --format or the ending of -o; what can't be had is a usage error and
    /// returns nothing.
    std::optional<TableOptions> table_options();
    /// False, with a usage error, when a result would overwrite an input, one of `also_read` or another
    /// result. Empty paths are passed over.
    bool may_write(const std::vector<std::string>& outputs, const std::vector<std::string>& also_read = {});
    unsigned threads() const { return options_.threads != 0 ? options_.threads : environment_.threads; }
    bool color_out() const;
    bool color_err() const;

    /// 0 or 1 by findings, 3 or 4 after errors.
    int code() const;

  private:
    bool find_config();
    std::optional<Config> config_;
    Options options_;
    Environment environment_;
    Language language_ = Language::en;
    Date as_of_;
    Diagnostics diagnostics_;
    bool looked_for_inputs_ = false;
    std::optional<Inputs> inputs_;
    std::vector<std::pair<Text, Text>> usage_errors_;
};

}  // namespace passline
