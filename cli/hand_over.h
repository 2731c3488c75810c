#pragma once
#include <memory>
#include <optional>
#include <string>

#include "cli/command_run.h"
#include "reminders/digest.h"
#include "reminders/mail_message.h"

namespace passline {

/// A way to hand a digest over.
class HandOver {
  public:
    virtual ~HandOver() = default;
    /// Whether it can reach only those with an address.
    virtual bool needs_address() const { return false; }
    /// Empty when the digest has been handed over; else what went wrong.
    virtual Text give(const Digest& digest) = 0;
    /// After a failure: whether others may still succeed.
    virtual bool others_may() const { return true; }
    /// After a failure: whether a reader has gone away, of which nothing is said.
    virtual bool reader_gone() const { return false; }
};

/// What a digest is written from.
struct Telling {
    const Workspace& workspace;
    Date as_of;
    Language language;
    std::string from;      ///< address that messages come from; may be empty
    std::string sendmail;  ///< a path; empty: the system's
};

/// What `--to` names.
struct Target {
    enum class Kind { standard_output, mail, mbox, exec, ics };
    Kind kind = Kind::standard_output;
    std::string what;  ///< the file or the command
    /// Nothing and `-` are standard output; else `mail`, `mbox:FILE`, `exec:COMMAND`, `ics:FILE`.
    static std::optional<Target> parse(const std::string& text);
};

/// REQUIRES: not `ics`, which is no handing over of one after the other: the file holds what stands.
std::unique_ptr<HandOver> hand_over_to(const Target& target, const Telling& telling);
/// The same for mailbox files: appended whole or not at all, under a lock (fcntl).
std::unique_ptr<HandOver> hand_over_to_mbox(const std::string& file, const Telling& telling);

/// The digest as a message.
Letter letter_of(const Digest& digest, const Telling& telling);

/// The digest as standard output shows it.
std::string shown(const Digest& digest, const Telling& telling);

}  // namespace passline
