#include "plan/plan_file.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/suggest.h"
#include "policy/reader.h"
#include "yaml/schema.h"

namespace passline {

namespace {

StatedComponent stated_component(const Node& key, const Node& value, RuleReader& read) {
    StatedComponent component;
    component.id = key.text;
    component.origin = read.origin(key);
    if (value.is_null()) return component;
    if (value.is_scalar()) {  // `theory: 60` is short for `theory: {pass: 60}`
        component.pass = read.decimal(&value);
        return component;
    }
    if (const Node* title = value.find("title")) component.title = read.text(title);
    if (const Node* group = value.find("group")) component.group = read.string(group);
    component.out_of = read.decimal(value.find("out_of"));
    component.pass = read.decimal(value.find("pass"));
    component.weight = read.decimal(value.find("weight"));
    if (const Node* raters = value.find("raters")) component.raters = read.strings(raters);
    if (const Node* optional = value.find("optional")) component.is_optional = read.boolean(optional);
    component.from_attendance = read.string(value.find("from")) == "attendance";
    component.baseline_of = read.string(value.find("baseline_of"));
    component.article = read.article(value.find("article"));
    return component;
}

class PlanReader {
  public:
    PlanReader(const Document& document, Diagnostics& diagnostics)
        : root_(document.root()), read_(document, nullptr, diagnostics) {}

    Plan run() {
        Plan plan;
        plan.file = read_.document().file();
        plan.id = read_.string(root_.find("plan"));
        plan.origin = read_.origin(*root_.find("plan"));
        plan.title = read_.text(root_.find("title"));
        plan.goals = read_.text(root_.find("goals"));
        if (const Node* period = root_.find("period")) {
            plan.period_origin = read_.origin(*period);
            plan.period = Period::parse(period->text);
            if (!plan.period) {
                read_.error("period", *period,
                            say("“{0}”不是可识别的期间", "'{0}' is not a period", period->text),
                            say("写成 2026-Q1、2026-01 或 2026", "write it like 2026-Q1, 2026-01 or 2026"));
            }
        }
        if (const Node* policy = root_.find("policy")) {
            plan.policy = policy->text;
            plan.policy_origin = read_.origin(*policy);
        }
        const Node::Entry* approved = root_.find_entry("approvals");
        plan.approvals_origin = approved == nullptr ? plan.origin : read_.origin(approved->key);
        plan.approvals = approvals(root_.find("approvals"));
        plan.budget = budget(root_.find("budget"));
        plan.values = values(root_.find("values"));
        plan.done = done(root_.find("done"));
        if (const Node* courses = root_.find("courses")) {
            plan.courses.reserve(courses->items.size());
            for (const Node& item : courses->items) plan.courses.push_back(course(item));
        }
        changes(root_.find("changes"), plan);
        return plan;
    }

  private:
    std::vector<Approval> approvals(const Node* node) {
        std::vector<Approval> result;
        if (node == nullptr) return result;
        for (const Node& item : node->items) {
            Approval approval;
            approval.by = read_.string(item.find("by"));
            approval.of = read_.string(item.find("of"));
            if (auto date = read_.date(item.find("date"))) approval.date = *date;
            approval.name = read_.text(item.find("name"));
            approval.note = read_.text(item.find("note"));
            approval.origin = read_.origin(item);
            result.push_back(std::move(approval));
        }
        return result;
    }

    void changes(const Node* node, Plan& plan) {
        if (node == nullptr) return;
        std::vector<std::string> known;
        for (const Course& course : plan.courses) known.push_back(course.id);
        for (const Node& item : node->items) {
            PlanChange change;
            if (auto date = read_.date(item.find("date"))) change.date = *date;
            change.what = read_.text(item.find("what"));
            const Node* courses = item.find("courses");
            change.courses = read_.strings(courses);
            for (std::size_t i = 0; i < change.courses.size(); ++i) {
                const std::string& id = change.courses[i];
                if (std::find(known.begin(), known.end(), id) != known.end()) continue;
                read_.error("unknown-course", courses->items[i],
                            say("本计划中没有课程“{0}”", "this plan has no course '{0}'", id),
                            did_you_mean(id, known));
            }
            change.approvals = approvals(item.find("approvals"));
            change.origin = read_.origin(item);
            plan.changes.push_back(std::move(change));
        }
    }

    std::optional<Budget> budget(const Node* node) {
        if (node == nullptr) return {};
        Budget result;
        result.total = {read_.decimal(node->find("amount")).value_or(Decimal{}),
                        read_.string(node->find("currency"))};
        if (const Node* items = node->find("items")) {
            for (const auto& [key, value] : items->entries)
                result.items.emplace_back(key.text, read_.decimal(&value).value_or(Decimal{}));
        }
        result.origin = read_.origin(*node);
        return result;
    }

    std::vector<MetricValue> values(const Node* node) {
        std::vector<MetricValue> result;
        if (node == nullptr) return result;
        for (const auto& [key, value] : node->entries) {
            const Node* amount = value.is_map() ? value.find("amount") : &value;
            result.push_back(
                {key.text,
                 {read_.decimal(amount).value_or(Decimal{}), read_.string(value.find("currency"))},
                 read_.text(value.find("note")),
                 read_.origin(key)});
        }
        return result;
    }

    std::vector<Done> done(const Node* node) {
        std::vector<Done> result;
        if (node == nullptr) return result;
        for (const auto& [key, value] : node->entries) {
            if (value.is_sequence()) {
                for (const Node& item : value.items) done(key, item, item, result);
            } else {
                done(key, value, key, result);
            }
        }
        return result;
    }

    void done(const Node& key, const Node& value, const Node& stands_at, std::vector<Done>& result) {
        const auto date = read_.date(value.is_map() ? value.find("date") : &value);
        if (!date) return;
        Done entry{key.text, *date, {}, read_.text(value.find("note")), read_.origin(stands_at)};
        if (const Node* reviewed = value.find("reviewed")) {
            for (const Node& item : reviewed->items) {
                if (const auto on = read_.date(item.find("date")))
                    entry.reviewed.push_back({read_.string(item.find("by")), *on, read_.origin(item)});
            }
        }
        result.push_back(std::move(entry));
    }

    Course course(const Node& node) {
        Course course;
        const Node& id = *node.find("id");
        course.id = id.text;
        course.origin = read_.origin(id);
        course.column = id.column;
        if (const auto [first, fresh] = seen_.emplace(id.text, id.line); !fresh) {
            read_.error("course-twice", id,
                        say("课程“{0}”已在第 {1} 行出现", "the course '{0}' stands in line {1} already",
                            course.id, first->second));
        }
        course.title = read_.text(node.find("title"));
        if (course.title.empty()) course.title = same(course.id);
        if (const Node* track = node.find("track")) {
            course.track = track->text;
            course.track_origin = read_.origin(*track);
        }
        if (const Node* kind = node.find("kind")) {
            course.kind = kind->text;
            course.kind_origin = read_.origin(*kind);
        }
        course.status = status(read_.string(node.find("status")));
        course.topics = read_.strings(node.find("topics"));
        course.methods = read_.strings(node.find("methods"));
        course.goals = read_.text(node.find("goals"));
        course.place = read_.text(node.find("place"));
        const std::string venue = read_.string(node.find("venue"));
        course.venue = venue == "inside"    ? Venue::inside
                       : venue == "outside" ? Venue::outside
                                            : Venue::unstated;
        course.requirements = read_.text(node.find("requirements"));
        course.contact = read_.text(node.find("contact"));
        trainers(node.find("trainers"), course);
        course.hours = hours(node.find("hours"));
        course.postponed = postponed(node.find("postponed"));
        dates(node, course);
        participants(node.find("participants"), course);
        if (const Node* stated = node.find("assessment"))
            course.assessment = read_stated_assessment(*stated, read_);
        course.budget = budget(node.find("budget"));
        course.values = values(node.find("values"));
        course.done = done(node.find("done"));
        course.note = read_.text(node.find("note"));
        return course;
    }

    static CourseStatus status(const std::string& word) {
        for (const CourseStatus each :
             {CourseStatus::held, CourseStatus::postponed, CourseStatus::cancelled}) {
            if (word == status_name(each)) return each;
        }
        return CourseStatus::planned;
    }

    void trainers(const Node* node, Course& course) {
        if (node == nullptr) return;
        for (const Node& item : node->items) {
            Trainer trainer;
            if (item.is_scalar()) {
                trainer.name = same(item.text);
            } else {
                trainer.name = read_.text(item.find("name"));
                trainer.employee_id = read_.string(item.find("employee_id"));
                trainer.outside = read_.string(item.find("from")) == "outside";
                trainer.organisation = read_.text(item.find("organisation"));
            }
            trainer.origin = read_.origin(item);
            course.trainers.push_back(std::move(trainer));
        }
    }

    std::optional<DailyHours> hours(const Node* node) {
        if (node == nullptr) return {};
        const auto from = read_.time(node->find("from"));
        const auto to = read_.time(node->find("to"));
        if (!from || !to) return {};
        if (*to <= *from) {
            read_.error("session-times", node->find_entry("to")->key,
                        say("结束时刻不晚于开始时刻", "the day ends no later than it begins"));
        }
        return DailyHours{*from, *to, read_.duration(node->find("break")), {}, read_.origin(*node)};
    }

    std::optional<Postponed> postponed(const Node* node) {
        if (node == nullptr) return {};
        Postponed result;
        const auto from = read_.date(node->find("from"));
        if (!from) return {};
        result.from = *from;
        result.to = read_.date(node->find("to"));
        result.on = read_.date(node->find("on"));
        result.notice = read_.date(node->find("notice"));
        result.reason = read_.text(node->find("reason"));
        result.origin = read_.origin(*node);
        if (result.to && *result.to < *from) {
            read_.error("course-dates", *node->find("to"),
                        say("to（{0}）早于 from（{1}）", "to ({0}) lies before from ({1})", result.to->text(),
                            from->text()));
        }
        return result;
    }

    void dates(const Node& node, Course& course) {
        const Node* sessions = node.find("sessions");
        const Node* start = node.find("start");
        const Node* end = node.find("end");
        if (sessions != nullptr && (start != nullptr || end != nullptr)) {
            read_.error(
                "course-dates", start != nullptr ? *start : *end,
                say("start/end 与 sessions 只能写一种", "state either start and end or sessions, not both"),
                say("有 sessions 时，起止日期由场次得出",
                    "with sessions, the first and last day follow from them"));
            return;
        }
        if (sessions != nullptr) {
            read_sessions(*sessions, course);
            return;
        }
        if (start == nullptr && end == nullptr && course.status == CourseStatus::postponed &&
            course.postponed) {
            course.start = course.postponed->from;
            course.end = course.postponed->to.value_or(course.start);
            course.undated = true;
            return;
        }
        if (start == nullptr) {
            read_.error("course-dates", *node.find("id"),
                        say("课程“{0}”没有日期", "the course '{0}' has no dates", course.id),
                        say("写明 start 和 end，或 sessions", "state `start` and `end`, or `sessions`"));
            return;
        }
        const auto first = read_.date(start);
        const auto last = end == nullptr ? first : read_.date(end);
        if (!first || !last) return;
        course.start = *first;
        course.end = *last;
        if (*last < *first) {
            read_.error("course-dates", *end,
                        say("end（{0}）早于 start（{1}）", "end ({0}) lies before start ({1})", last->text(),
                            first->text()));
        }
    }

    void read_sessions(const Node& node, Course& course) {
        std::map<std::string, std::uint32_t> ids;
        for (const Node& item : node.items) {
            Session session;
            session.origin = read_.origin(item);
            session.id = read_.string(item.find("id"));
            if (session.id.empty()) session.id = "S" + std::to_string(course.sessions.size() + 1);
            if (const auto [first, fresh] = ids.emplace(session.id, item.line); !fresh) {
                read_.error("session-twice", item.find("id") != nullptr ? *item.find("id") : item,
                            say("场次“{0}”已在第 {1} 行出现", "the session '{0}' stands in line {1} already",
                                session.id, first->second));
            }
            const auto date = read_.date(item.find("date"));
            if (!date) continue;
            session.date = *date;
            session.from = read_.time(item.find("from"));
            session.to = read_.time(item.find("to"));
            session.rest = read_.duration(item.find("break"));
            session.title = read_.text(item.find("title"));
            session.place = read_.text(item.find("place"));
            session.topics = read_.strings(item.find("topics"));
            if (session.from && session.to && *session.to <= *session.from) {
                read_.error("session-times", item.find_entry("to")->key,
                            say("结束时刻不晚于开始时刻", "the session ends no later than it begins"));
            }
            course.sessions.push_back(std::move(session));
        }
        if (course.sessions.empty()) return;
        std::stable_sort(
            course.sessions.begin(), course.sessions.end(), [](const Session& a, const Session& b) {
                return a.date != b.date ? a.date < b.date
                                        : a.from.value_or(TimeOfDay{}) < b.from.value_or(TimeOfDay{});
            });
        course.start = course.sessions.front().date;
        course.end = course.sessions.back().date;
    }

    void participants(const Node* node, Course& course) {
        if (node == nullptr) return;
        Participants& result = course.participants;
        result.origin = read_.origin(*node);
        if (node->is_sequence()) {
            result.kind = Participants::Kind::listed;
            std::map<std::string, std::uint32_t> ids;
            for (const Node& item : node->items) {
                if (const auto [first, fresh] = ids.emplace(item.text, item.line); !fresh) {
                    read_.error("participant-twice", item,
                                say("“{0}”已在第 {1} 行列出", "'{0}' is listed in line {1} already",
                                    item.text, first->second));
                    continue;
                }
                result.listed.push_back({item.text, read_.origin(item), item.column});
            }
        } else if (node->is_map()) {
            result.kind = Participants::Kind::of_track;
            result.track = read_.string(node->find("track"));
            result.department = read_.string(node->find("department"));
        }
    }

    const Node& root_;
    RuleReader read_;
    std::unordered_map<std::string_view, std::uint32_t> seen_;  ///< ids of courses, with their lines
};

}  // namespace

std::optional<Plan> read_plan(const Document& document, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    if (!Schema::builtin("plan").check(document, diagnostics)) return {};
    Plan plan = PlanReader(document, diagnostics).run();
    if (diagnostics.errors() != before) return {};
    return plan;
}

StatedAssessment read_stated_assessment(const Node& node, RuleReader& read) {
    StatedAssessment stated;
    stated.origin = read.origin(node);
    if (const Node* pass = node.find("pass")) {
        stated.pass = read.decimal(pass);
        stated.pass_origin = read.origin(*pass);
    }
    if (const Node* components = node.find("components")) {
        for (const auto& [key, value] : components->entries)
            stated.components.push_back(stated_component(key, value, read));
    }
    return stated;
}

std::optional<Plan> load_plan(const std::string& path, Diagnostics& diagnostics) {
    const auto document = Document::load(path, diagnostics);
    if (!document) return {};
    return read_plan(*document, diagnostics);
}

std::optional<Plan> parse_plan(std::string name, std::string text, Diagnostics& diagnostics) {
    const auto document = Document::parse(std::move(name), std::move(text), diagnostics);
    if (!document) return {};
    return read_plan(*document, diagnostics);
}

}  // namespace passline
