#include "reminders/digest.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "reminders/mail_address.h"

namespace passline {
namespace {

class Router {
  public:
    Router(const Workspace& workspace, const Addresses& addresses, Date as_of, Diagnostics& diagnostics)
        : workspace_(workspace), addresses_(addresses), as_of_(as_of), diagnostics_(diagnostics) {}

    /// Empty when there is none.
    const std::string& address(const Recipient& recipient) {
        const auto [known, fresh] = known_.try_emplace(recipient);
        if (fresh) {
            known->second = own(recipient);
            if (known->second.empty()) known->second = addresses_.otherwise;
        }
        return known->second;
    }

  private:
    std::string own(const Recipient& recipient) {
        if (recipient.kind == Recipient::Kind::person) return of_person(recipient.id);
        const auto role = addresses_.roles.find(recipient.id);
        return role == addresses_.roles.end() ? "" : role->second;
    }

    std::string of_person(const std::string& id) {
        const People& people = workspace_.people;
        const People::Index person = people.find(id);
        if (person == People::none || people[person].left_before(as_of_)) return {};
        std::string email = people.details(person).email;
        if (email.empty() || is_mail_address(email)) return email;
        diagnostics_.warning(
            "mail-address", people.place(person, "email"),
            say("“{0}”不是可以发信的地址：不会发信到此处",
                "'{0}' is no address to send to: nothing is sent there", email),
            say("改正花名册中的邮箱，每人一个", "correct it in the roster: one address a person"));
        return {};
    }

    const Workspace& workspace_;
    const Addresses& addresses_;
    Date as_of_;
    Diagnostics& diagnostics_;
    std::map<Recipient, std::string> known_;
};

int urgency(const Stage& stage) {
    switch (stage.kind) {
        case Stage::Kind::overdue:
            return 0;
        case Stage::Kind::due:
            return 1;
        case Stage::Kind::ahead:
            return 2;
        case Stage::Kind::opens:
        case Stage::Kind::open:
            return 3;
    }
    return 3;
}

/// What is for several recipients of a digest is said once.
void settle(Digest& digest, const Workspace& workspace) {
    std::set<Recipient> recipients;
    std::set<std::tuple<std::string, std::string, std::string>> said;
    std::vector<Reminder> once;
    for (Reminder& reminder : digest.reminders) {
        digest.keys.push_back(reminder.key());
        recipients.insert(reminder.to);
        if (said.emplace(reminder.kind, reminder.subject, reminder.about + "@" + digest.keys.back().due)
                .second)
            once.push_back(std::move(reminder));
    }
    std::ranges::stable_sort(once, {}, [](const Reminder& each) { return urgency(each.stage); });
    digest.reminders = std::move(once);
    digest.recipients.assign(recipients.begin(), recipients.end());
    for (const Recipient& recipient : digest.recipients) {
        const Text name = recipient_name(recipient, workspace);
        if (name.empty()) continue;
        digest.name = digest.name.empty() ? name : say("{0}、{1}", "{0}, {1}", digest.name, name);
    }
}

}  // namespace

Text recipient_name(const Recipient& recipient, const Workspace& workspace) {
    if (recipient.kind == Recipient::Kind::person) {
        const People::Index person = workspace.people.find(recipient.id);
        const std::string name(person == People::none ? std::string_view{} : workspace.people.name(person));
        return same(name.empty() ? recipient.id : name);
    }
    for (const Policy& policy : workspace.policies) {
        if (policy.role(recipient.id) != nullptr) return policy.role_title(recipient.id);
    }
    return same(recipient.id);
}

std::vector<Digest> digests_of(const std::vector<Reminder>& reminders, const Workspace& workspace,
                               const Addresses& addresses, Date as_of, Diagnostics& diagnostics) {
    Router router(workspace, addresses, as_of, diagnostics);
    std::map<std::string, std::size_t> places;
    std::vector<Digest> digests;
    for (const Reminder& reminder : reminders) {
        const std::string& address = router.address(reminder.to);
        const auto [place, fresh] =
            places.try_emplace(address.empty() ? reminder.to.text() : address, digests.size());
        if (fresh) digests.emplace_back().address = address;
        digests[place->second].reminders.push_back(reminder);
    }
    for (Digest& digest : digests) settle(digest, workspace);
    return digests;
}

Text subject_of(const Digest& digest) {
    const std::size_t all = digest.reminders.size();
    const auto overdue = std::ranges::count_if(
        digest.reminders, [](const Reminder& each) { return each.stage.kind == Stage::Kind::overdue; });
    const std::string_view noun = all == 1 ? "reminder" : "reminders";
    if (overdue == 0) return say("培训提醒 {0} 项", "{0} training {1}", all, noun);
    return say("培训提醒 {0} 项，其中逾期 {2} 项", "{0} training {1}, {2} overdue", all, noun, overdue);
}

}  // namespace passline
