#include "planning/draft.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "planning/course_dates.h"
#include "workspace/due_dates.h"

namespace passline {

namespace {

constexpr std::size_t places_shown = 6;

Text per_words(FrequencyRule::Per per) {
    constexpr std::pair<const char*, const char*> words[] = {
        {"每月", "a month"}, {"每季度", "a quarter"}, {"每年", "a year"}};
    const auto& [zh, en] = words[static_cast<std::size_t>(per)];
    return {zh, en};
}

Text title_of(const Track& track) { return track.title.empty() ? same(track.id) : track.title; }

/// `needs.csv:2, :5, :7 …`
std::string addresses(const std::vector<std::string>& places) {
    std::string text;
    std::string file;
    for (std::size_t i = 0; i < places.size() && i < places_shown; ++i) {
        const std::size_t colon = places[i].rfind(':');
        const bool again = places[i].substr(0, colon) == file;
        file = places[i].substr(0, colon);
        text += (text.empty() ? "" : ", ") + (again ? places[i].substr(colon) : places[i]);
    }
    return places.size() > places_shown ? text + " …" : text;
}

class Drafting {
  public:
    Drafting(const Workspace& workspace, const DraftRequest& request, const std::vector<TopicNeed>& needs,
             const Failures& failures)
        : workspace_(workspace),
          request_(request),
          policy_(*request.policy),
          needs_(needs),
          failures_(failures),
          dates_(workspace, *request.policy, request.as_of) {}

    DraftPlan run() {
        draft_.period = request_.period;
        draft_.policy = &policy_;
        draft_.id = fresh_plan_id();
        draft_.provisional = workspace_.calendar.provisional(request_.period.first, request_.period.last);
        for (const Track& track : policy_.tracks) propose(track);
        place_all();
        name_all();
        further_notes();
        return std::move(draft_);
    }

  private:
    /// A course that is wanted and has no days yet.
    struct Wanted {
        DraftCourse draft;
        const Course* like = nullptr;
        Period within;
    };

    std::string fresh_plan_id() const {
        std::string id = request_.period.text();
        const auto taken = [&](const std::string& wanted) {
            return std::ranges::any_of(workspace_.plans, [&](const Plan& plan) { return plan.id == wanted; });
        };
        for (int number = 2; taken(id); ++number) id = request_.period.text() + "-" + std::to_string(number);
        return id;
    }

    void propose(const Track& track) {
        std::vector<const TopicNeed*> topics;
        for (const TopicNeed& need : needs_) {
            if (need.track == track.id && need.people.size() >= request_.people_at_least)
                topics.push_back(&need);
        }
        std::size_t next = 0;
        for (const OwedCourse& owed : owed_courses(workspace_, policy_, track, request_.period))
            want(track, next < topics.size() ? topics[next++] : nullptr, &owed);
        for (; next < topics.size(); ++next) want(track, topics[next], nullptr);
    }

    void want(const Track& track, const TopicNeed* need, const OwedCourse* owed) {
        Wanted wanted;
        Course& course = wanted.draft.course;
        course.track = track.id;
        if (owed != nullptr) course.kind = owed->rule->kind;
        const Course* like = latest(track, course.kind);
        if (owed == nullptr) course.kind = further_kind(track, like);
        if (owed == nullptr) like = latest(track, course.kind);
        wanted.like = like;
        wanted.within = owed == nullptr ? request_.period : owed->within;
        title(course, track, need, owed);
        if (need != nullptr) course.topics = {need->topic};
        take_after(wanted, track);
        participants(course, track, need, like);
        if (owed != nullptr) frequency(wanted.draft, *owed);
        if (need != nullptr) needed(wanted.draft, *need);
        weak(wanted.draft, track);
        wanted_.push_back(std::move(wanted));
    }

    /// The latest course of this track, of this kind where there is one.
    const Course* latest(const Track& track, const std::string& kind) const {
        const Course* found = nullptr;
        const auto rank = [&](const Course& course) {
            return std::tuple(course.kind == kind, course.start, std::string_view(course.id));
        };
        for (const Workspace::CourseEntry& entry : workspace_.courses) {
            const Course& course = *entry.course;
            if (!entry.rules || course.track != track.id || policy_of(workspace_, *entry.plan) != policy_.id)
                continue;
            if (found == nullptr || rank(*found) < rank(course)) found = &course;
        }
        return found;
    }

    /// Of a course beyond what the frequencies ask for: the last kind that they know, which asks for least.
    static std::string further_kind(const Track& track, const Course* like) {
        if (!track.frequency.empty()) return track.frequency.back().kind;
        return like == nullptr ? std::string() : like->kind;
    }

    static void title(Course& course, const Track& track, const TopicNeed* need, const OwedCourse* owed) {
        const Text of_track = title_of(track);
        if (need != nullptr) {
            course.title = say("{0}：{1}", "{0}: {1}", of_track, need->topic);
        } else if (owed != nullptr && !owed->rule->kind.empty()) {
            const Text kind = owed->rule->title.empty() ? same(owed->rule->kind) : owed->rule->title;
            course.title = say("{0}（{1}）", "{0} ({1})", of_track, kind);
        } else {
            course.title = of_track;
        }
    }

    /// Methods, assessment, requirements, daily hours and budget of the earlier course.
    void take_after(Wanted& wanted, const Track& track) const {
        Course& course = wanted.draft.course;
        if (wanted.like != nullptr) {
            const Course& like = *wanted.like;
            wanted.draft.like = like.id;
            if (course.topics.empty()) course.topics = like.topics;
            course.methods = like.methods;
            course.requirements = like.requirements;
            course.contact = like.contact;
            course.hours = like.hours;
            course.budget = like.budget;
            course.assessment = like.assessment;
            return;
        }
        wanted.draft.assessment_guessed = guess(course.assessment, track.assessment);
    }

    /// A line of 60 wherever the policy leaves one to the plan: a starting point that people must confirm.
    static bool guess(StatedAssessment& stated, const Assessment& assessment) {
        const Decimal line = Decimal::whole(60);
        bool guessed = false;
        if (assessment.pass.kind == PassLine::Kind::from_plan) {
            stated.pass = line;
            guessed = true;
        }
        const auto component = [&](const std::string& id) {
            StatedComponent each;
            each.id = id;
            each.pass = line;
            stated.components.push_back(std::move(each));
            guessed = true;
        };
        for (const ComponentRule& rule : assessment.components) {
            if (rule.pass.kind == PassLine::Kind::from_plan) component(rule.id);
        }
        if (assessment.components_from_plan && assessment.components.empty()) component("exam");
        return guessed;
    }

    void participants(Course& course, const Track& track, const TopicNeed* need, const Course* like) const {
        Participants& who = course.participants;
        const auto add = [&](std::string_view id) {
            who.kind = Participants::Kind::listed;
            who.listed.push_back({std::string(id), {}, 0});
        };
        if (need != nullptr) {
            for (const People::Index person : need->people) add(workspace_.people.id(person));
        } else if (like != nullptr && like->participants.kind == Participants::Kind::listed) {
            for (const Participants::Listed& each : like->participants.listed) add(each.id);
        } else if (like != nullptr) {
            who = like->participants;
        } else if (workspace_.people.has_roster()) {
            who.kind = Participants::Kind::of_track;
            who.track = track.id;
        }
    }

    void frequency(DraftCourse& draft, const OwedCourse& owed) const {
        const FrequencyRule& rule = *owed.rule;
        const Text kind = rule.kind.empty()    ? say("课程", "courses")
                          : rule.title.empty() ? same(rule.kind)
                                               : rule.title;
        const Text each = rule.each ? say("，每次 {0}", ", each {0}", rule.each->words()) : Text{};
        draft.why.push_back(say("频次：“{0}”{1}至少 {2} 次{3}（{4}）；{5} 已列 {6} 次",
                                "Frequency: {0}, at least {2} {1}{3} ({4}); {5} has {6} so far", kind,
                                per_words(rule.per), rule.at_least, each,
                                policy_.cite_rule(rule.article, rule.origin), owed.counted.text(),
                                owed.held));
    }

    static void needed(DraftCourse& draft, const TopicNeed& need) {
        Text sources;
        for (const auto& [source, count] : need.sources) {
            const Text one = same(source + " " + std::to_string(count));
            sources = sources.empty() ? one : say("{0}、{1}", "{0}, {1}", sources, one);
        }
        if (!sources.empty()) sources = say("；来源：{0}", "; seen in: {0}", sources);
        const std::string places = addresses(need.places);
        draft.why.push_back(say("需求：{0} 人提出“{1}”，优先级合计 {2}{3}（{4}）",
                                "Need: {0} people ask for '{1}', priorities add up to {2}{3} ({4})",
                                need.people.size(), need.topic, need.priority, sources, places));
    }

    void weak(DraftCourse& draft, const Track& track) const {
        const auto weakest = failures_.weakest(track.id);
        if (weakest.empty()) return;
        Text list;
        for (std::size_t i = 0; i < weakest.size() && i < 3; ++i) {
            const Text one = say("{0} {1} 人", "{0} ({1})", weakest[i].title, weakest[i].people);
            list = list.empty() ? one : say("{0}、{1}", "{0}, {1}", list, one);
        }
        draft.why.push_back(say("薄弱环节（首次考核未达标人数）：{0}",
                                "Weak at the first attempt (people below the line): {0}", list));
    }

    /// Courses spread evenly over the days that each may take; the narrower windows choose first.
    void place_all() {
        std::ranges::stable_sort(wanted_, {}, [](const Wanted& each) {
            return each.within.last.days() - each.within.first.days();
        });
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            Wanted& wanted = wanted_[i];
            std::int32_t number = 0;
            std::int32_t count = 0;
            for (std::size_t j = 0; j < wanted_.size(); ++j) {
                if (wanted_[j].within != wanted.within) continue;
                if (j <= i) ++number;
                ++count;
            }
            Course& course = wanted.draft.course;
            if (!dates_.place(course, wanted.like, wanted.within, (2 * number - 1) * 50 / count)) {
                draft_.notes.push_back(
                    say("{0} 内已排不下“{1}”：没有来得及完成开课前各项准备的工作日",
                        "{0} has no days left for '{1}' on which its deadlines could be kept",
                        wanted.within.text(), course.title));
                continue;
            }
            only_employed(course);
            deadlines(wanted.draft);
            draft_.courses.push_back(std::move(wanted.draft));
        }
        std::ranges::stable_sort(draft_.courses, {},
                                 [](const DraftCourse& each) { return each.course.start; });
    }

    void only_employed(Course& course) const {
        std::erase_if(course.participants.listed, [&](const Participants::Listed& each) {
            const People::Index person = workspace_.people.find(each.id);
            return workspace_.people.has_roster() &&
                   (person == People::none ||
                    !workspace_.people[person].employed_during(course.start, course.end));
        });
        if (course.participants.kind == Participants::Kind::listed && course.participants.listed.empty())
            course.participants = {};
    }

    void deadlines(DraftCourse& draft) const {
        for (const DeadlineRule& rule : policy_.sections.deadlines) {
            if (!applies_to(rule, draft.course)) continue;
            const auto due = due_date(rule.due, draft.course.start, draft.course.end, workspace_.calendar);
            if (!due || due->date > draft.course.start) continue;
            draft.deadlines.push_back(
                say("{0} {1}", "{0} {1}", rule.title.empty() ? same(rule.id) : rule.title, due->date.text()));
        }
    }

    /// The letters of the earlier course's id, or the track, then the period and a number: INS-2026-Q2-01.
    void name_all() {
        std::set<std::string> taken;
        for (const Workspace::CourseEntry& entry : workspace_.courses) taken.insert(entry.course->id);
        for (DraftCourse& draft : draft_.courses) {
            std::string stem = draft.like.substr(0, draft.like.find_first_of("0123456789"));
            while (!stem.empty() && (stem.back() == '-' || stem.back() == '_')) stem.pop_back();
            if (stem.empty()) stem = draft.course.track;
            for (int number = 1;; ++number) {
                draft.course.id = fmt::format("{}-{}-{:02}", stem, request_.period.text(), number);
                if (taken.insert(draft.course.id).second) break;
            }
        }
    }

    void further_notes() {
        for (const TopicNeed& need : needs_) {
            if (need.track.empty()) {
                draft_.notes.push_back(say("需求“{0}”（{1} 人）没有写明培训类别，未列入（{2}）",
                                           "The need '{0}' ({1} people) has no track: left out ({2})",
                                           need.topic, need.people.size(), need.places.front()));
            } else if (need.people.size() < request_.people_at_least) {
                draft_.notes.push_back(say("需求“{0}”只有 {1} 人提出，未单独开课（{2}）",
                                           "The need '{0}' is one of {1} only: no course of its own ({2})",
                                           need.topic, need.people.size(), need.places.front()));
            }
        }
        for (const ToBeRepeated& each : failures_.to_be_repeated()) {
            const Text due = each.due ? say("，{0} 前", ", by {0}", each.due->text()) : Text{};
            draft_.notes.push_back(say("{0} 须{1}（原课程 {2}{3}）", "{0}: {1} ({2}{3})", each.employee_id,
                                       next_title(each.next), each.course_id, due));
        }
    }

    const Workspace& workspace_;
    const DraftRequest& request_;
    const Policy& policy_;
    const std::vector<TopicNeed>& needs_;
    const Failures& failures_;
    CourseDates dates_;
    std::vector<Wanted> wanted_;
    DraftPlan draft_;
};

}  // namespace

DraftPlan draft_plan(const Workspace& workspace, const DraftRequest& request,
                     const std::vector<TopicNeed>& needs, const Failures& failures) {
    return Drafting(workspace, request, needs, failures).run();
}

std::optional<Period> period_after(const Workspace& workspace, const Plan*& of) {
    of = nullptr;
    for (const Plan& plan : workspace.plans) {
        if (!plan.period) continue;
        const auto rank = [](const Plan& each) {
            return std::tuple(each.period->last, -each.period->first.days());
        };
        if (of == nullptr || rank(*of) < rank(plan)) of = &plan;
    }
    if (of == nullptr || of->period->last == Date::latest()) return std::nullopt;
    return Period::containing(of->period->kind, of->period->last.plus_days(1));
}

}  // namespace passline
