#include "cli/reminder_state.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "base/file.h"

namespace passline {
namespace {

namespace fs = std::filesystem;

/// Nothing after a failure (errno).
std::optional<std::string> read_all(int fd) {
    std::string bytes;
    std::array<char, 65536> block{};
    while (true) {
        const ssize_t got = ::read(fd, block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return {};
        if (got == 0) return bytes;
        bytes.append(block.data(), static_cast<std::size_t>(got));
    }
}

/// So that a new file is found again after a power failure.
void flush_folder(const fs::path& folder) {
    const Descriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() >= 0) ::fsync(fd.get());
}

std::unique_ptr<ReminderState> cannot_write(const std::string& path, int error, Diagnostics& diagnostics) {
    diagnostics.system_error("cannot-write", {path, 0, 0, 1, {}},
                             say("无法记录已发出的提醒：{0}", "can't record what was handed over: {0}",
                                 std::string(std::strerror(error))),
                             say("检查权限和磁盘空间，或用 --state 另指定文件",
                                 "check permissions and space, or name another file with --state"));
    return nullptr;
}

}  // namespace

std::unique_ptr<ReminderState> ReminderState::open(const std::string& path, Diagnostics& diagnostics) {
    const fs::path folder = fs::path(path).parent_path();
    std::error_code failed;
    if (!folder.empty()) fs::create_directories(folder, failed);
    if (failed) return cannot_write(path, failed.value(), diagnostics);
    auto state = std::make_unique<ReminderState>();
    state->path_ = path;
    state->file_.set(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0660));
    if (state->file_.get() < 0) return cannot_write(path, errno, diagnostics);
    if (::flock(state->file_.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return cannot_write(path, errno, diagnostics);
        diagnostics.system_error("reminders-locked", {path, 0, 0, 1, {}},
                                 say("另一次 remind 正在运行", "another run of remind is at work"),
                                 say("等它结束；若它不结束，查看它启动的程序",
                                     "wait for its end; where it does not end, look at the program that it "
                                     "started"));
        return nullptr;
    }
    const auto bytes = read_all(state->file_.get());
    if (!bytes) return cannot_write(path, errno, diagnostics);
    state->before_ = HandedOver::read(*bytes, path, diagnostics);
    if (!state->repair(bytes->size())) return cannot_write(path, errno, diagnostics);
    flush_folder(folder);
    return state;
}

bool ReminderState::repair(std::size_t size) {
    if (before_.whole() < size && ::ftruncate(file_.get(), static_cast<off_t>(before_.whole())) != 0)
        return false;
    return !before_.unended() || write_all(file_.get(), "\n");
}

HandedOver ReminderState::peek(const std::string& path, Diagnostics& diagnostics) {
    std::error_code failed;
    if (!fs::exists(path, failed)) return {};
    const auto file = FileBytes::open(path, diagnostics);
    return file == nullptr ? HandedOver{} : HandedOver::read(file->bytes(), path, diagnostics);
}

bool ReminderState::record(const std::vector<ReminderKey>& keys, Date day, Diagnostics& diagnostics) {
    struct stat before {};
    if (::fstat(file_.get(), &before) == 0 && write_all(file_.get(), state_lines(keys, day)) &&
        ::fsync(file_.get()) == 0)
        return true;
    const int error = errno;
    // a part of a line would do no harm, but whole lines are easier to look at
    if (::ftruncate(file_.get(), before.st_size) != 0) errno = error;
    cannot_write(path_, error, diagnostics);
    return false;
}

}  // namespace passline
