#include <algorithm>
#include <set>

#include "base/suggest.h"
#include "text/unicode.h"
#include "workspace/certificates.h"
#include "workspace/plan_check_parts.h"

namespace passline {
namespace {

bool covered(const std::vector<const HeldCertificate*>& held, const CertificateKind& kind, Date day,
             const Calendar& calendar) {
    return std::ranges::any_of(held, [&](const HeldCertificate* each) {
        const auto until = valid_until(*each, kind.valid, calendar);
        return each->issued <= day && (!until || *until >= day);
    });
}

/// Session dates, or the working days from the first to the last.
std::vector<Date> days_of(const Course& course, const Calendar& calendar) {
    std::vector<Date> days;
    for (const Session& session : course.sessions) days.push_back(session.date);
    if (!days.empty()) return days;
    for (Date day = course.start; day <= course.end; day = day.plus_days(1)) {
        if (calendar.is_working_day(day)) days.push_back(day);
        if (day == Date::latest()) break;
    }
    return days;
}

class TrainerCertificates {
  public:
    TrainerCertificates(const Workspace& workspace, const Certificates& certificates,
                        Diagnostics& diagnostics)
        : workspace_(workspace), certificates_(certificates), diagnostics_(diagnostics) {}

    void check(const CourseRules& rules) {
        const auto& rule = rules.policy->sections.inside_trainers;
        if (!rule || rule->certificate.empty()) return;
        const CertificateKind kind = certificate_kind(*rules.policy, rule->certificate);
        for (const Trainer& trainer : rules.course->trainers) {
            if (!trainer.outside) check(rules, *rule, kind, trainer);
        }
    }

  private:
    /// By the employee id, else by a name that one person has.
    People::Index person(const Trainer& trainer) const {
        const People& people = workspace_.people;
        if (!trainer.employee_id.empty()) return people.find(trainer.employee_id);
        const People::Index found = people.by_name(trainer.name.zh);
        return found != People::none ? found : people.by_name(trainer.name.en);
    }

    void check(const CourseRules& rules, const TrainerRule& rule, const CertificateKind& kind,
               const Trainer& trainer) {
        const People::Index who = person(trainer);
        if (who == People::none) return;
        const Course& course = *rules.course;
        const auto held = certificates_.of(who, kind);
        const std::vector<Date> days = days_of(course, workspace_.calendar);
        const auto lacking = std::ranges::find_if(
            days, [&](Date day) { return !covered(held, kind, day, workspace_.calendar); });
        if (lacking == days.end()) return;
        diagnostics_.warning(
            "trainer-certificate", place_of(trainer.origin),
            say("课程“{0}”的讲师 {1} 在 {2} 没有有效的“{3}”{4}（{5}）",
                "the trainer {1} of the course '{0}' does not hold a valid '{3}' on {2}{4} ({5})", course.id,
                trainer.name, lacking->text(), kind.title, last_words(held, kind, *lacking),
                rules.policy->cite_rule(rule.article, rule.origin)),
            say("另选持证讲师，或在证书表补上证书",
                "choose a trainer who holds one, or add the certificate to the certificates sheet"));
    }

    Text last_words(const std::vector<const HeldCertificate*>& held, const CertificateKind& kind,
                    Date day) const {
        std::optional<Date> last;
        for (const HeldCertificate* each : held) {
            const auto until = valid_until(*each, kind.valid, workspace_.calendar);
            if (each->issued <= day && until && (!last || *last < *until)) last = until;
        }
        if (last) return say("；已有证书的有效期至 {0}", "; the last one is valid until {0}", last->text());
        if (held.empty()) return {};
        return say("；{0} 才发证", "; it was issued only on {0}", held.front()->issued.text());
    }

    const Workspace& workspace_;
    const Certificates& certificates_;
    Diagnostics& diagnostics_;
};

/// The certificates that one policy asks people to hold or to have reviewed.
class StaffCertificates {
  public:
    StaffCertificates(const Workspace& workspace, const Certificates& certificates, const Policy& policy,
                      Date as_of, Diagnostics& diagnostics)
        : workspace_(workspace),
          certificates_(certificates),
          policy_(policy),
          as_of_(as_of),
          diagnostics_(diagnostics) {}

    void check(const CertificateKind& kind) {
        const People& people = workspace_.people;
        for (const People::Index person : people.in_order()) {
            if (!people[person].employed_during(as_of_, as_of_)) continue;
            const auto held = certificates_.of(person, kind);
            const bool valid = needs_certificate(policy_, kind, workspace_.people, person)
                                   ? check_valid(kind, person, held)
                                   : !held.empty();
            if (valid && kind.review_every) check_review(kind, person, held);
        }
    }

  private:
    /// True when one is valid on the day.
    bool check_valid(const CertificateKind& kind, People::Index person,
                     const std::vector<const HeldCertificate*>& held) {
        const HeldCertificate* last = nullptr;
        for (const HeldCertificate* each : held) {
            if (each->issued > as_of_) continue;
            const auto until = valid_until(*each, kind.valid, workspace_.calendar);
            if (!until || *until >= as_of_) return true;
            if (last == nullptr || *valid_until(*last, kind.valid, workspace_.calendar) < *until) last = each;
        }
        if (last == nullptr) {
            missing(kind, person);
        } else {
            expired(kind, person, *last);
        }
        return false;
    }

    void missing(const CertificateKind& kind, People::Index person) {
        const People& people = workspace_.people;
        diagnostics_.report(Severity::warning, "certificate-missing", [&] {
            return finding("certificate-missing", people.place(person),
                           say("{0} 须持有“{1}”，截至 {2} 没有（{3}）{4}",
                               "{0} needs '{1}' and has none as of {2} ({3}){4}", people.id(person),
                               kind.title, as_of_.text(), rule(kind), follows(kind)),
                           say("在证书表补上证书，或改正花名册",
                               "add the certificate to the certificates sheet, or correct the roster"));
        });
    }

    void expired(const CertificateKind& kind, People::Index person, const HeldCertificate& last) {
        diagnostics_.report(Severity::warning, "certificate-expired", [&] {
            return finding("certificate-expired", last.place,
                           say("{0} 须持有“{1}”，其证书已于 {2} 到期（截至 {3}；{4}）{5}",
                               "{0} needs '{1}'; the last one was valid until {2} (as of {3}; {4}){5}",
                               workspace_.people.id(person), kind.title,
                               valid_until(last, kind.valid, workspace_.calendar)->text(), as_of_.text(),
                               rule(kind), follows(kind)),
                           say("换证后在证书表加一行", "add a row once it is renewed"));
        });
    }

    /// A review is a row of its own: its day of issue is the day of the review.
    void check_review(const CertificateKind& kind, People::Index person,
                      const std::vector<const HeldCertificate*>& held) {
        const HeldCertificate* last = nullptr;
        for (const HeldCertificate* each : held) {
            if (each->issued <= as_of_) last = each;
        }
        if (last == nullptr) return;
        const Date due = after(last->issued, *kind.review_every, workspace_.calendar).date;
        if (as_of_ <= due) return;
        diagnostics_.report(Severity::warning, "certificate-review", [&] {
            return finding(
                "certificate-review", last->place,
                say("{0} 的“{1}”应于 {2} 及以前复审：{3} 发证或复审，每 {4}一次（{5}）",
                    "'{1}' of {0} should have been reviewed by {2}: issued or reviewed on {3}, every {4} "
                    "({5})",
                    workspace_.people.id(person), kind.title, due.text(), last->issued.text(),
                    kind.review_every->words(), rule(kind)),
                say("复审后在证书表加一行，发证日期填复审之日",
                    "once reviewed, add a row with that day as its day of issue"));
        });
    }

    Text rule(const CertificateKind& kind) const { return policy_.cite_rule(kind.article, kind.origin); }

    /// What the policy lets follow.
    Text follows(const CertificateKind& kind) const {
        Text list;
        for (const std::string& id : kind.actions) {
            const Text title = policy_.action_title(id);
            list = list.empty() ? title : say("{0}、{1}", "{0}, {1}", list, title);
        }
        return list.empty() ? Text{} : say("：{0}", ": {0}", list);
    }

    static Diagnostic finding(std::string_view code, Place place, Text message, Text hint) {
        return {Severity::warning,  std::string(code), std::move(place),
                std::move(message), std::move(hint),   {},
                Trouble::input};
    }

    const Workspace& workspace_;
    const Certificates& certificates_;
    const Policy& policy_;
    Date as_of_;
    Diagnostics& diagnostics_;
};

/// Names that are nearly those of a policy's certificate; any other is somebody else's certificate.
void near_names(const Workspace& workspace, const Certificates& certificates, Diagnostics& diagnostics) {
    std::vector<std::string> known;
    const auto add = [&](const std::string& id, const Text& title) {
        for (const std::string& name : {id, title.zh, title.en}) {
            if (!name.empty()) known.push_back(name);
        }
    };
    for (const Policy& policy : workspace.policies) {
        for (const CertificateKind& kind : policy.sections.certificates) add(kind.id, kind.title);
        if (policy.sections.inside_trainers) add(policy.sections.inside_trainers->certificate, {});
        for (const Track& track : policy.tracks) {
            if (track.on_pass.certificate)
                add(track.on_pass.certificate->id, track.on_pass.certificate->title);
        }
    }
    std::set<std::string> folded_names;
    for (const std::string& name : known) folded_names.insert(folded(name));
    for (const HeldCertificate& held : certificates.all()) {
        if (folded_names.contains(held.key)) continue;
        Text hint = did_you_mean(held.name, known);
        if (hint.empty()) continue;
        diagnostics.warning("unknown-certificate", held.place,
                            say("没有一项制度有证书“{0}”", "no policy has a certificate '{0}'", held.name),
                            std::move(hint));
    }
}

}  // namespace

bool needs_certificate(const Policy& policy, const CertificateKind& kind, const People& people,
                       People::Index person) {
    if (!kind.needed) return false;
    const auto named = [](const std::vector<std::string>& list, std::string_view word) {
        const std::string wanted = folded(word);
        return !word.empty() &&
               std::ranges::any_of(list, [&](const std::string& each) { return folded(each) == wanted; });
    };
    if (named(kind.departments, people.department(person))) return true;
    const Track* track = policy.track_named(people.tracks()[people[person].track]);
    if (track != nullptr && named(kind.tracks, track->id)) return true;
    if (kind.positions.empty() && kind.levels.empty()) return false;
    const PersonDetails details = people.details(person);
    return named(kind.positions, details.position) || named(kind.levels, details.level);
}

void check_certificates(const Workspace& workspace, const Certificates& certificates, Date as_of,
                        Diagnostics& diagnostics) {
    if (certificates.empty() || !workspace.people.has_roster()) return;
    near_names(workspace, certificates, diagnostics);
    TrainerCertificates trainers(workspace, certificates, diagnostics);
    plan_check::each_course(workspace,
                            [&](const Workspace::CourseEntry& entry) { trainers.check(*entry.rules); });
    for (const Policy& policy : workspace.policies) {
        if (policy_in_force(workspace.policies, policy.id, as_of) != &policy) continue;
        StaffCertificates staff(workspace, certificates, policy, as_of, diagnostics);
        for (const CertificateKind& kind : policy.sections.certificates) {
            if (kind.needed || kind.review_every) staff.check(kind);
        }
    }
}

}  // namespace passline
