#include "views/course_notice.h"

#include <algorithm>
#include <utility>

#include "views/course_words.h"
#include "workspace/course_length.h"

namespace passline {

namespace {

using doc::Kind;

class CourseNotice {
  public:
    CourseNotice(const Workspace::CourseEntry& entry, const Workspace& workspace)
        : workspace_(workspace),
          rules_(*entry.rules),
          course_(*entry.course),
          plan_(*entry.plan),
          sections_(rules_.policy->sections),
          attendance_(sections_.attendance_of(course_.track)) {}

    doc::Document written(Date as_of) {
        document_ = {"notice", say("关于“{0}”的培训通知", "Notice of training: {0}", title())};
        document_.layout = doc::Layout::letter;
        document_.as_of = as_of;
        document_.add(doc::Heading{document_.title});
        document_.add(doc::Paragraph{{}, say("各位参训人员：", "To all who take part:")});
        document_.add(doc::Paragraph{opening()});
        document_.add(facts());
        sessions();
        assessment();
        on_fail();
        signature();
        return std::move(document_);
    }

  private:
    Text title() const { return course_.title.empty() ? same(course_.id) : course_.title; }

    bool asked(std::string_view word) const {
        const auto& rule = sections_.notice_states;
        return rule && std::ranges::find(rule->of, word) != rule->of.end();
    }

    Text opening() const {
        const Text under = rules_.policy->title.empty()
                               ? Text{}
                               : say("根据《{0}》，", " under \"{0}\"", rules_.policy->title);
        if (!course_.postponed)
            return say("{0}现将本次培训的有关事项通知如下。", "This course is announced{0} as follows.",
                       under);
        const Postponed& before = *course_.postponed;
        const Text old = day_range(before.from, before.to.value_or(before.from));
        const Text why = before.reason.empty() ? Text{} : say("因{0}", " ({0})", before.reason);
        return say("{0}原定 {1} 的培训{2}延期，现将有关事项重新通知如下。",
                   "This course, planned for {1}, is postponed{2} and announced anew{0} as follows.", under,
                   old, why);
    }

    /// A row; where the notice must state it and nothing does, one to be filled in.
    void fact(std::string_view word, const Text& label, const Text& value) {
        if (!value.empty()) {
            facts_.facts.push_back({label, value});
        } else if (asked(word)) {
            const StatedRule& rule = *sections_.notice_states;
            const Text article = rules_.policy->cite_article(rule.article);
            facts_.facts.push_back({label, article.empty() ? say("（待补充）", "(to be added)")
                                                           : say("（待补充，{0}要求写明）",
                                                                 "(to be added: {0} asks for it)", article)});
        }
    }

    doc::Facts facts() {
        fact("title", say("课程", "Course"), say("{0}（{1}）", "{0} ({1})", title(), course_.id));
        fact("goals", say("目标", "Goals"), course_.goals.empty() ? plan_.goals : course_.goals);
        fact("topics", say("内容", "Topics"), topics());
        fact("participants", say("对象", "Participants"), participants());
        fact("methods", say("方式", "Methods"), titles(course_.methods, rules_.track->methods));
        fact("trainers", say("讲师", "Trainers"), trainer_names(course_));
        fact("time", say("时间", "Time"), time());
        fact("length", say("时长", "Length"), length());
        fact("place", say("地点", "Place"), place());
        if (asked("budget")) fact("budget", say("预算", "Budget"), budget());
        if (asked("frequency")) fact("frequency", say("频次", "Frequency"), frequency());
        if (rules_.components.empty()) fact("assessment", say("考核", "Assessment"), {});
        fact("requirements", say("要求", "Requirements"), course_.requirements);
        fact("sign_in", say("签到", "Sign-in"), sign_in());
        fact("contact", say("联系人", "Contact"), course_.contact);
        fact("note", say("备注", "Remark"), course_.note);
        return std::move(facts_);
    }

    Text topics() const {
        std::vector<std::string> all = course_.topics;
        for (const Session& session : course_.sessions) {
            for (const std::string& topic : session.topics) {
                if (std::ranges::find(all, topic) == all.end()) all.push_back(topic);
            }
        }
        return titles(all, rules_.track->topics);
    }

    Text participants() const {
        const Participants& who = course_.participants;
        if (who.kind == Participants::Kind::with_scores) return {};
        if (who.kind == Participants::Kind::listed) {
            Text list;
            for (const Participants::Listed& each : who.listed) {
                const People::Index person = workspace_.people.find(each.id);
                const std::string name(person == People::none ? "" : workspace_.people.name(person));
                list = listed(list, same(name.empty() ? each.id : name + " " + each.id));
            }
            return list;
        }
        const Track* track = who.track.empty() ? nullptr : rules_.policy->track(who.track);
        const Text of = who.track.empty()                          ? Text{}
                        : track == nullptr || track->title.empty() ? same(who.track)
                                                                   : track->title;
        if (who.department.empty())
            return say("培训期间在职、培训类别为“{0}”的全体人员",
                       "all of the track \"{0}\" who are employed during the course", of);
        if (of.empty())
            return say("{0}培训期间在职的全体人员", "all of {0} who are employed during the course",
                       who.department);
        return say("{0}培训期间在职、培训类别为“{1}”的全体人员",
                   "all of {0} of the track \"{1}\" who are employed during the course", who.department, of);
    }

    const DailyHours* hours() const { return daily_hours(course_, *rules_.policy); }

    Text time() const {
        if (course_.undated) return {};
        Text when = day_range(course_.start, course_.end);
        const DailyHours* daily = hours();
        if (!course_.sessions.empty() || daily == nullptr) return when;
        const Text each = course_.start == course_.end ? Text{} : say("每日 ", "daily ");
        return say("{0}，{1}{2}–{3}", "{0}, {1}{2} to {3}", when, each, daily->from.text(), daily->to.text());
    }

    Text length() const {
        if (course_.undated) return {};
        const auto count = course_days(course_, workspace_.calendar);
        const char* plural = count == 1 ? "" : "s";
        Text in_days = course_.sessions.empty() ? say("{0} 个工作日", "{0} working day{1}", count, plural)
                                                : say("{0} 天", "{0} day{1}", count, plural);
        const ClassTime taught = class_time(course_, hours(), workspace_.calendar);
        if (!taught.complete || taught.seconds <= 0) return in_days;
        const std::string in_hours =
            Fraction(Decimal::from_millionths(taught.seconds * Decimal::scale / 3600)).shortest(2);
        return say("{0}，共 {1} 小时", "{0}, {1} hours in all", in_days, in_hours);
    }

    Text place() const {
        if (!course_.place.empty()) return course_.place;
        std::vector<Text> places;
        Text list;
        for (const Session& session : course_.sessions) {
            if (session.place.empty() || std::ranges::find(places, session.place) != places.end()) continue;
            places.push_back(session.place);
            list = listed(list, session.place);
        }
        return list;
    }

    Text budget() const {
        const auto& money = course_.budget ? course_.budget : plan_.budget;
        if (!money) return {};
        const std::string amount = money->total.amount.text();
        return same(money->total.currency.empty() ? amount : amount + " " + money->total.currency);
    }

    Text frequency() const {
        const std::string& kind = course_.kind;
        for (const FrequencyRule& rule : rules_.track->frequency) {
            if (!rule.kind.empty() && rule.kind != kind) continue;
            constexpr std::pair<const char*, const char*> names[] = {
                {"月", "month"}, {"季度", "quarter"}, {"年", "year"}};
            const auto& [zh, en] = names[static_cast<std::size_t>(rule.per)];
            return {fmt::format("每{}至少 {} 次", zh, rule.at_least),
                    fmt::format("at least {} each {}", rule.at_least, en)};
        }
        return {};
    }

    Text sign_in() const {
        if (attendance_ == nullptr || !attendance_->sign_in) return {};
        const SignInRule& rule = *attendance_->sign_in;
        const Text article = rules_.policy->cite_article(rule.article);
        const Text when = say("开始前 {0}", "{0} before the start", rule.before_start.words());
        return article.empty() ? when : say("{0}（{1}）", "{0} ({1})", when, article);
    }

    void sessions() {
        if (course_.sessions.empty()) return;
        doc::Table table{"sessions", say("课次", "Sessions"), {}, {}};
        table.columns = {{"session", say("课次", "Session"), Kind::id},
                         {"date", say("日期", "Date"), Kind::date},
                         {"from", say("开始", "From"), Kind::id},
                         {"to", say("结束", "To"), Kind::id}};
        const auto any = [&](auto has) { return std::ranges::any_of(course_.sessions, has); };
        const bool placed = any([](const Session& each) { return !each.place.empty(); });
        const bool about =
            any([](const Session& each) { return !each.title.empty() || !each.topics.empty(); });
        if (about) table.columns.push_back({"about", say("内容", "About"), Kind::text});
        if (placed) table.columns.push_back({"place", say("地点", "Place"), Kind::text});
        for (const Session& each : course_.sessions) {
            const DailyHours* daily = hours();
            const auto clock = [](const std::optional<TimeOfDay>& own, const TimeOfDay* usual) {
                return own ? doc::value(own->text()) : usual ? doc::value(usual->text()) : doc::none();
            };
            doc::Row row{{doc::value(each.id), doc::date(each.date),
                          clock(each.from, daily == nullptr ? nullptr : &daily->from),
                          clock(each.to, daily == nullptr ? nullptr : &daily->to)}};
            if (about)
                row.cells.push_back(
                    doc::words(each.title.empty() ? titles(each.topics, rules_.track->topics) : each.title));
            if (placed) row.cells.push_back(doc::words(each.place.empty() ? course_.place : each.place));
            table.rows.push_back(std::move(row));
        }
        document_.add(std::move(table));
    }

    static doc::Cell line(const std::optional<Line>& pass) {
        return pass ? doc::value(pass->value.text()) : doc::none();
    }

    void assessment() {
        if (rules_.components.empty()) return;
        doc::Table table{"assessment", say("考核", "Assessment"), {}, {}};
        table.columns = {{"component", say("考核项", "Component"), Kind::id},
                         {"out_of", say("满分", "Out of"), Kind::number},
                         {"pass", say("合格线", "Pass-line"), Kind::number},
                         {"raters", say("评分人", "Rated by"), Kind::text},
                         {"article", say("条款", "Article"), Kind::text}};
        for (const RuledComponent& part : rules_.components) {
            Text raters;
            for (const Role& role : part.raters)
                raters = listed(raters, role.title.empty() ? same(role.id) : role.title);
            Text name = part.title.empty() ? same(part.id) : part.title;
            if (part.baseline)
                name = say("{0}（训前，不计入）", "{0} (before the course, not counted)", name);
            table.rows.push_back(
                {{doc::coded(part.id, name), doc::value(part.out_of.text()), line(part.pass),
                  doc::words(raters), doc::words(rules_.policy->cite_article(part.article))}});
        }
        if (rules_.weighted) {
            const Text article = rules_.policy->cite_article(rules_.track->assessment.article);
            table.rows.push_back({{doc::coded("total", say("总评", "Total")), doc::value("100"),
                                   line(rules_.pass), doc::words(Text{}), doc::words(article)},
                                  true});
        }
        document_.add(std::move(table));
    }

    /// What follows a first failure.
    void on_fail() {
        if (rules_.track->on_fail.empty()) return;
        const LadderStep& step = rules_.track->on_fail.front();
        if (step.then == Then::end) return;
        const Text article = rules_.policy->cite_article(step.article);
        const Text cite = article.empty() ? Text{} : say("（{0}）", " ({0})", article);
        const Text what = then_title(step.then);
        document_.add(doc::Paragraph{
            step.within ? say("考核不合格者须在 {0}内{1}{2}。", "For those who fail: {1} within {0}{2}.",
                              step.within->words(), what, cite)
                        : say("考核不合格者须{0}{1}。", "For those who fail: {0}{1}.", what, cite)});
    }

    /// By whom sees to the notice, on the day it went out; else to be filled in.
    void signature() {
        const DeadlineRule* rule = sections_.deadline("notice");
        const Text role = rule == nullptr || rule->owner.empty() ? say("培训组织部门", "Organiser")
                                                                 : rules_.policy->role_title(rule->owner);
        doc::Signature by{role, {}, false, true};
        const auto done = std::ranges::find(course_.done, "notice", &Done::deadline);
        if (course_.postponed) {
            by.date = course_.postponed->notice;
        } else if (done != course_.done.end()) {
            by.date = done->date;
        }
        document_.add(doc::Signatures{{by}});
    }

    const Workspace& workspace_;
    const CourseRules& rules_;
    const Course& course_;
    const Plan& plan_;
    const Sections& sections_;
    const AttendanceRules* attendance_;
    doc::Document document_;
    doc::Facts facts_;
};

}  // namespace

doc::Document course_notice(const Workspace::CourseEntry& entry, const Workspace& workspace, Date as_of) {
    return CourseNotice(entry, workspace).written(as_of);
}

}  // namespace passline
