#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <thread>

#include "cli/run.h"

// The only place that asks the clock, the environment and the terminal.

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

passline::Language language_of_locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string value = variable(name);
        if (!value.empty()) return value.starts_with("zh") ? passline::Language::zh : passline::Language::en;
    }
    return passline::Language::en;
}

passline::Date local_today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return *passline::Date::of(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1),
                               static_cast<unsigned>(local.tm_mday));
}

std::size_t terminal_width() {
    winsize size{};
    if (isatty(STDOUT_FILENO) == 0) return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a write then fails, and failed writes are handled
    std::signal(SIGXFSZ, SIG_IGN);
    passline::Environment environment;
    environment.language = language_of_locale();
    environment.today = local_today();
    environment.no_color = !variable("NO_COLOR").empty() || variable("TERM") == "dumb";
    environment.out_is_terminal = isatty(STDOUT_FILENO) != 0;
    environment.err_is_terminal = isatty(STDERR_FILENO) != 0;
    environment.width = terminal_width();
    environment.threads = std::max(1U, std::thread::hardware_concurrency());
    return passline::run({argv + 1, argv + argc}, environment);
}
