#include "reminders/reminder.h"

namespace passline {

std::string Recipient::text() const {
    switch (kind) {
        case Kind::person:
            return "person:" + id;
        case Kind::role:
            return "role:" + id;
        case Kind::nobody:
            break;
    }
    return "nobody";
}

ReminderKey Reminder::key() const {
    return {to.text(), about, kind + ":" + subject, stage.text(), due ? due->text() : ""};
}

namespace {
Text working_days(std::int32_t count) { return Duration{count, Unit::working_days}.words(); }
}  // namespace

Text Reminder::when() const {
    if (!due) return stage.kind == Stage::Kind::open ? say("没有规定期限", "no due date") : Text{};
    const std::string day = due->text();
    const std::int32_t left = days_left.value_or(0);
    const Text note = provisional ? say("（暂定）", " (provisional)") : Text{};
    if (stage.kind == Stage::Kind::due) return say("今天到期：{0}{1}", "due today, {0}{1}", day, note);
    if (stage.kind == Stage::Kind::overdue) {
        if (left == 0) return say("期限 {0}{1}，已过", "was due {0}{1}", day, note);
        return say("期限 {0}{1}，已逾期 {2}", "was due {0}{1}, {2} ago", day, note, working_days(-left));
    }
    if (left <= 0) return say("期限 {0}{1}", "due {0}{1}", day, note);
    return say("期限 {0}{1}，还有 {2}", "due {0}{1}, {2} left", day, note, working_days(left));
}

}  // namespace passline
