#include "kpi/service.h"

#include <algorithm>

namespace passline {

std::string moment_text(Moment moment) {
    const Date day = day_of(moment);
    return DateTime{day, TimeOfDay{static_cast<std::int32_t>(moment - begin_of(day))}}.text();
}

std::string_view service_kind_name(ServiceKind kind) {
    constexpr std::string_view names[] = {"first_response", "solved", "verified", "followed_up"};
    return names[static_cast<std::size_t>(kind)];
}

Text service_kind_title(ServiceKind kind) {
    switch (kind) {
        case ServiceKind::first_response:
            return {"首次响应", "first response"};
        case ServiceKind::solved:
            return {"解决", "solved"};
        case ServiceKind::verified:
            return {"投诉核实", "complaint verified"};
        case ServiceKind::followed_up:
            return {"投诉回访", "complaint followed up"};
    }
    return {};
}

namespace {

std::vector<const ServiceTime*> by_class(const std::vector<ServiceTime>& times,
                                         const std::vector<TicketClasses::Class>& classes) {
    std::vector<const ServiceTime*> found(classes.size());
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto time = std::ranges::find(times, classes[i].id, &ServiceTime::id);
        if (time != times.end()) found[i] = &*time;
    }
    return found;
}

const ServiceTime* rule_of(const std::vector<const ServiceTime*>& rules, int number) {
    return number < 0 ? nullptr : rules[static_cast<std::size_t>(number)];
}

/// Seconds, minutes and hours to the second; days and longer to the end of the day they lead to.
Moment limit_after(Moment since, const Duration& within, const Calendar& calendar) {
    if (const auto seconds = within.seconds()) return since + *seconds;
    return end_of(after(day_of(since), within, calendar).date);
}

class Checking {
  public:
    Checking(const Ticket& ticket, const ServiceVersion& rules, Moment now, const Calendar& calendar)
        : ticket_(ticket), rules_(rules), now_(now), calendar_(calendar) {}

    ServiceChecks run() {
        const ServiceTime* response = rule_of(rules_.first_response, ticket_.channel);
        check(ServiceKind::first_response, response, ticket_.opened, ticket_.responded);
        const ServiceTime* solved = rule_of(rules_.solved, ticket_.severity);
        if (solved != nullptr && solved->kind == ServiceTime::Kind::first_response) {
            on_the_spot(*solved, response);
        } else {
            check(ServiceKind::solved, solved, ticket_.opened, ticket_.solved);
        }
        if (!ticket_.complaint) return result_;
        check(ServiceKind::verified, rules_.verified, ticket_.opened, ticket_.verified);
        if (ticket_.solved)
            check(ServiceKind::followed_up, rules_.followed_up, *ticket_.solved, ticket_.followed_up);
        return result_;
    }

  private:
    void check(ServiceKind kind, const ServiceTime* rule, Moment since, const std::optional<Moment>& done) {
        if (rule == nullptr) return;
        if (rule->kind == ServiceTime::Kind::within) {
            add(kind, *rule, since, limit_after(since, rule->within, calendar_), done);
        } else if (ticket_.promised) {
            add(kind, *rule, since, *ticket_.promised, done);
        } else {
            result_.promise_missing = true;
        }
    }

    /// Solved with the first response; while one of the two is missing, within the time that the channel has
    /// for it.
    void on_the_spot(const ServiceTime& rule, const ServiceTime* response) {
        if (ticket_.responded && ticket_.solved) {
            add(ServiceKind::solved, rule, ticket_.opened, *ticket_.responded, ticket_.solved);
        } else if (response != nullptr && response->kind == ServiceTime::Kind::within) {
            add(ServiceKind::solved, rule, ticket_.opened,
                limit_after(ticket_.opened, response->within, calendar_), ticket_.solved);
        }
    }

    void add(ServiceKind kind, const ServiceTime& rule, Moment since, Moment limit,
             const std::optional<Moment>& done) {
        if (!done && limit >= now_) return;
        result_.of[result_.count++] = {kind, &rule, since, limit, done, done && *done <= limit};
    }

    const Ticket& ticket_;
    const ServiceVersion& rules_;
    Moment now_;
    const Calendar& calendar_;
    ServiceChecks result_;
};

}  // namespace

ServiceVersion::ServiceVersion(const ServiceRules& rules, const TicketClasses& classes)
    : first_response(by_class(rules.first_response, classes.channels)),
      solved(by_class(rules.solved, classes.severities)) {
    for (const ServiceTime& time : rules.complaint) {
        if (time.id == "verified") verified = &time;
        if (time.id == "followed_up") followed_up = &time;
    }
}

ServiceChecks check_service(const Ticket& ticket, const ServiceVersion& rules, Moment now,
                            const Calendar& calendar) {
    return Checking(ticket, rules, now, calendar).run();
}

}  // namespace passline
