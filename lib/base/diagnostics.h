#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.h"

namespace passline {

/// Where something stands. `line` and `column` count from 1, columns in characters (not bytes); line 0 means
/// the whole file, an empty file means the command line. `excerpt` is the line's text in UTF-8 as far as it
/// is worth showing, else empty.
struct Place {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t width = 1;
    std::string excerpt;

    /// `file:line`, or `file` when there is no line.
    std::string address() const;
    bool operator==(const Place&) const = default;
};

enum class Severity { warning, error };

/// What kind of trouble an error is; decides the exit code (input 3, system 4).
enum class Trouble { input, system };

struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;  ///< stable, e.g. "score-range"; each has an entry in docs/diagnostics.md
    Place place;
    Text message;
    Text hint;                   ///< what to do; may be empty
    std::vector<Place> related;  ///< the other places that the message speaks of, shown with their lines
    Trouble trouble = Trouble::input;
};

/// Collects every problem of a phase; work stops at the edge of the phase. Of each (severity, code) the first
/// `kept_of_a_kind` are kept whole, the rest are only counted. Not for use from several threads: each has its
/// own and they are merged.
class Diagnostics {
  public:
    static constexpr std::size_t kept_of_a_kind = 50;

    Diagnostics() = default;
    /// For what is found meanwhile and merged into `outer` later: what is enough there is enough here.
    static Diagnostics beside(const Diagnostics& outer) {
        Diagnostics result;
        result.settled_ = outer.counts_;
        for (const auto& [kind, count] : outer.settled_) result.settled_[kind] += count;
        return result;
    }

    void add(Diagnostic diagnostic);
    void error(std::string_view code, Place place, Text message, Text hint = {});
    void warning(std::string_view code, Place place, Text message, Text hint = {});
    /// Reading or writing failed (exit code 4).
    void system_error(std::string_view code, Place place, Text message, Text hint = {});

    /// As `add`, but calls `make` (returning a Diagnostic of this severity and code) only while it would be
    /// kept: places are costly to compute in a sheet of ten million rows.
    template <class Make>
    void report(Severity severity, std::string_view code, Make make) {
        if (wants(severity, code)) {
            add(make());
        } else {
            count_only(severity, code);
        }
    }

    bool wants(Severity severity, std::string_view code) const;
    void count_only(Severity severity, std::string_view code);

    /// Appends another collection, in order, as if its problems had been added here.
    void merge(Diagnostics other);

    /// Puts what was kept into the order of files (as first mentioned) and lines, as a compiler prints it.
    void sort_by_place();

    const std::vector<Diagnostic>& all() const { return kept_; }
    std::size_t errors() const { return errors_; }
    std::size_t warnings() const { return warnings_; }
    bool ok() const { return errors_ == 0; }
    bool has_system_error() const { return system_errors_ != 0; }
    /// How many of this kind were counted beyond those kept.
    std::size_t beyond(Severity severity, std::string_view code) const;
    /// Every kind with more than were kept, with the number beyond.
    std::vector<std::pair<std::pair<Severity, std::string>, std::size_t>> beyond() const;

  private:
    using Kind = std::pair<Severity, std::string>;
    std::size_t& count(Severity severity, std::string_view code);

    std::vector<Diagnostic> kept_;
    std::map<Kind, std::size_t> counts_;
    std::map<Kind, std::size_t> settled_;  ///< in the collection that this one is beside
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
    std::size_t system_errors_ = 0;
};

}  // namespace passline
