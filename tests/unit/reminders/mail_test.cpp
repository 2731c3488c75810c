#include <doctest/doctest.h>

#include <string>

#include "reminders/mail_address.h"
#include "reminders/mail_message.h"

using namespace passline;

TEST_CASE("reminders: addresses that a message can be sent to") {
    for (const char* good :
         {"a@b", "first.last+tag@mail.example.org", "o'neil@x-y.example", "0101@example.invalid"}) {
        CAPTURE(good);
        CHECK(is_mail_address(good));
    }
}

TEST_CASE("reminders: addresses that it can't") {
    const std::string longest(64, 'a');
    CHECK(is_mail_address(longest + "@example.org"));
    CHECK_FALSE(is_mail_address(longest + "a@example.org"));
    for (const char* bad : {"",
                            "a",
                            "a@",
                            "@b",
                            "a@b@c",
                            "a b@c",
                            "a@b c",
                            "a@b, c@d",
                            "a@b;c@d",
                            "a@b\nBcc: c@d",
                            "a@b\r",
                            "<a@b>",
                            "\"a b\"@c",
                            "a..b@c",
                            ".a@b",
                            "a.@b",
                            "a@b..c",
                            "a@.b",
                            "a@b.",
                            "a@-b",
                            "a@b-",
                            "-oQ@b",
                            "松@example.org",
                            "a@例.org",
                            "a(b)@c",
                            "a@[127.0.0.1]"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_mail_address(bad));
    }
}

TEST_CASE("reminders: a plain message as it stands") {
    CHECK(mail_message({"training@example.org", "e1@example.org", "Lin \"Lin\" Fang", "1 training reminder",
                        "As of today\n", Language::en, "x"}) ==
          "From: training@example.org\n"
          "To: \"Lin \\\"Lin\\\" Fang\" <e1@example.org>\n"
          "Subject: 1 training reminder\n"
          "Message-ID: <af63f54c86021707@example.org>\n"
          "MIME-Version: 1.0\n"
          "Content-Type: text/plain; charset=utf-8\n"
          "Content-Transfer-Encoding: 7bit\n"
          "Content-Language: en\n"
          "Auto-Submitted: auto-generated\n"
          "\n"
          "As of today\n");
}

TEST_CASE("reminders: what is not plain is encoded in words of at most 75, none of which cuts a character") {
    CHECK(encoded_text("松小雪", 4) == "=?utf-8?B?5p2+5bCP6Zuq?=");
    CHECK(encoded_text("=?utf-8?Q?x?=", 4) == "=?utf-8?B?PT91dGYtOD9RP3g/PQ==?=");
    std::string longer;
    for (int i = 0; i < 60; ++i) longer += "培a";
    for (std::size_t column = 0; column < 30; ++column) {
        std::string rest = encoded_text(longer, column);
        std::size_t before = column;
        while (!rest.empty()) {
            const std::string line = rest.substr(0, rest.find('\n'));
            CHECK(before + line.size() <= 76);
            CHECK((line[0] == ' ' ? line.substr(1) : line).size() <= 75);
            rest.erase(0, line.size() + 1);
            before = 0;
        }
    }
}

TEST_CASE("reminders: line breaks in a name or a subject add no header") {
    const std::string text =
        mail_message({"", "a@b", "x\r\nBcc: c@d", "y\nBcc: c@d\n\nbody", "text\n", Language::en, ""});
    CHECK(text.find("\nBcc") == std::string::npos);
    CHECK(text.substr(text.find("\n\n")) == "\n\ntext\n");
}

TEST_CASE("reminders: lines that begin with From are quoted in a mailbox") {
    const std::string entry =
        mbox_entry({"", "a@b", "", "s", "From here\n>From there\n From afar\n", Language::en, ""},
                   Date::of(2026, 3, 2).value());
    CHECK(entry.substr(0, 52) == "From passline@localhost Mon Mar  2 00:00:00 2026\nFro");
    CHECK(entry.find("Date: Mon, 02 Mar 2026 00:00:00 -0000\n") != std::string::npos);
    CHECK(entry.substr(entry.find("\n\n")) == "\n\n>From here\n>>From there\n From afar\n\n");
}
