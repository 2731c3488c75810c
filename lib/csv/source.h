// The bytes of a sheet in an encoding that rows can be read in.
#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/file.h"
#include "csv/breaks.h"
#include "text/unicode.h"

namespace passline {

/// A sheet's bytes, known to be valid throughout in their encoding. UTF-8 and GB18030 stay as they lie in the
/// file, because no byte of a wider character of either is a delimiter, quote or line end; UTF-16 is
/// converted to UTF-8 as a whole.
class SheetSource {
  public:
    /// Null after an error `sheet-encoding`.
    static std::unique_ptr<SheetSource> open(std::shared_ptr<const FileBytes> file,
                                             std::optional<Encoding> wanted, unsigned threads,
                                             Diagnostics& diagnostics);

    const std::string& name() const { return file_->name(); }
    std::string_view bytes() const { return bytes_; }
    std::size_t begin() const { return begin_; }     ///< behind the byte order mark
    Encoding encoding() const { return encoding_; }  ///< of the file
    Encoding held_in() const { return held_in_; }    ///< of `bytes`: UTF-8, GB18030 or GBK
    char line_end() const { return line_end_; }      ///< '\r' when there is no '\n' in the whole file
    bool has_nul() const { return has_nul_; }

    /// UTF-8 of a part; what can't be decoded, because the part cuts a character, is left out at its end.
    std::string decoded(std::string_view part) const;
    /// Line and column of an offset, with the line as excerpt. `length` bytes from there on are what the
    /// place speaks of.
    Place place(std::size_t offset, std::size_t length) const;
    /// Counted from 1.
    std::uint32_t line(std::size_t offset) const;
    /// Behind the first line end from `offset` on that stands outside quotes, if every quote before it opens
    /// or closes a field; the end when there is none.
    std::size_t row_after(std::size_t offset, char line_end) const;

  private:
    SheetSource() = default;
    bool find_encoding(std::optional<Encoding> wanted, unsigned threads, Diagnostics& diagnostics);

    std::shared_ptr<const FileBytes> file_;
    std::string converted_;
    std::string_view bytes_;
    std::size_t begin_ = 0;
    Encoding encoding_ = Encoding::utf8;
    Encoding held_in_ = Encoding::utf8;
    char line_end_ = '\n';
    bool has_nul_ = false;

    std::vector<std::size_t> quotes_;  ///< before each `stride` bytes; empty when there is no quote at all

    // Lines that were asked for, by offset: several threads ask, each mostly in the file's order.
    mutable std::mutex guard_;
    mutable std::map<std::size_t, std::uint32_t> counted_;
};

}  // namespace passline
