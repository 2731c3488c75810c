#include "cli/pandoc.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <vector>

#include "cli/descriptor.h"

namespace passline {
namespace {

/// Everything into the program and everything out of it, at the same time.
std::string exchanged(std::string_view input, Descriptor& to, Descriptor& from) {
    ::fcntl(to.get(), F_SETFL, O_NONBLOCK);
    std::string output;
    std::array<char, 65536> block{};
    while (true) {
        std::array<pollfd, 2> ends{{{from.get(), POLLIN, 0}, {to.get(), POLLOUT, 0}}};
        if (::poll(ends.data(), to.get() >= 0 ? 2 : 1, -1) < 0 && errno != EINTR) return output;
        if (ends[0].revents != 0) {
            const ssize_t got = ::read(from.get(), block.data(), block.size());
            if (got == 0 || (got < 0 && errno != EINTR)) return output;
            if (got > 0) output.append(block.data(), static_cast<std::size_t>(got));
        }
        if (to.get() >= 0 && ends[1].revents != 0) {
            const ssize_t put = input.empty() ? 0 : ::write(to.get(), input.data(), input.size());
            if (put > 0) input.remove_prefix(static_cast<std::size_t>(put));
            if (input.empty() || (put < 0 && errno != EAGAIN && errno != EINTR)) to.close();
        }
    }
}

/// The environment, with the time that pandoc writes into the file.
std::vector<std::string> environment_of(Date day) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        if (!std::string_view(*entry).starts_with("SOURCE_DATE_EPOCH=")) all.emplace_back(*entry);
    }
    all.push_back("SOURCE_DATE_EPOCH=" + std::to_string(std::int64_t{day.days()} * 86400));
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

WordFile failed(int error) {
    if (error == ENOENT) {
        return {
            {},
            say("Word 文件由 pandoc 生成，本机未安装 pandoc",
                "Word files are made by pandoc, which is not installed"),
            say("安装 pandoc（Debian：apt-get install pandoc），或用 --format html：Word 能打开 HTML",
                "install pandoc (Debian: apt-get install pandoc), or use --format html: Word opens HTML")};
    }
    return {
        {}, say("pandoc 无法运行：{0}", "pandoc can't be run: {0}", std::string(std::strerror(error))), {}};
}

}  // namespace

WordFile word_file(std::string_view markdown, Language language, Date day) {
    Descriptor child_in, to, from, child_out;
    if (!open_pipe(child_in, to) || !open_pipe(from, child_out)) return failed(errno);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, child_in.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, child_out.get(), STDOUT_FILENO);
    // wide columns: tables take the widths of what stands in them
    std::vector<std::string> arguments{
        "pandoc",
        "--from=gfm+raw_attribute",
        "--to=docx",
        "--columns=10000",
        "--quiet",
        "--output=-",
        language == Language::zh ? "--metadata=lang:zh-CN" : "--metadata=lang:en"};
    std::vector<std::string> environment = environment_of(day);
    pid_t child = 0;
    const int error = ::posix_spawnp(&child, "pandoc", &actions, nullptr, pointers(arguments).data(),
                                     pointers(environment).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return failed(error);
    child_in.close();
    child_out.close();
    const auto pipe_signal = std::signal(SIGPIPE, SIG_IGN);
    WordFile file{exchanged(markdown, to, from), {}, {}};
    to.close();
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    std::signal(SIGPIPE, pipe_signal);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || file.bytes.empty())
        return {{}, say("pandoc 未能生成 Word 文件", "pandoc could not make the Word file"), {}};
    return file;
}

}  // namespace passline
