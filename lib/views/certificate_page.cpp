#include "views/certificate_page.h"

#include <utility>

namespace passline {
namespace {

using doc::Kind;

/// As it stands on paper: 2026年1月23日, 23 January 2026.
Text long_date(Date day) {
    constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
    return {fmt::format("{}年{}月{}日", day.year(), day.month(), day.day()),
            fmt::format("{} {} {}", day.day(), months[day.month() - 1], day.year())};
}

Text titled(const Text& title, const std::string& id) { return title.empty() ? same(id) : title; }

class Certificate {
  public:
    Certificate(const EarnedCertificate& certificate, const Workspace& workspace)
        : certificate_(certificate),
          outcome_(*certificate.outcome),
          rules_(*outcome_.rules),
          id_(workspace.people.id(outcome_.person)),
          name_(workspace.people.name(outcome_.person)) {}

    Text title() const { return titled(certificate_.kind.title, certificate_.kind.id); }
    Text course() const { return titled(rules_.course->title, rules_.course->id); }
    std::string name() const { return name_.empty() ? id_ : name_; }
    const std::string& id() const { return id_; }
    Text valid_until() const {
        return certificate_.until ? long_date(*certificate_.until) : say("长期有效", "without limit");
    }

    doc::Document page(const std::string& code) const {
        doc::Document document{"certificate", title()};
        document.layout = doc::Layout::certificate;
        document.as_of = certificate_.issued;
        document.add(doc::Heading{title()});
        document.add(doc::Paragraph{say("兹证明", "This is to certify that")});
        document.add(doc::Heading{same(name()), 2});
        document.add(doc::Paragraph{statement()});
        doc::Facts facts{achieved()};
        facts.facts.push_back({say("证书编号", "Number"), same(certificate_.number)});
        facts.facts.push_back({say("核验码", "Verification code"), same(code)});
        document.add(std::move(facts));
        document.add(signatures());
        document.add(row(code));
        return document;
    }

    /// What was achieved, and for how long it holds.
    std::vector<doc::Fact> achieved() const {
        std::vector<doc::Fact> facts = {
            {say("培训类别", "Track"), titled(rules_.track->title, rules_.track->id)}};
        if (const Text list = passed(); !list.empty()) facts.push_back({say("考核项目", "Passed in"), list});
        if (outcome_.band != nullptr)
            facts.push_back({say("成绩等级", "Grade"), titled(outcome_.band->title, outcome_.band->id)});
        if (const Text list = articles(); !list.empty()) facts.push_back({say("依据", "Under"), list});
        facts.push_back({say("发证日期", "Issued on"), long_date(certificate_.issued)});
        facts.push_back({say("有效期至", "Valid until"), valid_until()});
        return facts;
    }
    Text days() const {
        const Course& course = *rules_.course;
        return course.start == course.end
                   ? long_date(course.start)
                   : say("{0}至{1}", "{0} to {1}", long_date(course.start), long_date(course.end));
    }

  private:
    Text statement() const {
        const Course& course = *rules_.course;
        const Text when = days();
        const Text who = name_.empty() ? Text{} : say("（工号 {0}）", "(employee {0}) ", id_);
        return say("{0}于{1}参加“{2}”（{3}），经考核合格，特发此证。",
                   "{0}took part in the course “{2}” ({3}), {1}, and has passed its assessment.", who, when,
                   this->course(), course.id);
    }

    Text passed() const {
        Text list;
        for (const RuledComponent* part : certificate_.parts()) {
            const Text title = titled(part->title, part->id);
            list = list.empty() ? title : say("{0}、{1}", "{0}, {1}", list, title);
        }
        return list;
    }

    /// The regulation, and those of its articles that decided.
    Text articles() const {
        Text list;
        for (const Article* article : outcome_.articles) {
            const Text cited = rules_.policy->cite_article(*article);
            list = list.empty() ? cited : say("{0}、{1}", "{0}, {1}", list, cited);
        }
        const Text& policy = rules_.policy->title;
        if (policy.empty()) return list;
        return list.empty() ? say("《{0}》", "{0}", policy) : say("《{0}》{1}", "{0}, {1}", policy, list);
    }

    /// Neither policy nor workspace says who issues it: that is written by hand.
    doc::Signatures signatures() const {
        return {{{say("负责人", "For the issuer"), {}, true, false},
                 {say("发证单位", "Issued by"), {}, false, true, certificate_.issued}}};
    }

    doc::Table row(const std::string& code) const {
        doc::Table table{"certificate", say("证书", "Certificate"), {}, {}};
        const auto column = [&](const char* column_id, Text column_title, Kind kind) {
            table.columns.push_back({column_id, std::move(column_title), kind, {}, false});
        };
        column("employee_id", say("工号", "Employee ID"), Kind::id);
        column("name", say("姓名", "Name"), Kind::text);
        column("certificate", say("证书", "Certificate"), Kind::id);
        column("issued_on", say("发证日期", "Day of issue"), Kind::date);
        column("expires_on", say("到期日期", "Expires on"), Kind::date);
        column("number", say("证书编号", "Number"), Kind::text);
        column("course_id", say("课程编号", "Course"), Kind::id);
        column("code", say("核验码", "Verification code"), Kind::id);
        table.rows.push_back(
            {{doc::value(id_), doc::words(name_), doc::value(certificate_.kind.id),
              doc::date(certificate_.issued),
              certificate_.until ? doc::date(*certificate_.until) : doc::none(),
              doc::words(certificate_.number), doc::value(rules_.course->id), doc::value(code)}});
        return table;
    }

    const EarnedCertificate& certificate_;
    const CourseOutcome& outcome_;
    const CourseRules& rules_;
    std::string id_;
    std::string name_;
};

}  // namespace

doc::Document certificate_page(const EarnedCertificate& certificate, const std::string& code,
                               const Workspace& workspace) {
    return Certificate(certificate, workspace).page(code);
}

doc::Document certificate_check(const EarnedCertificate& certificate, const std::string& code, bool holds,
                                const Workspace& workspace, Date as_of) {
    const Certificate records(certificate, workspace);
    doc::Document document{"certificate_check", say("核验证书", "Certificate check")};
    document.as_of = as_of;
    const bool expired = certificate.until && *certificate.until < as_of;
    Text result = holds ? say("核验码与现有记录一致", "the code agrees with the records")
                        : say("核验码与现有记录不一致", "the code does not agree with the records");
    if (holds && expired) result = say("{0}；证书已过期", "{0}; the certificate has expired", result);
    doc::Table table{
        "check",
        {},
        {{"code", say("核验码", "Code"), Kind::id}, {"result", say("结果", "Result"), Kind::text}},
        {}};
    const char* word = !holds ? "differs" : expired ? "expired" : "holds";
    table.rows.push_back(
        {{doc::value(code), doc::coded(word, result, holds && !expired ? Tone::good : Tone::bad)}});
    document.add(std::move(table));
    document.add(doc::Paragraph{say("按现有记录，证书应为：", "By the records the certificate reads:")});
    doc::Facts facts{{{say("证书", "Certificate"), records.title()},
                      {say("姓名", "Name"), say("{0}（{1}）", "{0} ({1})", records.name(), records.id())},
                      {say("课程", "Course"), say("{0}（{1}）", "{0} ({1})", records.course(),
                                                  certificate.outcome->rules->course->id)},
                      {say("培训日期", "Held"), records.days()}}};
    for (doc::Fact& fact : records.achieved()) facts.facts.push_back(std::move(fact));
    facts.facts.push_back({say("证书编号", "Number"), same(certificate.number)});
    document.add(std::move(facts));
    return document;
}

}  // namespace passline
