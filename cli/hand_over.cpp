#include "cli/hand_over.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/descriptor.h"
#include "cli/feed.h"
#include "reminders/handed_over.h"
#include "report/output_text.h"

namespace passline {
namespace {

/// One digest after the other.
class ToStandardOutput : public HandOver {
  public:
    explicit ToStandardOutput(const Telling& telling) : telling_(telling) {}
    Text give(const Digest& digest) override {
        const std::string text = (first_ ? "" : "\n") + shown(digest, telling_);
        first_ = false;
        if (write_all(STDOUT_FILENO, text)) return {};
        gone_ = errno == EPIPE;
        return say("无法写到标准输出：{0}", "can't write to standard output: {0}",
                   std::string(std::strerror(errno)));
    }
    bool others_may() const override { return false; }
    bool reader_gone() const override { return gone_; }

  private:
    const Telling& telling_;
    bool first_ = true;
    bool gone_ = false;
};

class ToMail : public HandOver {
  public:
    explicit ToMail(const Telling& telling) : telling_(telling), program_(telling.sendmail) {
        for (const char* usual : {"/usr/sbin/sendmail", "/usr/lib/sendmail"}) {
            if (program_.empty() && ::access(usual, X_OK) == 0) program_ = usual;
        }
    }
    bool needs_address() const override { return true; }
    Text give(const Digest& digest) override {
        if (program_.empty()) {
            return say(
                "没有 /usr/sbin/sendmail：安装邮件传输代理（例如 Debian 的 exim4-daemon-light），或用 "
                "--sendmail 指定",
                "there is no /usr/sbin/sendmail: install a mail transport agent (on Debian for example "
                "exim4-daemon-light), or name a program with --sendmail");
        }
        return feed({program_, "-t", "-i"}, mail_message(letter_of(digest, telling_)), true);
    }

  private:
    const Telling& telling_;
    std::string program_;
};

class ToCommand : public HandOver {
  public:
    ToCommand(std::string command, const Telling& telling)
        : command_(std::move(command)), telling_(telling) {}
    Text give(const Digest& digest) override {
        return feed({"/bin/sh", "-c", command_},
                    json_of(digest, telling_.workspace, telling_.as_of, telling_.language), false);
    }

  private:
    std::string command_;
    const Telling& telling_;
};

}  // namespace

std::string shown(const Digest& digest, const Telling& telling) {
    const Text nobody = say("（没有写明收件人）", "(nobody is named)");
    const Text name = digest.name.empty() && digest.address.empty() ? nobody : digest.name;
    const Text address = digest.address.empty() ? say("（没有邮箱地址）", " (no address)")
                         : digest.name.empty()  ? same(digest.address)
                                                : same(" <" + digest.address + ">");
    const Text line = say("收件人：{0}{1}", "To: {0}{1}", name, address);
    return printable(line.in(telling.language)) + "\n" +
           text_of(digest, telling.workspace, telling.as_of, telling.language);
}

Letter letter_of(const Digest& digest, const Telling& telling) {
    Letter letter;
    letter.from = telling.from;
    letter.to = digest.address;
    // of many, none is more whose message it is than the others
    if (digest.recipients.size() == 1) letter.to_name = digest.name.in(telling.language);
    letter.subject = subject_of(digest).in(telling.language);
    letter.text = text_of(digest, telling.workspace, telling.as_of, telling.language);
    letter.language = telling.language;
    letter.id = digest.address + state_lines(digest.keys, telling.as_of);
    return letter;
}

std::optional<Target> Target::parse(const std::string& text) {
    if (text.empty() || text == "-") return Target{};
    if (text == "mail") return Target{Kind::mail, {}};
    for (const auto& [prefix, kind] :
         {std::pair("mbox:", Kind::mbox), std::pair("exec:", Kind::exec), std::pair("ics:", Kind::ics)}) {
        const std::string what = text.starts_with(prefix) ? text.substr(std::string_view(prefix).size()) : "";
        if (!what.empty()) return Target{kind, what};
    }
    return {};
}

std::unique_ptr<HandOver> hand_over_to(const Target& target, const Telling& telling) {
    switch (target.kind) {
        case Target::Kind::mail:
            return std::make_unique<ToMail>(telling);
        case Target::Kind::mbox:
            return hand_over_to_mbox(target.what, telling);
        case Target::Kind::exec:
            return std::make_unique<ToCommand>(target.what, telling);
        case Target::Kind::standard_output:
        case Target::Kind::ics:
            break;
    }
    return std::make_unique<ToStandardOutput>(telling);
}

}  // namespace passline
