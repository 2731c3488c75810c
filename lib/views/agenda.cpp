#include "views/agenda.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "views/course_words.h"

namespace passline {

namespace {

/// Adds a line `label：value`; nothing of an empty value.
void add_line(Text& lines, const Text& label, const Text& value) {
    if (value.empty()) return;
    const Text line = say("{0}：{1}", "{0}: {1}", label, value);
    lines = lines.empty() ? line : say("{0}\n{1}", "{0}\n{1}", lines, line);
}

/// The entries of one course.
class CourseEvents {
  public:
    CourseEvents(const Workspace::CourseEntry& entry, const Workspace& workspace)
        : course_(*entry.course), policy_id_(policy_of(workspace, *entry.plan)) {
        policy_ = entry.rules ? entry.rules->policy
                              : policy_in_force(workspace.policies, policy_id_, course_.start);
        track_ = policy_ == nullptr ? nullptr : policy_->track(course_.track);
    }

    void add_to(std::vector<ics::Event>& events) const {
        if (course_.sessions.empty()) events.push_back(whole());
        for (const Session& session : course_.sessions) events.push_back(of(session));
    }

  private:
    Text title() const { return course_.title.empty() ? same(course_.id) : course_.title; }

    ics::Event event(const std::string& key, const Text& summary) const {
        ics::Event event;
        event.uid = key + "@" + policy_id_;
        event.cancelled = course_.status == CourseStatus::cancelled || course_.undated;
        event.summary = course_.undated   ? say("已延期：{0}", "Postponed: {0}", summary)
                        : event.cancelled ? say("已取消：{0}", "Cancelled: {0}", summary)
                                          : summary;
        event.categories = {say("培训", "Training")};
        event.location = course_.place;
        return event;
    }

    ics::Event whole() const {
        ics::Event event = this->event("course." + course_.id, title());
        event.first = course_.start;
        event.last = course_.end;
        event.description = about(course_.topics);
        const DailyHours* hours = policy_ == nullptr ? nullptr : daily_hours(course_, *policy_);
        if (hours != nullptr) {
            add_line(event.description, say("每日时间", "Daily"),
                     same(hours->from.text() + "–" + hours->to.text()));
        }
        further(event.description);
        return event;
    }

    ics::Event of(const Session& session) const {
        Text summary = title();
        if (!session.title.empty()) {
            summary = say("{0}：{1}", "{0}: {1}", summary, session.title);
        } else if (course_.sessions.size() > 1) {
            summary = say("{0}（{1}）", "{0} ({1})", summary, session.id);
        }
        ics::Event event = this->event("session." + course_.id + "." + session.id, summary);
        event.first = event.last = session.date;
        event.time = times(session);
        event.busy = !event.cancelled;
        if (!session.place.empty()) event.location = session.place;
        event.description = about(session.topics.empty() ? course_.topics : session.topics);
        further(event.description);
        return event;
    }

    std::optional<std::pair<TimeOfDay, TimeOfDay>> times(const Session& session) const {
        const DailyHours* hours = policy_ == nullptr ? nullptr : daily_hours(course_, *policy_);
        auto from = session.from;
        auto to = session.to;
        if (!from && hours != nullptr) from = hours->from;
        if (!to && hours != nullptr) to = hours->to;
        if (!from || !to || *to <= *from) return {};
        return std::pair(*from, *to);
    }

    Text about(const std::vector<std::string>& topics) const {
        Text lines;
        add_line(lines, say("课程", "Course"), same(course_.id));
        add_line(lines, say("类别", "Track"),
                 track_ == nullptr || track_->title.empty() ? same(course_.track) : track_->title);
        add_line(lines, say("讲师", "Trainers"), trainer_names(course_));
        add_line(lines, say("内容", "Topics"),
                 titles(topics, track_ == nullptr ? std::nullopt : track_->topics));
        return lines;
    }

    void further(Text& lines) const {
        add_line(lines, say("要求", "Requirements"), course_.requirements);
        add_line(lines, say("联系人", "Contact"), course_.contact);
        if (course_.postponed && !course_.undated) {
            const Postponed& before = *course_.postponed;
            add_line(lines, say("原定", "First planned for"),
                     day_range(before.from, before.to.value_or(before.from)));
        }
        add_line(lines, say("备注", "Remark"), course_.note);
    }

    const Course& course_;
    std::string policy_id_;
    const Policy* policy_ = nullptr;
    const Track* track_ = nullptr;
};

ics::Event event_of(const DeadlineRow& row) {
    ics::Event event;
    event.uid = row.key;
    Text summary = row.title.empty() ? same(row.deadline) : row.title;
    if (!row.course.empty()) summary = say("{0}：{1}", "{0}: {1}", summary, row.course);
    const bool done = row.state == DeadlineState::done || row.state == DeadlineState::late;
    event.summary = row.withdrawn ? say("已取消：{0}", "Cancelled: {0}", summary)
                    : done        ? say("✓ {0}", "✓ {0}", summary)
                                  : summary;
    event.cancelled = row.withdrawn;
    event.first = event.last = row.due;
    event.categories = {say("培训期限", "Training deadline")};
    add_line(event.description, say("课程", "Course"), same(row.course_id));
    add_line(event.description, say("负责人", "Owner"),
             row.owner_title.empty() ? same(row.owner) : row.owner_title);
    if (row.opens) add_line(event.description, say("开始", "Opens"), same(row.opens->text()));
    if (row.done) add_line(event.description, say("完成日期", "Done"), same(row.done->text()));
    if (!row.withdrawn) add_line(event.description, say("状态", "State"), state_title(row.state));
    Text articles;
    for (const Article* article : row.articles) articles = listed(articles, article->raw);
    add_line(event.description, say("依据条款", "Articles"), articles);
    if (row.provisional)
        add_line(event.description, say("注意", "Note"),
                 say("日历未含该年节假日，日期待定", "the calendar does not cover the year: provisional"));
    return event;
}

}  // namespace

ics::Agenda course_agenda(const std::vector<const Workspace::CourseEntry*>& courses,
                          const Workspace& workspace, const std::optional<TimeZone>& zone, Date as_of) {
    ics::Agenda agenda{say("培训课程", "Training courses"), as_of, zone, {}};
    for (const Workspace::CourseEntry* entry : courses) CourseEvents(*entry, workspace).add_to(agenda.events);
    std::ranges::sort(agenda.events, {}, [](const ics::Event& event) {
        return std::tuple(event.first, event.time ? event.time->first.seconds : -1,
                          std::string_view(event.uid));
    });
    return agenda;
}

ics::Agenda deadline_agenda(const std::vector<DeadlineRow>& rows, Date as_of) {
    ics::Agenda agenda{say("培训期限", "Training deadlines"), as_of, {}, {}};
    for (const DeadlineRow& row : rows) agenda.events.push_back(event_of(row));
    std::ranges::sort(agenda.events, {}, [](const ics::Event& event) {
        return std::tuple(event.first, std::string_view(event.uid));
    });
    return agenda;
}

}  // namespace passline
