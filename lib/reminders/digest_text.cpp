#include <nlohmann/json.hpp>

#include "reminders/digest.h"
#include "report/output_text.h"

namespace passline {
namespace {

using Json = nlohmann::ordered_json;

/// Behind what is said, whom it is for, where the digest is for several.
Text for_whom(const Reminder& reminder, const Digest& digest, const Workspace& workspace) {
    if (digest.recipients.size() < 2) return {};
    const Text name = recipient_name(reminder.to, workspace);
    return name.empty() ? Text{} : say("（{0}）", " ({0})", name);
}

void append(std::string& text, const Reminder& reminder, const Digest& digest, const Workspace& workspace,
            Language language) {
    const Text what = say("{0}{1}", "{0}{1}", reminder.what, for_whom(reminder, digest, workspace));
    text += "- " + printable(what.in(language)) + "\n";
    if (const Text when = reminder.when(); !when.empty()) text += "  " + printable(when.in(language)) + "\n";
    if (reminder.why.empty()) return;
    text += "  " + printable(say("依据：{0}", "why: {0}", reminder.why).in(language)) + "\n";
}

Json json_of(const Reminder& reminder, const Workspace& workspace, Language language) {
    Json json;
    json["for"] = reminder.to.text();
    json["about"] = reminder.about;
    if (const auto person = workspace.people.find(reminder.about); person != People::none)
        json["name"] = std::string(workspace.people.name(person));
    json["kind"] = reminder.kind;
    json["subject"] = reminder.subject;
    json["stage"] = reminder.stage.text();
    json["due"] = reminder.due ? Json(reminder.due->text()) : Json(nullptr);
    json["days_left"] = reminder.days_left ? Json(*reminder.days_left) : Json(nullptr);
    json["provisional"] = reminder.provisional;
    json["what"] = printable(reminder.what.in(language));
    json["when"] = printable(reminder.when().in(language));
    json["why"] = printable(reminder.why.in(language));
    return json;
}

}  // namespace

std::string text_of(const Digest& digest, const Workspace& workspace, Date as_of, Language language) {
    std::string text =
        printable(say("截至 {0}：{1}", "As of {0}: {1}", as_of.text(), subject_of(digest)).in(language));
    text += "\n";
    std::string heading;
    for (const Reminder& reminder : digest.reminders) {
        const std::string title = stage_title(reminder.stage.kind).in(language);
        if (title != heading) text += "\n" + title + "\n";
        heading = title;
        append(text, reminder, digest, workspace, language);
    }
    return text;
}

std::string json_of(const Digest& digest, const Workspace& workspace, Date as_of, Language language) {
    Json json;
    json["to"] = digest.address.empty() ? Json(nullptr) : Json(digest.address);
    json["name"] = printable(digest.name.in(language));
    for (const Recipient& recipient : digest.recipients) json["recipients"].push_back(recipient.text());
    json["date"] = as_of.text();
    json["language"] = language == Language::zh ? "zh" : "en";
    json["subject"] = printable(subject_of(digest).in(language));
    json["text"] = text_of(digest, workspace, as_of, language);
    for (const Reminder& reminder : digest.reminders)
        json["reminders"].push_back(json_of(reminder, workspace, language));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace passline
