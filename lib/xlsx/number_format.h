// What a number in a workbook shows: a figure, a per cent, a date.
#pragma once
#include <string>
#include <string_view>

namespace passline {

/// How cells of one number format show.
struct NumberFormat {
    enum class Kind { number, percent, date };
    Kind kind = Kind::number;
    int digits = 0;  ///< of a format of zeros alone (0000): whole numbers show at least so many

    /// Of a format's own code (`yyyy/m/d h:mm`, `0.0%`).
    static NumberFormat of_code(std::string_view code);
    /// Of a format that files name by number only (ECMA-376 18.8.30), those of Chinese versions included.
    static NumberFormat of_number(int id);
};

/// What the cell shows. `stored` is the number as the file holds it; it is read as the double that it denotes
/// and written as the shortest decimal that denotes the same: 0.10000000000000001 is 0.1. A date is
/// 2026-03-02, with a time 2026-03-02 08:51 (:30 where there are seconds); a time alone 08:51. `from_1904`:
/// days count from 1904. Text that is no number stays as it is, and so does a day before 1900-03-01, which
/// Excel counts wrongly.
std::string shown_number(std::string_view stored, const NumberFormat& format, bool from_1904);

}  // namespace passline
