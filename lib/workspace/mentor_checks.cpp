#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/suggest.h"
#include "text/unicode.h"
#include "workspace/plan_check_parts.h"

namespace passline::plan_check {
namespace {

/// Somebody who takes part in a course, and the days of that course.
struct Trainee {
    People::Index person;
    Date first;
    Date last;
};

/// The people who take part in a course. None where only the sheets can tell.
std::vector<People::Index> participants(const People& people, const Policy& policy, const Course& course) {
    std::vector<People::Index> result;
    const Participants& who = course.participants;
    for (const Participants::Listed& listed : who.listed) {
        const People::Index person = people.find(listed.id);
        if (person != People::none) result.push_back(person);
    }
    if (who.kind != Participants::Kind::of_track) return result;
    std::vector<bool> of_track;  // by the roster's words for tracks
    for (std::uint32_t number = 0; number < people.tracks().size(); ++number) {
        const Track* track = policy.track_named(people.tracks()[number]);
        of_track.push_back(who.track.empty() || (track != nullptr && track->id == who.track));
    }
    for (People::Index person = 0; person < people.size(); ++person) {
        const bool here = who.department.empty() || who.department == people.department(person);
        if (of_track[people[person].track] && here &&
            people[person].employed_during(course.start, course.end)) {
            result.push_back(person);
        }
    }
    return result;
}

/// The mentors of all participants in one track of one policy version.
class MentorCheck {
  public:
    MentorCheck(const Workspace& workspace, const Policy& policy, const Track& track,
                Diagnostics& diagnostics)
        : people_(workspace.people), policy_(policy), rule_(*track.mentor), diagnostics_(diagnostics) {}

    void course(const Course& course) {
        for (const People::Index person : participants(people_, policy_, course)) {
            const std::string mentor_id = people_.details(person).mentor_id;
            const People::Index mentor = people_.find(mentor_id);
            if (seen_.insert(person).second) check(person, mentor_id, mentor);
            if (mentor == People::none) continue;
            if (mentor != person) check_employed(person, mentor, course);
            trainees_[mentor].push_back({person, course.start, course.end});
        }
    }

    /// What shows only once all courses are known.
    void finish() {
        if (without_.size() < seen_.size()) {  // else this roster does not say who mentors whom
            for (const People::Index person : without_) missing(person);
        }
        counts();
    }

  private:
    void counts() {
        if (rule_.trainees_at_most == 0) return;
        for (const auto& [mentor, trainees] : trainees_) {
            const std::vector<People::Index> most = most_at_once(trainees);
            if (most.size() > static_cast<std::size_t>(rule_.trainees_at_most)) too_many(mentor, most);
        }
    }

    void missing(People::Index person) {
        finding(
            "mentor-missing", person,
            [&] { return say("{0} 没有导师（{1}）", "{0} has no mentor ({1})", people_.id(person), rule()); },
            say("在花名册的 mentor_id 列写上导师的工号",
                "enter the mentor's employee id in the roster's column mentor_id"));
    }

    void check(People::Index person, const std::string& mentor_id, People::Index mentor) {
        if (mentor_id.empty()) {
            without_.push_back(person);
            return;
        }
        if (mentor == People::none) {
            finding(
                "unknown-mentor", person,
                [&] {
                    return say("{0} 的导师 {1} 不在花名册中（{2}）",
                               "the mentor {1} of {0} is not in the roster ({2})", people_.id(person),
                               mentor_id, rule());
                },
                people_.hint_for_unknown(mentor_id));
            return;
        }
        if (mentor == person) {
            finding(
                "mentor-self", person,
                [&] {
                    return say("{0} 是自己的导师（{1}）", "{0} is their own mentor ({1})", people_.id(person),
                               rule());
                },
                say("另选导师，或改正花名册", "choose another mentor, or correct the roster"));
            return;
        }
        check_track(person, mentor);
        check_level(person, mentor);
    }

    void check_track(People::Index person, People::Index mentor) {
        if (rule_.from_track.empty()) return;
        const std::string_view word = people_.tracks()[people_[mentor].track];
        const Track* track = policy_.track_named(word);
        if (track != nullptr && track->id == rule_.from_track) return;
        finding(
            "mentor-track", person,
            [&] {
                const Text own = word.empty() ? say("没有培训类别", "has no track")
                                              : say("属于“{0}”", "is of the track '{0}'", word);
                return say("{0} 的导师 {1} {2}，导师须属于“{3}”（{4}）",
                           "the mentor {1} of {0} {2}; a mentor is of '{3}' ({4})", people_.id(person),
                           people_.id(mentor), own, rule_.from_track, rule());
            },
            say("另选导师，或改正花名册", "choose another mentor, or correct the roster"));
    }

    void check_level(People::Index person, People::Index mentor) {
        if (rule_.levels.empty()) return;
        const std::string level = people_.details(mentor).level;
        if (std::ranges::find(rule_.levels, level) != rule_.levels.end()) return;
        finding(
            "mentor-level", person,
            [&] {
                const Text own = level.empty() ? say("没有职级", "has no level")
                                               : say("职级为“{0}”", "is of the level '{0}'", level);
                return say("{0} 的导师 {1} {2}，导师的职级须为 {3}（{4}）",
                           "the mentor {1} of {0} {2}; a mentor has one of the levels {3} ({4})",
                           people_.id(person), people_.id(mentor), own, listed_text(rule_.levels), rule());
            },
            say("另选导师，或改正花名册", "choose another mentor, or correct the roster"));
    }

    /// For as long as the trainee is in the course.
    void check_employed(People::Index person, People::Index mentor, const Course& course) {
        const Person& row = people_[mentor];
        const Person& trainee = people_[person];
        const bool trainee_left = trainee.left_before(course.end);
        const Date last = trainee_left ? Date::from_days(trainee.left) : course.end;
        const std::int32_t first = std::max(course.start.days(), trainee.hired);  // no_date is the least
        const bool late = row.hired != Person::no_date && row.hired > first;
        if (!row.left_before(last) && !late) return;
        finding(
            "mentor-left", person,
            [&] {
                const Text why =
                    late ? say("于 {0} 才入职", "was hired only on {0}", Date::from_days(row.hired).text())
                         : say("于 {0} 离职", "left on {0}", Date::from_days(row.left).text());
                return say("{0} 的导师 {1} {2}，课程“{3}”为 {4} 至 {5}（{6}）",
                           "the mentor {1} of {0} {2}; the course '{3}' is from {4} to {5} ({6})",
                           people_.id(person), people_.id(mentor), why, course.id, course.start.text(),
                           course.end.text(), rule());
            },
            say("另选导师，或改正花名册", "choose another mentor, or correct the roster"));
    }

    /// The largest number of different trainees on one day: who they are, in the roster's order.
    static std::vector<People::Index> most_at_once(const std::vector<Trainee>& trainees) {
        std::vector<std::tuple<Date, bool, People::Index>>
            events;  // of one day, ends (of the day before) come first
        for (const Trainee& trainee : trainees) {
            events.emplace_back(trainee.first, true, trainee.person);
            events.emplace_back(trainee.last.plus_days(1), false, trainee.person);
        }
        std::ranges::sort(events);
        std::size_t most = 0;
        std::size_t peak = 0;  // events up to the first such day
        std::map<People::Index, int> now;
        const auto apply = [&now](bool begins, People::Index person) {
            if (begins) {
                ++now[person];
            } else if (--now[person] == 0) {
                now.erase(person);
            }
        };
        for (std::size_t i = 0; i < events.size(); ++i) {
            apply(std::get<bool>(events[i]), std::get<People::Index>(events[i]));
            if (now.size() <= most) continue;
            most = now.size();
            peak = i + 1;
        }
        now.clear();
        for (std::size_t i = 0; i < peak; ++i)
            apply(std::get<bool>(events[i]), std::get<People::Index>(events[i]));
        std::vector<People::Index> who;
        for (const auto& [person, courses] : now) who.push_back(person);
        return who;
    }

    void too_many(People::Index mentor, const std::vector<People::Index>& trainees) {
        finding(
            "mentor-trainees", mentor,
            [&] {
                constexpr std::size_t shown = 5;
                std::vector<std::string_view> ids;
                for (const People::Index person : trainees) {
                    if (ids.size() < shown) ids.push_back(people_.id(person));
                }
                Text list = listed_text(ids);
                if (trainees.size() > shown) list = say("{0} 等", "{0}, …", list);
                return say("{0} 同时带 {1} 名学员（{2}），至多 {3} 名（{4}）",
                           "{0} mentors {1} trainees at the same time ({2}); the policy allows {3} ({4})",
                           people_.id(mentor), trainees.size(), list, rule_.trainees_at_most, rule());
            },
            say("给其中的人另选导师", "choose another mentor for some of them"));
    }

    Text rule() const { return policy_.cite_rule(rule_.article, rule_.origin); }

    /// Places in a large roster are costly: they are looked up only for findings that are shown.
    template <class Message>
    void finding(std::string_view code, People::Index person, Message message, Text hint) {
        diagnostics_.report(Severity::warning, code, [&] {
            return Diagnostic{Severity::warning,
                              std::string(code),
                              people_.place(person, code == "mentor-trainees" ? "employee_id" : "mentor_id"),
                              message(),
                              hint,
                              {},
                              Trouble::input};
        });
    }

    const People& people_;
    const Policy& policy_;
    const MentorRule& rule_;
    Diagnostics& diagnostics_;
    std::set<People::Index> seen_;
    std::vector<People::Index> without_;  // a mentor
    std::map<People::Index, std::vector<Trainee>> trainees_;
};

/// Ids and titles of every track of every policy.
std::vector<std::string> track_names(const Workspace& workspace) {
    std::vector<std::string> names;
    for (const Policy& policy : workspace.policies) {
        for (const Track& track : policy.tracks) {
            for (const std::string& name : {track.id, track.title.zh, track.title.en}) {
                if (std::ranges::find(names, name) == names.end()) names.push_back(name);
            }
        }
    }
    return names;
}

}  // namespace

void mentors(const Workspace& workspace, Diagnostics& diagnostics) {
    if (!workspace.people.has_roster()) return;
    std::vector<const Track*> order;
    std::map<const Track*, MentorCheck> checks;
    each_course(workspace, [&](const Workspace::CourseEntry& entry) {
        const CourseRules& rules = *entry.rules;
        if (!rules.track->mentor) return;
        const auto [at, fresh] =
            checks.try_emplace(rules.track, workspace, *rules.policy, *rules.track, diagnostics);
        if (fresh) order.push_back(rules.track);
        at->second.course(*entry.course);
    });
    for (const Track* track : order) checks.at(track).finish();
}

void roster_tracks(const Workspace& workspace, Diagnostics& diagnostics) {
    const People& people = workspace.people;
    if (!people.has_roster() || people.tracks().size() < 2) return;
    struct Use {
        People::Index first = People::none;
        std::uint32_t people = 0;
    };
    std::vector<Use> uses(people.tracks().size());
    for (People::Index person = 0; person < people.size(); ++person) {
        Use& use = uses[people[person].track];
        if (use.people++ == 0) use.first = person;
    }
    const std::vector<std::string> names = track_names(workspace);
    for (std::uint32_t number = 1; number < uses.size(); ++number) {
        const std::string word(people.tracks()[number]);
        const auto known = [&](const Policy& policy) { return policy.track_named(word) != nullptr; };
        if (uses[number].people == 0 || std::ranges::any_of(workspace.policies, known)) continue;
        diagnostics.report(Severity::warning, "roster-track", [&] {
            Text hint = did_you_mean(word, names);
            if (hint.empty()) {
                hint = say(
                    "改正，或留空：写明的类别决定此人参加哪些课程",
                    "correct it, or leave it empty: the track decides in which courses somebody takes part");
            }
            return Diagnostic{
                Severity::warning,
                "roster-track",
                people.place(uses[number].first),
                say("没有一项制度有培训类别“{0}”（花名册中 {1} 人）",
                    "no policy has a track '{0}' ({1} {2} in the roster)", word, uses[number].people,
                    std::string_view(uses[number].people == 1 ? "person" : "people")),
                std::move(hint),
                {},
                Trouble::input};
        });
    }
}

}  // namespace passline::plan_check
