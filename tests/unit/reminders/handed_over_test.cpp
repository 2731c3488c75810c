#include "reminders/handed_over.h"

#include <doctest/doctest.h>

#include <string>

#include "../problems.h"

using namespace passline;

namespace {

const ReminderKey first{"person:E1", "E1", "retrain:A", "due", "2026-03-20"};
const ReminderKey second{"role:hr", "", "deadline:notice:A", "overdue+1", "2026-03-02"};

HandedOver read(const std::string& bytes, std::string* said = nullptr) {
    Diagnostics diagnostics;
    HandedOver result = HandedOver::read(bytes, "state", diagnostics);
    if (said != nullptr) *said = problems(diagnostics);
    return result;
}

std::string both() { return state_lines({first, second}, Date::parse_iso("2026-03-20").value()); }

}  // namespace

TEST_CASE("reminders: what is recorded is read back") {
    CHECK(
        both() ==
        R"({"to":"person:E1","about":"E1","rule":"retrain:A","stage":"due","due":"2026-03-20","on":"2026-03-20"})"
        "\n"
        R"({"to":"role:hr","about":"","rule":"deadline:notice:A","stage":"overdue+1","due":"2026-03-02","on":"2026-03-20"})"
        "\n");
    const HandedOver state = read(both());
    CHECK(state.contains(first));
    CHECK(state.contains(second));
    CHECK(state.whole() == both().size());
    CHECK_FALSE(state.unended());
}

TEST_CASE("reminders: a key differs by each of its parts") {
    const HandedOver state = read(both());
    for (std::string ReminderKey::*part : {&ReminderKey::to, &ReminderKey::about, &ReminderKey::rule,
                                           &ReminderKey::stage, &ReminderKey::due}) {
        ReminderKey other = first;
        other.*part += "x";
        CHECK_FALSE(state.contains(other));
    }
}

TEST_CASE("reminders: a last line cut anywhere is no record, and no other is lost") {
    const std::string bytes = both();
    const std::size_t line = bytes.find('\n') + 1;
    for (std::size_t cut = line; cut < bytes.size() - 1; ++cut) {
        std::string said;
        const HandedOver state = read(bytes.substr(0, cut), &said);
        CAPTURE(cut);
        CHECK(state.contains(first));
        CHECK_FALSE(state.contains(second));
        CHECK(state.whole() == line);
        CHECK(said.empty());
    }
}

TEST_CASE("reminders: a last line that lacks only its end is whole") {
    const std::string bytes = both().substr(0, both().size() - 1);
    const HandedOver state = read(bytes);
    CHECK(state.contains(second));
    CHECK(state.whole() == bytes.size());
    CHECK(state.unended());
}

TEST_CASE("reminders: a line in the middle that can't be read is warned of") {
    std::string said;
    const HandedOver state = read("{\"to\":1}\n[]\n" + both(), &said);
    CHECK(state.contains(first));
    CHECK(
        said ==
        "state:1:1 warning[reminder-state] this line can't be read: the reminder that it records may be sent "
        "again | remove the line\n"
        "state:2:1 warning[reminder-state] this line can't be read: the reminder that it records may be sent "
        "again | remove the line\n");
}
