#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/descriptor.h"
#include "cli/hand_over.h"

namespace passline {
namespace {

class ToMailbox : public HandOver {
  public:
    ToMailbox(std::string file, const Telling& telling) : file_(std::move(file)), telling_(telling) {}
    bool needs_address() const override { return true; }
    Text give(const Digest& digest) override {
        const Descriptor file(::open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
        if (file.get() < 0 || !locked(file.get())) return problem();
        struct stat before {};
        if (::fstat(file.get(), &before) != 0) return problem();
        const std::string entry =
            gap(file.get(), before.st_size) + mbox_entry(letter_of(digest, telling_), telling_.as_of);
        if (write_all(file.get(), entry) && (!S_ISREG(before.st_mode) || ::fsync(file.get()) == 0)) return {};
        Text failed = problem();
        if (::ftruncate(file.get(), before.st_size) != 0) return failed;
        return failed;
    }

  private:
    Text problem() const {
        return say("无法写 {0}：{1}", "{0} can't be written: {1}", file_, std::string(std::strerror(errno)));
    }

    /// Waits for other programs; the lock goes when the file is closed.
    static bool locked(int fd) {
        struct flock lock {};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        while (::fcntl(fd, F_SETLKW, &lock) != 0) {
            if (errno == EINVAL || errno == EBADF) return true;  // a pipe or a device
            if (errno != EINTR) return false;
        }
        return true;
    }

    /// What a mailbox lacks of the blank line at its end.
    static std::string gap(int fd, off_t size) {
        std::array<char, 2> end{'\n', '\n'};
        if (size >= 2 && ::pread(fd, end.data(), 2, size - 2) != 2) return {};
        if (size == 1 && ::pread(fd, end.data() + 1, 1, 0) != 1) return {};
        if (end[1] != '\n') return "\n\n";
        return end[0] == '\n' ? "" : "\n";
    }

    std::string file_;
    const Telling& telling_;
};

}  // namespace

std::unique_ptr<HandOver> hand_over_to_mbox(const std::string& file, const Telling& telling) {
    return std::make_unique<ToMailbox>(file, telling);
}

}  // namespace passline
