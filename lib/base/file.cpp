#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace passline {
namespace {

/// Smaller files are read: that is quicker than a mapping, and safe when somebody shortens the file
/// meanwhile.
constexpr std::size_t mapped_from = 64 * 1024;
constexpr std::size_t buffer_size = 256 * 1024;

/// Of a file that grows by more than the least step, room is asked for ahead: a system that knows where bytes
/// will stand takes them in two thirds of the time. A longer file's steps are longer, since asking waits
/// where the system writes already.
constexpr std::size_t least_step = std::size_t{64} << 20U, longest_step = std::size_t{512} << 20U;
std::size_t reserved_step(std::size_t written) {
    return std::clamp(std::bit_floor(written) / 4, least_step, longest_step);
}

/// Behind so many bytes, two steps. Where the system can't, or the disk is nearly full, the file grows as it
/// comes.
void reserve_room([[maybe_unused]] int fd, [[maybe_unused]] std::size_t written) {
#if defined(FALLOC_FL_KEEP_SIZE)
    const std::size_t step = reserved_step(written);
    if (::fallocate(fd, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(written / step * step),
                    static_cast<off_t>(2 * step)) != 0)
        errno = 0;
#endif
}

Place whole(const std::string& path) {
    Place place;
    place.file = path;
    return place;
}

/// The folder part of a path: "." for a bare name.
std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

bool is_folder(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

void cannot_read(const std::string& path, int error, Diagnostics& diagnostics) {
    Text message;
    Text hint;
    switch (error) {
        case ENOENT:
            message = say("文件不存在", "there is no such file");
            if (!path.empty() && !is_folder(folder_of(path))) {
                hint = say("文件夹 {0} 也不存在：检查路径", "there is no folder {0} either: check the path",
                           folder_of(path));
            } else {
                hint = say("检查文件名和所在文件夹", "check the name and the folder");
            }
            break;
        case ENOTDIR:
            message = say("路径里有一段不是文件夹", "a part of this path is not a folder");
            break;
        case EISDIR:
            message = say("这是文件夹，不是文件", "this is a folder, not a file");
            hint = say("写出其中的文件，例如 {0}*.csv", "name the files in it, such as {0}*.csv",
                       path.ends_with('/') ? path : path + "/");
            break;
        case EACCES:
        case EPERM:
            message = say("没有读取权限", "no permission to read it");
            hint = say("让文件的所有者开放读取权限", "ask the file's owner for permission to read");
            break;
        default:
            message = say("读取失败（{0}）", "reading failed ({0})", std::strerror(error));
    }
    diagnostics.system_error("cannot-read", whole(path), std::move(message), std::move(hint));
}

void cannot_write(const std::string& path, int error, Diagnostics& diagnostics) {
    Text message;
    Text hint;
    switch (error) {
        case ENOENT:
            if (is_folder(folder_of(path))) {
                message =
                    say("无法写入：这里不能新建文件", "can't be written: no file can be made in this folder");
                hint = say("另选位置", "choose another place");
                break;
            }
            message = say("无法写入：文件夹 {0} 不存在", "can't be written: there is no folder {0}",
                          folder_of(path));
            hint = say("先建立这个文件夹", "create the folder first");
            break;
        case ENOTDIR:
            message = say("无法写入：路径里有一段不是文件夹",
                          "can't be written: a part of this path is not a folder");
            break;
        case EISDIR:
            message = say("无法写入：这是文件夹，不是文件", "can't be written: this is a folder, not a file");
            hint = say("写出文件夹里的文件名", "name a file in the folder");
            break;
        case EACCES:
        case EPERM:
        case EROFS:
            message = say("无法写入：没有写入权限", "can't be written: no permission");
            hint = say("另选位置，或开放文件和文件夹的写入权限",
                       "choose another place, or give permission to write the file and its folder");
            break;
        case ENOSPC:
        case EDQUOT:
            message = say("无法写入：磁盘已满", "can't be written: the disk is full");
            hint = say("腾出空间后再运行；没有留下写了一半的文件",
                       "free some space and run again; nothing half-written is left");
            break;
        default:
            message = say("写入失败（{0}）", "writing failed ({0})", std::strerror(error));
    }
    diagnostics.system_error("cannot-write", whole(path), std::move(message), std::move(hint));
}

/// Reads to the end. False with errno set when that fails.
bool read_all(int fd, std::size_t expected, std::string& into) {
    into.resize(std::max<std::size_t>(expected + 1, 4096));
    std::size_t filled = 0;
    for (;;) {
        if (filled == into.size()) into.resize(into.size() * 2);
        const ssize_t got = ::read(fd, into.data() + filled, into.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    into.resize(filled);
    return true;
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(fd, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

/// A symbolic link is followed, so that the file it stands for is replaced and not the link.
std::string resolved(const std::string& path) {
    char* real = ::realpath(path.c_str(), nullptr);
    if (real == nullptr) return path;
    std::string result = real;
    std::free(real);  // NOLINT: realpath allocates with malloc
    return result;
}

/// Tries names beside `target` until `make` (-1 with errno when it fails) takes one that was not there.
template <class Make>
int beside(const std::string& target, std::string& name, Make make) {
    const std::string folder = folder_of(target);
    for (int attempt = 0; attempt < 10'000; ++attempt) {
        name = fmt::format("{}/.passline-{}-{}.tmp", folder == "/" ? "" : folder, ::getpid(), attempt);
        const int made = make();
        if (made >= 0 || errno != EEXIST) return made;
    }
    return -1;
}

std::string open_file(int fd) { return fmt::format("/proc/self/fd/{}", fd); }

/// Creates a file without a name, which goes with the process however that ends, or where the file system has
/// no such files one beside `target`. The process's umask applies as for any new file. -1 with errno.
int create_for(const std::string& target, std::string& name) {
    const int fd = ::open(folder_of(target).c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (fd >= 0 && ::access(open_file(fd).c_str(), F_OK) == 0) return fd;
    if (fd >= 0) ::close(fd);
    return beside(target, name,
                  [&] { return ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); });
}

/// Gives a file without a name one beside `target`. -1 with errno.
int name_file(int fd, const std::string& target, std::string& name) {
    return beside(target, name, [&] {
        return ::linkat(AT_FDCWD, open_file(fd).c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW);
    });
}

}  // namespace

std::shared_ptr<const FileBytes> FileBytes::open(const std::string& path, Diagnostics& diagnostics) {
    const bool standard_input = path == "-";
    const int fd = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        cannot_read(path, errno, diagnostics);
        return nullptr;
    }
    std::shared_ptr<FileBytes> file(new FileBytes);
    file->name_ = path;
    int error = 0;
    struct stat status {};
    if (::fstat(fd, &status) != 0) {
        error = errno;
    } else if (S_ISDIR(status.st_mode)) {
        error = EISDIR;
    } else {
        const std::size_t size = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
        // Standard input may have been read in part before: its bytes from here on count, which a mapping
        // would not give.
        if (size >= mapped_from && !standard_input) {
            void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
            if (mapped != MAP_FAILED) {
                file->mapped_ = mapped;
                file->mapped_size_ = size;
                file->bytes_ = {static_cast<const char*>(mapped), size};
            }
        }
        if (file->mapped_ == nullptr) {
            if (!read_all(fd, size, file->owned_)) error = errno;
            file->bytes_ = file->owned_;
        }
    }
    if (!standard_input) ::close(fd);
    if (error != 0) {
        cannot_read(path, error, diagnostics);
        return nullptr;
    }
    return file;
}

std::shared_ptr<const FileBytes> FileBytes::of(std::string name, std::string bytes) {
    std::shared_ptr<FileBytes> file(new FileBytes);
    file->name_ = std::move(name);
    file->owned_ = std::move(bytes);
    file->bytes_ = file->owned_;
    return file;
}

FileBytes::~FileBytes() {
    if (mapped_ != nullptr) ::munmap(mapped_, mapped_size_);
}

std::unique_ptr<AtomicFile> AtomicFile::create(std::string path, Diagnostics& diagnostics) {
    std::unique_ptr<AtomicFile> file(new AtomicFile);
    file->path_ = std::move(path);
    struct stat status {};
    const bool exists = ::stat(file->path_.c_str(), &status) == 0;
    int error = 0;
    if (exists && S_ISDIR(status.st_mode)) {
        error = EISDIR;
    } else if (file->path_.empty() || file->path_.ends_with('/')) {
        error = is_folder(file->path_) || file->path_.empty() ? EISDIR : ENOENT;
    } else if (exists && !S_ISREG(status.st_mode)) {
        // A terminal, pipe or device can't be replaced by a file: it is written as it comes.
        file->fd_ = ::open(file->path_.c_str(), O_WRONLY | O_CLOEXEC);
        if (file->fd_ < 0) error = errno;
    } else if (exists && ::access(file->path_.c_str(), W_OK) != 0) {
        // A rename would quietly replace a file that its owner has protected.
        error = errno;
    } else {
        file->target_ = exists ? resolved(file->path_) : file->path_;
        file->fd_ = create_for(file->target_, file->temporary_);
        if (file->fd_ < 0) {
            error = errno;
            file->temporary_.clear();
        } else if (exists) {
            // The owner first, because changing it clears the set-id bits. Only root may: for others it stays
            // theirs.
            if (::fchown(file->fd_, status.st_uid, status.st_gid) != 0) errno = 0;
            if (::fchmod(file->fd_, status.st_mode & 07777) != 0) errno = 0;
        }
    }
    if (error != 0) {
        cannot_write(file->path_, error, diagnostics);
        return nullptr;
    }
    file->buffer_.reserve(buffer_size);
    return file;
}

AtomicFile::~AtomicFile() {
    if (fd_ >= 0) ::close(fd_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
    if (error_ != 0) return;
    const std::size_t before = std::exchange(written_, written_ + bytes.size());
    const std::size_t step = reserved_step(written_);
    if (!target_.empty() && before / step != written_ / step) reserve_room(fd_, written_);
    if (buffer_.size() + bytes.size() > buffer_size) flush();
    if (error_ != 0) return;
    if (bytes.size() >= buffer_size) {
        if (!write_all(fd_, bytes)) error_ = errno;
    } else {
        buffer_.append(bytes);
    }
}

void AtomicFile::flush() {
    if (error_ == 0 && !write_all(fd_, buffer_)) error_ = errno;
    buffer_.clear();
}

bool AtomicFile::prepare(Diagnostics& diagnostics, bool to_disk) {
    if (prepared_) return error_ == 0;
    prepared_ = true;
    flush();
    const bool reserved = !target_.empty() && written_ >= least_step;
    if (error_ == 0 && reserved && ::ftruncate(fd_, static_cast<off_t>(written_)) != 0) error_ = errno;
    const bool flushed = to_disk && !target_.empty() && !is_large();
    if (error_ == 0 && flushed && ::fsync(fd_) != 0) error_ = errno;
    if (error_ == 0 && !target_.empty() && temporary_.empty() && name_file(fd_, target_, temporary_) != 0) {
        error_ = errno;
        temporary_.clear();
    }
    if (fd_ >= 0 && ::close(fd_) != 0 && error_ == 0) error_ = errno;
    fd_ = -1;
    if (error_ != 0) cannot_write(path_, error_, diagnostics);
    return error_ == 0;
}

bool AtomicFile::commit(Diagnostics& diagnostics) {
    if (!prepare(diagnostics)) return false;
    if (temporary_.empty()) return true;  // written as it came
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
        error_ = errno;
        cannot_write(path_, error_, diagnostics);
        return false;
    }
    temporary_.clear();
    return true;
}

}  // namespace passline
