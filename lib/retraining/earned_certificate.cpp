#include "retraining/earned_certificate.h"

#include <algorithm>

#include "digest/digest.h"

namespace passline {
namespace {

Date day_of_pass(const CourseOutcome& outcome) {
    const auto& attempts = outcome.attempts;
    const bool dated = !attempts.empty() && attempts.back().date;
    return dated ? *attempts.back().date : outcome.rules->course->end;
}

bool earns(const CourseOutcome& outcome) {
    return outcome.outcome == Outcome::pass && outcome.certificate != nullptr;
}

CertificateKind kind_of(const CourseOutcome& outcome) {
    const CertificateRule& rule = *outcome.certificate;
    CertificateKind kind = certificate_kind(*outcome.rules->policy, rule.id);
    if (!rule.title.empty()) kind.title = rule.title;
    if (rule.valid) kind.valid = rule.valid;
    return kind;
}

/// The day of the person's next pass that earns the same certificate; the end of time without one.
Date next_pass(const std::vector<CourseOutcome>& outcomes, const CourseOutcome& outcome, Date passed) {
    Date next = Date::latest();
    for (const CourseOutcome& other : outcomes) {
        if (!earns(other) || other.certificate->id != outcome.certificate->id) continue;
        const Date day = day_of_pass(other);
        if (day > passed) next = std::min(next, day);
    }
    return next;
}

EarnedCertificate earned(const std::vector<CourseOutcome>& outcomes, const CourseOutcome& outcome,
                         const Workspace& workspace, const Certificates& held) {
    const Course& course = *outcome.rules->course;
    EarnedCertificate result{&outcome, kind_of(outcome), {}, day_of_pass(outcome), {}, {}};
    HeldCertificate entry{outcome.person, {}, {}, result.passed, {}, {}, {}};
    const Date next = next_pass(outcomes, outcome, result.passed);
    for (const HeldCertificate* each : held.of(outcome.person, result.kind)) {
        if (each->issued < result.passed || each->issued >= next) continue;
        entry = *each;
        break;
    }
    result.issued = entry.issued;
    result.until = valid_until(entry, result.kind.valid, workspace.calendar);
    result.number = entry.number.empty() ? course.id + "-" + std::string(workspace.people.id(outcome.person))
                                         : entry.number;
    return result;
}

Award refuse(Text why, Text hint = {}) { return {{}, std::move(why), std::move(hint)}; }

Award refuse_outcome(const CourseOutcome& outcome, std::string_view id) {
    const std::string& course = outcome.rules->course->id;
    Text result = outcome_title(outcome.outcome);
    if (outcome.next != Next::none) result = say("{0}，{1}", "{0}, {1}", result, next_title(outcome.next));
    return refuse(say("{0} 的课程 {1} 没有合格：{2}", "{0} has not passed {1}: {2}", id, course, result),
                  say("依据见 passline explain {0} {1}", "passline explain {0} {1} says why", id, course));
}

}  // namespace

std::vector<const RuledComponent*> EarnedCertificate::parts() const {
    std::vector<const RuledComponent*> parts;
    const AttemptResult* last = outcome->last();
    for (std::size_t i = 0; last != nullptr && i < last->components.size(); ++i) {
        const RuledComponent& rule = outcome->rules->components[i];
        if (last->components[i].scored() && !rule.baseline) parts.push_back(&rule);
    }
    return parts;
}

Award certificate_award(const std::vector<CourseOutcome>& outcomes, People::Index person,
                        std::uint32_t course, const Workspace& workspace, const Certificates& held) {
    const CourseRules& rules = *workspace.courses[course].rules;
    const std::string_view id = workspace.people.id(person);
    if (!rules.track->on_pass.certificate) {
        const Track& track = *rules.track;
        return refuse(say("培训类别“{0}”不发证书（{1}）", "the track '{0}' gives no certificate ({1})",
                          track.title.empty() ? same(track.id) : track.title, track.origin.address()),
                      say("在制度的 on_pass 中写 certificate:", "state it as `certificate` in `on_pass`"));
    }
    const auto found = std::ranges::find(outcomes, course, &CourseOutcome::course);
    if (found == outcomes.end())
        return refuse(say("{0} 不参加课程 {1}，也没有成绩", "{0} does not take part in {1} and has no scores",
                          id, rules.course->id));
    if (found->outcome != Outcome::pass) return refuse_outcome(*found, id);
    if (found->appeal == AppealStatus::open)
        return refuse(say("{0} 对课程 {1} 的申诉尚未处理完毕", "an appeal of {0} in {1} is still open", id,
                          rules.course->id),
                      say("申诉处理完毕后再发证", "issue the certificate once it is decided"));
    return {earned(outcomes, *found, workspace, held), {}, {}};
}

std::string verification_code(const EarnedCertificate& certificate, const Workspace& workspace,
                              std::string_view key) {
    const CourseOutcome& outcome = *certificate.outcome;
    const CourseRules& rules = *outcome.rules;
    std::string content;
    const auto field = [&](std::string_view text) { append_field(content, text); };
    const auto both = [&](const Text& text) {
        field(text.zh);
        field(text.en);
    };
    field("passline certificate 1");
    field(certificate.number);
    field(rules.policy->id);
    field(certificate.kind.id);
    both(certificate.kind.title);
    field(workspace.people.id(outcome.person));
    field(workspace.people.name(outcome.person));
    field(rules.course->id);
    both(rules.course->title);
    field(rules.course->start.text());
    field(rules.course->end.text());
    for (const RuledComponent* part : certificate.parts()) field(part->id);
    field("result");
    field(outcome.band == nullptr ? "" : outcome.band->id);
    field(certificate.passed.text());
    field(certificate.issued.text());
    field(certificate.until ? certificate.until->text() : "");
    return short_code(key.empty() ? sha256(content) : hmac_sha256(key, content));
}

}  // namespace passline
