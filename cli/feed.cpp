#include "cli/feed.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "cli/descriptor.h"

namespace passline {
namespace {

/// What main ignores must not be ignored by the programs it starts.
class Attributes {
  public:
    Attributes() {
        ::posix_spawnattr_init(&attributes_);
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGPIPE);
        sigaddset(&signals, SIGXFSZ);
        ::posix_spawnattr_setsigdefault(&attributes_, &signals);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
    }
    ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
    const posix_spawnattr_t* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_{};
};

/// An errno, or 0.
int start(std::vector<std::string>& arguments, int input, pid_t& child) {
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    const Attributes attributes;
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    const int error =
        ::posix_spawn(&child, pointers.front(), &actions, attributes.get(), pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    return error;
}

}  // namespace

Text feed(std::vector<std::string> arguments, std::string_view input, bool all) {
    const std::string name = arguments.front();
    Descriptor from, to;
    pid_t child = 0;
    const int error = open_pipe(from, to) ? start(arguments, from.get(), child) : errno;
    if (error != 0)
        return say("{0} 无法运行：{1}", "{0} can't be run: {1}", name, std::string(std::strerror(error)));
    from.close();
    const bool taken = write_all(to.get(), input);
    to.close();
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status))
        return say("{0} 被信号 {1} 终止", "{0} was ended by signal {1}", name, WTERMSIG(status));
    if (WEXITSTATUS(status) != 0)
        return say("{0} 以退出码 {1} 结束", "{0} ended with exit code {1}", name, WEXITSTATUS(status));
    if (all && !taken) return say("{0} 没有读完就结束了", "{0} ended before it had read everything", name);
    return {};
}

}  // namespace passline
