// The parts of a ZIP file in memory, read with minizip (zlib's own).
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"

namespace passline {

class ZipFile {
  public:
    /// Null when the bytes are no ZIP file.
    static std::unique_ptr<ZipFile> open(std::shared_ptr<const FileBytes> file);
    ~ZipFile();
    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;

    /// More than this comes out of no file that people make; whoever packs more means harm.
    static constexpr std::size_t most_bytes = std::size_t{1} << 30U;

    enum class Result { done, missing, broken, locked, too_large };
    /// Gives a part, unpacked, piece by piece to `take`, until it returns false (then the result is broken).
    /// Capitals and small letters of `name` do not differ. All parts together unpack to `most_bytes` at most.
    Result read(const std::string& name, const std::function<bool(std::string_view)>& take);

  private:
    ZipFile() = default;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace passline
