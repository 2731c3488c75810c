#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "time/calendar.h"
#include "time/date.h"

namespace passline {

/// One file of a new workspace.
struct StarterFile {
    std::string path;  ///< relative to the workspace
    std::string content;
    std::string about;  ///< what it is, for readers
};
struct StarterCommand {
    std::string command;  ///< `passline grade`
    std::string about;
};

/// A workspace that works at once: one of the shipped policies with a plan, people and sheets made for it.
struct Starter {
    std::string policy;
    std::string about;
    std::vector<StarterFile> files;
    std::vector<StarterCommand> commands;  ///< worth trying, each of which works
};

/// The policies that there are starters for, in byte order.
std::vector<std::string> starter_policies();
/// What a policy is about, in both languages. REQUIRES: one of starter_policies().
Text starter_about(const std::string& policy);

/// The workspace for one of starter_policies(), in one language, its dates around `today`. The same day gives
/// the same bytes. Working days are those of `calendar`. The policy is the shipped one, but for its
/// `effective`, which is set back where courses would begin before it.
///
/// A starter is a text, lib/starter/<policy>.starter: what it is about, commands to try, then files, each
/// after a line `=== PATH`. In it
/// - `[[zh|en]]` is one of two languages (over several lines, too),
/// - `@{-12}` is the 12th working day before today, `@{8}` the 8th after, `@{0}` today or the last working
///   day before,
/// - `@{-36 months}` is the same day 36 months ago, `@{quarter 1}` the first month, `2026-01`, of the last
///   quarter that is over.
/// common.starter holds what all have: files by their folders, with what they are; a line that begins with
/// `?FOLDER ` stands only where the workspace has files there.
Starter make_starter(const std::string& policy, Language language, Date today, const Calendar& calendar);

}  // namespace passline
