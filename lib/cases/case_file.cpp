#include "cases/case_file.h"

#include <algorithm>

#include "base/suggest.h"
#include "cases/case_attendance.h"
#include "cases/case_expect.h"
#include "cases/case_kind.h"
#include "cases/case_scores.h"
#include "cases/case_topics.h"
#include "plan/calendar_file.h"
#include "plan/plan_file.h"
#include "policy/policy_file.h"
#include "policy/reader.h"
#include "workspace/config.h"
#include "yaml/document.h"
#include "yaml/schema.h"

namespace passline {

namespace {

/// What a course states: itself, or the case for all its courses.
struct Stated {
    const Node& test;
    const Node* own = nullptr;

    const Node* find(std::string_view key) const {
        const Node* found = own == nullptr ? nullptr : own->find(key);
        return found != nullptr ? found : test.find(key);
    }
};

/// Reads one case; the document has passed its schema.
class CaseReader {
  public:
    CaseReader(const Document& document, const Policy& policy, const Calendar& calendar, const Node& node,
               Diagnostics& diagnostics)
        : document_(document),
          policy_(policy),
          calendar_(calendar),
          node_(node),
          diagnostics_(diagnostics),
          read_(document, nullptr, diagnostics) {}

    /// Nothing after a problem.
    std::optional<Case> read() {
        const Node& name = *node_.find("name");
        test_.policy = &policy_;
        test_.name = same(name.text);
        test_.place = document_.place(name);
        test_.plan = std::make_unique<Plan>();
        test_.plan->file = document_.file();
        for (const std::string& article : read_.strings(node_.find("article"))) {
            test_.articles.push_back({same(article), false});
        }
        if (const auto kind = read_kind(node_, read_)) test_.kind = *kind;
        if (!diagnostics_.ok()) return {};
        person();
        if (test_.kind == CaseKind::course) {
            of_courses();
        } else {
            TopicReader(document_, diagnostics_, policy_, calendar_, test_).read(node_);
        }
        if (!diagnostics_.ok()) return {};
        test_.expect = read_expectation(*node_.find("expect"), policy_, test_, document_, diagnostics_);
        if (!diagnostics_.ok()) return {};
        return std::move(test_);
    }

  private:
    void person() {
        if (const auto day = read_.date(node_.find("hired"))) test_.hired = *day;
        if (const auto day = read_.date(node_.find("left"))) test_.left = *day;
        if (const auto day = read_.date(node_.find("as_of"))) test_.as_of = *day;
    }

    void of_courses() {
        courses();
        if (!diagnostics_.ok()) return;
        for (const Course& course : test_.plan->courses) {
            if (auto rules = course_rules(policy_, *test_.plan, course, diagnostics_)) {
                test_.rules.push_back(std::move(*rules));
            }
        }
        if (diagnostics_.ok()) results();
    }

    void courses() {
        const Node* list = node_.find("courses");
        if (list == nullptr) {
            course({node_}, *node_.find("name"));
            return;
        }
        for (const Node& item : list->items) course({node_, &item}, item);
    }

    void course(const Stated& stated, const Node& place) {
        const Node* track_node = stated.find("track");
        const Track* track = policy_.track(track_node->text);
        if (track == nullptr) {
            std::vector<std::string> known;
            for (const Track& each : policy_.tracks) known.push_back(each.id);
            read_.error("unknown-track", *track_node,
                        say("制度 {0} 中没有培训类别 '{1}'", "the policy {0} has no track '{1}'", policy_.id,
                            track_node->text),
                        did_you_mean(track_node->text, known));
            return;
        }
        std::vector<Course>& all = test_.plan->courses;
        const Node* id = stated.own == nullptr ? nullptr : stated.own->find("id");
        Course course =
            case_course(policy_, *track, id != nullptr ? id->text : fmt::format("C{}", all.size() + 1));
        course.origin = read_.origin(id != nullptr ? *id : place);
        course.column = id != nullptr ? id->column : place.column;
        course.track_origin = read_.origin(*track_node);
        if (const Node* assessment = stated.find("assessment")) {
            course.assessment = read_stated_assessment(*assessment, read_);
        }
        dates(stated, place, course);
        if (!all.empty()) in_order(all.back(), course, id != nullptr ? *id : place);
        all.push_back(std::move(course));
    }

    /// Courses without dates end a day after the one before, so that their order is the list's.
    void dates(const Stated& stated, const Node& place, Course& course) {
        const Node* start = stated.find("start");
        const Node* end = stated.find("end");
        const std::optional<Date> first = read_.date(start);
        const std::optional<Date> last = read_.date(end);
        if ((start != nullptr && !first) || (end != nullptr && !last)) return;
        const std::vector<Course>& all = test_.plan->courses;
        if (first) course.start = *first;
        const Node& owner = stated.own != nullptr ? *stated.own : stated.test;
        if (last) {
            course.end = *last;
            if (!first) course.start = std::min(course.start, course.end);
        } else {
            course.end = all.empty() ? course.start : std::max(course.start, all.back().end.plus_days(1));
        }
        if (const Node* attendance = owner.find("attendance")) {
            const Date begin = first || all.empty() ? course.start : course.end;
            CaseAttendanceReader(document_, diagnostics_, policy_, calendar_, test_)
                .course(*attendance, course, static_cast<std::uint32_t>(all.size()), begin);
            around_sessions(first.has_value(), last.has_value(), course, *attendance);
        }
        if (course.end < course.start) {
            read_.error("course-dates", *end,
                        say("end（{0}）早于 start（{1}）", "end ({0}) lies before start ({1})",
                            course.end.text(), course.start.text()));
        } else if (!policy_.in_force(course.start)) {
            read_.error(
                "policy-version-missing",
                start != nullptr ? *start
                : end != nullptr ? *end
                                 : place,
                say("课程于 {0} 开始，当日 {1} 没有施行",
                    "the course begins on {0}, when {1} is not in force", course.start.text(), policy_.file),
                say("改正 start，或测试当时施行的版本",
                    "correct `start`, or test the version that held then"));
        }
    }

    /// A course lasts from its first session to its last, where the case does not say otherwise.
    void around_sessions(bool has_start, bool has_end, Course& course, const Node& place) {
        if (course.sessions.empty()) return;
        const Date first = course.sessions.front().date;
        const Date last = course.sessions.back().date;
        if (!has_start) course.start = first;
        if (!has_end) course.end = std::max(course.end, last);
        if (first >= course.start && last <= course.end) return;
        read_.error("course-dates", place,
                    say("课次从 {0} 到 {1}，不全在 start 与 end 之间",
                        "the sessions, {0} to {1}, do not all lie between `start` and `end`", first.text(),
                        last.text()));
    }

    void in_order(const Course& before, const Course& course, const Node& place) {
        const auto& all = test_.plan->courses;
        if (std::any_of(all.begin(), all.end(), [&](const Course& other) { return other.id == course.id; })) {
            read_.error("course-twice", place,
                        say("课程 '{0}' 在此用例中已经出现", "the course '{0}' stands in this case already",
                            course.id));
            return;
        }
        if (before.end < course.end || (before.end == course.end && before.id < course.id)) return;
        read_.error("case-order", place,
                    say("'{0}' 于 {1} 结束，却排在于 {3} 结束的 '{2}' 之后",
                        "'{0}' ends on {1} but stands after '{2}', which ends on {3}", course.id,
                        course.end.text(), before.id, before.end.text()),
                    say("按结束日期排列课程；同日结束的按编号",
                        "list the courses in order of their end; on the same day, of their id"));
    }

    void results() {
        const Node* list = node_.find("courses");
        for (std::size_t i = 0; i < test_.rules.size(); ++i) {
            const Node& owner = list == nullptr ? node_ : list->items[i];
            const auto index = static_cast<std::uint32_t>(i);
            if (const Node* attempts = owner.find("attempts"))
                ScoreReader(document_, diagnostics_, test_, index).read(*attempts);
            TopicReader topics(document_, diagnostics_, policy_, calendar_, test_);
            if (const Node* incidents = owner.find("incidents")) topics.incidents(*incidents, index);
            if (const Node* appeals = owner.find("appeals")) topics.appeals(*appeals, index);
        }
        if (const Node* decisions = node_.find("decisions"))
            TopicReader(document_, diagnostics_, policy_, calendar_, test_).decisions(*decisions);
    }

    const Document& document_;
    const Policy& policy_;
    const Calendar& calendar_;
    const Node& node_;
    Diagnostics& diagnostics_;  ///< of this case
    RuleReader read_;
    Case test_;
};

Calendar calendar_of(const Document& document, Diagnostics& diagnostics) {
    const Node* node = document.root().find("calendar");
    if (node == nullptr) return Calendar::cn();
    Calendar calendar;
    const std::vector<Node> one = {*node};
    for (const Node& name : node->is_sequence() ? node->items : one) {
        if (name.text == "cn") {
            calendar.refine_with(Calendar::cn());
        } else if (const auto own = load_calendar(beside(document.file(), name.text), diagnostics)) {
            calendar.refine_with(*own);
        }
    }
    return calendar;
}

/// What all courses of a case share is read with each of them, and its problems are found as often.
Diagnostics each_once(const Diagnostics& found) {
    Diagnostics once;
    for (const Diagnostic& diagnostic : found.all()) {
        const bool known = std::any_of(once.all().begin(), once.all().end(), [&](const Diagnostic& other) {
            return other.code == diagnostic.code && other.place == diagnostic.place &&
                   other.message == diagnostic.message;
        });
        if (!known) once.add(diagnostic);
    }
    return once;
}

std::optional<TestFile> read_cases(const Document& document, const Policy& policy, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    TestFile file;
    file.path = document.file();
    file.policy = &policy;
    file.calendar = calendar_of(document, diagnostics);
    for (const Node& node : document.root().find("cases")->items) {
        Diagnostics found;
        if (auto test = CaseReader(document, policy, file.calendar, node, found).read())
            file.cases.push_back(std::move(*test));
        diagnostics.merge(each_once(found));
    }
    if (diagnostics.errors() != before) return {};
    return file;
}

}  // namespace

const Policy* TestedPolicies::load(const std::string& path, const Place& named, Diagnostics& diagnostics) {
    auto found = policies_.find(path);
    if (found == policies_.end()) {
        Diagnostics problems;
        found = policies_.emplace(path, load_policy(path, problems)).first;
        for (Diagnostic problem : problems.all()) {
            if (problem.trouble == Trouble::system) problem.related.push_back(named);
            diagnostics.add(std::move(problem));
        }
    }
    return found->second ? &*found->second : nullptr;
}

std::optional<TestFile> load_test_file(const std::string& path, TestedPolicies& policies,
                                       Diagnostics& diagnostics) {
    const auto document = Document::load(path, diagnostics);
    if (!document || !Schema::builtin("test").check(*document, diagnostics)) return {};
    const Node& stated = *document->root().find("policy");
    const Policy* policy = policies.load(beside(path, stated.text), document->place(stated), diagnostics);
    return policy == nullptr ? std::nullopt : read_cases(*document, *policy, diagnostics);
}

std::optional<TestFile> parse_test_file(std::string name, std::string text, const Policy& policy,
                                        Diagnostics& diagnostics) {
    const auto document = Document::parse(std::move(name), std::move(text), diagnostics);
    if (!document || !Schema::builtin("test").check(*document, diagnostics)) return {};
    return read_cases(*document, policy, diagnostics);
}

}  // namespace passline
