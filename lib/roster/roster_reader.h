// How a roster's rows become people. For People only.
#pragma once
#include <string_view>
#include <vector>

#include "base/recent.h"
#include "csv/values.h"
#include "roster/people.h"

namespace passline {

/// Reads parts of one roster; each thread has its own.
class RosterReader {
  public:
    struct Read {
        std::string_view id;
        Person person;  ///< department and track: numbers in the reader's lists
    };

    /// `sheet` is the roster's number, for those who are read.
    RosterReader(const Sheet& sheet, std::uint32_t number);

    /// The rows from `begin` up to `end`; returns where it stopped. Problems go into `diagnostics`.
    std::size_t read(Diagnostics diagnostics, std::size_t begin, std::size_t end);

    // What was read last, valid until the next part. Texts stand in the sheet's bytes, or in the reader's
    // memory.
    const std::vector<Read>& people() const { return people_; }
    const Names& departments() const { return departments_.names; }
    const Names& tracks() const { return tracks_.names; }
    Diagnostics& diagnostics() { return diagnostics_; }

  private:
    void read_row(const Row& row);
    std::string_view stable(const Row& row, int column, std::string_view text);
    /// Departments, or tracks: few texts, which come again and again.
    struct List {
        Names names;
        Recent<std::uint32_t, 256> recent;
    };
    std::uint32_t numbered(List& list, const Row& row, int column);

    const Sheet& sheet_;
    const std::uint32_t number_;
    Diagnostics diagnostics_;
    CellReader cells_;
    const int id_, name_, department_, track_, hired_, left_;
    std::vector<Read> people_;
    List departments_, tracks_;  ///< those of all parts of this reader
    Arena arena_;
};

}  // namespace passline
