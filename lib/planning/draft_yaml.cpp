#include "planning/draft_yaml.h"

#include <algorithm>
#include <string_view>

#include "planning/plan_changes.h"
#include "report/output_text.h"

namespace passline {

namespace {

/// Plain where YAML cannot take it for anything else, otherwise in double quotes.
std::string scalar(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const bool plain = text.size() > 5 && letter(text.front()) && std::ranges::all_of(text, [&](char c) {
                           return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
                       });
    if (plain) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string text_value(const Text& text) {
    if (text.zh == text.en) return scalar(text.zh);
    return "{zh: " + scalar(text.zh) + ", en: " + scalar(text.en) + "}";
}

std::string flow(const std::vector<std::string>& items) {
    std::string list;
    for (const std::string& item : items) list += (list.empty() ? "" : ", ") + scalar(item);
    return "[" + list + "]";
}

/// `{a: 1, b: 2}` from its pairs.
class FlowMap {
  public:
    void add(std::string_view key, const std::string& value) {
        text_ += fmt::format("{}{}: {}", text_.empty() ? "" : ", ", key, value);
    }
    std::string text() const { return "{" + text_ + "}"; }
    bool empty() const { return text_.empty(); }

  private:
    std::string text_;
};

std::string component(const StatedComponent& stated) {
    FlowMap map;
    if (stated.title) map.add("title", text_value(*stated.title));
    if (stated.group) map.add("group", scalar(*stated.group));
    if (stated.out_of) map.add("out_of", stated.out_of->text());
    if (stated.pass) map.add("pass", stated.pass->text());
    if (stated.weight) map.add("weight", stated.weight->text());
    if (stated.raters) map.add("raters", flow(*stated.raters));
    if (stated.is_optional) map.add("optional", *stated.is_optional ? "true" : "false");
    if (stated.from_attendance) map.add("from", "attendance");
    if (!stated.baseline_of.empty()) map.add("baseline_of", scalar(stated.baseline_of));
    return map.text();
}

std::string assessment(const StatedAssessment& stated) {
    FlowMap map;
    if (stated.pass) map.add("pass", stated.pass->text());
    FlowMap components;
    for (const StatedComponent& each : stated.components) components.add(scalar(each.id), component(each));
    if (!components.empty()) map.add("components", components.text());
    return map.text();
}

std::string money(const Budget& budget) {
    FlowMap map;
    map.add("amount", budget.total.amount.text());
    if (!budget.total.currency.empty()) map.add("currency", scalar(budget.total.currency));
    FlowMap items;
    for (const auto& [item, amount] : budget.items) items.add(scalar(item), amount.text());
    if (!items.empty()) map.add("items", items.text());
    return map.text();
}

std::string participants(const Participants& who) {
    if (who.kind == Participants::Kind::listed) {
        std::vector<std::string> ids;
        for (const Participants::Listed& each : who.listed) ids.push_back(each.id);
        return flow(ids);
    }
    FlowMap map;
    if (!who.track.empty()) map.add("track", scalar(who.track));
    if (!who.department.empty()) map.add("department", scalar(who.department));
    return map.text();
}

std::string session(const Session& session) {
    FlowMap map;
    map.add("id", scalar(session.id));
    map.add("date", session.date.text());
    if (session.from) map.add("from", "\"" + session.from->text() + "\"");
    if (session.to) map.add("to", "\"" + session.to->text() + "\"");
    if (session.rest) map.add("break", session.rest->text());
    return map.text();
}

class Writer {
  public:
    Writer(const DraftPlan& draft, Language language) : draft_(draft), language_(language) {}

    std::string written() {
        head();
        if (draft_.courses.empty()) {
            line("courses: []");
        } else {
            line("courses:");
            for (const DraftCourse& each : draft_.courses) course(each);
        }
        if (draft_.notes.empty()) return std::move(out_);
        line("");
        comment("", say("未列为课程：", "No courses of their own:"));
        for (const Text& note : draft_.notes) comment("", say("- {0}", "- {0}", note));
        return std::move(out_);
    }

  private:
    void line(const std::string& text) { out_ += text + "\n"; }
    void comment(const std::string& indent, const Text& text) {
        line(indent + "# " + printable(text.in(language_)));
    }

    void head() {
        const Text period = same(draft_.period.text());
        comment("",
                say("{0} 培训计划草案，由 passline plan draft 生成；讲师、地点待填写，其余请逐项核对。",
                    "Training plan for {0}, drafted by passline plan draft. Trainers and places are to be "
                    "filled in, the rest to be gone through.",
                    period));
        if (draft_.provisional)
            comment("", say("日历尚不含这一时期全部日期的放假安排，日期为暂定。",
                            "The calendar does not cover all of this period: dates are provisional."));
        line("passline: 1");
        line("plan: " + scalar(draft_.id));
        line("title: " + text_value(say("{0} 培训计划", "Training plan {0}", period)));
        line("period: " + draft_.period.text());
        line("policy: " + scalar(draft_.policy->id));
        approvals();
    }

    void approvals() {
        const ApprovalRule* rule = plan_approval(*draft_.policy, draft_.period);
        if (rule == nullptr) return;
        comment("", say("须经批准：{0}（{1}）。批准后写入：",
                        "To be approved by {0} ({1}). Once it is:", draft_.policy->role_titles(rule->by),
                        draft_.policy->cite_rule(rule->article, rule->origin)));
        std::string list;
        for (const std::string& role : rule->by)
            list += (list.empty() ? "" : ", ") + std::string("{by: ") + role + ", date: …}";
        line("# approvals: [" + list + "]");
    }

    void course(const DraftCourse& draft) {
        const Course& course = draft.course;
        const std::string in = "    ";
        line("");
        for (const Text& reason : draft.why) comment("  ", reason);
        line("  - id: " + scalar(course.id));
        line(in + "title: " + text_value(course.title));
        line(in + "track: " + scalar(course.track));
        if (!course.kind.empty()) line(in + "kind: " + scalar(course.kind));
        line(in + "status: planned");
        if (!course.topics.empty()) line(in + "topics: " + flow(course.topics));
        if (!course.methods.empty()) line(in + "methods: " + flow(course.methods));
        line(in + say("# trainers: [{{name: …, from: inside}}]   # 待填写",
                      "# trainers: [{{name: …, from: inside}}]   # to be filled in")
                      .in(language_));
        line(in + say("# place: …   # 待填写", "# place: …   # to be filled in").in(language_));
        dates(draft, in);
        if (course.participants.kind != Participants::Kind::with_scores)
            line(in + "participants: " + participants(course.participants));
        if (!course.requirements.empty()) line(in + "requirements: " + text_value(course.requirements));
        if (!course.contact.empty()) line(in + "contact: " + text_value(course.contact));
        stated(draft, in);
    }

    void dates(const DraftCourse& draft, const std::string& in) {
        const Course& course = draft.course;
        Text due;
        for (const Text& each : draft.deadlines)
            due = due.empty() ? each : say("{0}，{1}", "{0}, {1}", due, each);
        if (!due.empty()) comment(in, say("开课前：{0}", "Before it: {0}", due));
        if (!course.sessions.empty()) {
            line(in + "sessions:");
            for (const Session& each : course.sessions) line(in + "  - " + session(each));
        } else {
            line(in + "start: " + course.start.text());
            if (course.end != course.start) line(in + "end: " + course.end.text());
        }
        if (!course.hours) return;
        FlowMap map;
        map.add("from", "\"" + course.hours->from.text() + "\"");
        map.add("to", "\"" + course.hours->to.text() + "\"");
        if (course.hours->rest) map.add("break", course.hours->rest->text());
        line(in + "hours: " + map.text());
    }

    /// Assessment and budget, which are proposals.
    void stated(const DraftCourse& draft, const std::string& in) {
        const Course& course = draft.course;
        const auto as_in = [&] { return say("同 {0}，请确认", "as in {0}; to be confirmed", draft.like); };
        if (course.assessment.pass || !course.assessment.components.empty()) {
            comment(in, draft.assessment_guessed
                            ? say("制度留给计划规定，60 只是起点，请确认",
                                  "left to the plan by the policy; 60 is a starting point, to be confirmed")
                            : as_in());
            line(in + "assessment: " + assessment(course.assessment));
        }
        if (!course.budget) return;
        comment(in, as_in());
        line(in + "budget: " + money(*course.budget));
    }

    const DraftPlan& draft_;
    Language language_;
    std::string out_;
};

}  // namespace

std::string draft_yaml(const DraftPlan& draft, Language language) {
    return Writer(draft, language).written();
}

}  // namespace passline
