#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostics.h"

namespace passline {

/// The bytes of a file, mapped read-only where that is possible; standard input ("-") and pipes are read
/// whole into memory. The bytes live as long as this object.
class FileBytes {
  public:
    /// Null after a problem, which is then in `diagnostics` as a system error (missing, a folder, no
    /// permission). An empty file is fine. `path` is also the name that diagnostics show.
    static std::shared_ptr<const FileBytes> open(const std::string& path, Diagnostics& diagnostics);
    /// Bytes that are in memory already (tests, decoded text).
    static std::shared_ptr<const FileBytes> of(std::string name, std::string bytes);

    ~FileBytes();
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    std::string_view bytes() const { return bytes_; }
    const std::string& name() const { return name_; }

  private:
    FileBytes() = default;
    std::string name_;
    std::string owned_;
    void* mapped_ = nullptr;
    std::size_t mapped_size_ = 0;
    std::string_view bytes_;
};

/// A file that appears whole or not at all: written without a name where the file system can, else under a
/// temporary one beside its target; flushed and renamed by `commit`. Up to `flushed_to` bytes are flushed to
/// the disk itself, so that not even a power failure leaves the name without its content; for more that takes
/// longer than making them, and the system may write them when it likes. Without a commit nothing is left.
/// Failures (no folder, no permission, disk full) are system errors in `diagnostics`. An existing target
/// keeps its permissions, a symbolic link stays one; terminals, pipes and devices (/dev/stdout) are written
/// as it comes.
class AtomicFile {
  public:
    /// Null when the temporary file can't be made.
    static std::unique_ptr<AtomicFile> create(std::string path, Diagnostics& diagnostics);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Buffered. After a failure further writes do nothing and `commit` reports it.
    void write(std::string_view bytes);
    /// Everything is written, under the temporary name: what may still fail is the renaming. For several
    /// files that appear together: where one is not flushed, being large, the others need not be `to_disk`,
    /// and would have to wait until the disk has taken what it is given of the large one.
    bool prepare(Diagnostics& diagnostics, bool to_disk = true);
    bool is_large() const { return written_ > flushed_to; }  ///< more than is flushed
    /// Prepares if that is not done yet. True when the file now stands under its name.
    bool commit(Diagnostics& diagnostics);

    static constexpr std::size_t flushed_to = 8U << 20U;

  private:
    AtomicFile() = default;
    void flush();
    std::string path_;       // as given: the name in messages
    std::string target_;     // where `commit` puts the file, links followed
    std::string temporary_;  // empty while nothing needs removing, and for what is written as it comes
    int fd_ = -1;
    int error_ = 0;
    std::size_t written_ = 0;
    bool prepared_ = false;
    std::string buffer_;
};

}  // namespace passline
