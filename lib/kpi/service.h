#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kpi/month.h"
#include "kpi/ticket_metrics.h"
#include "time/moment.h"
#include "workspace/workspace.h"

namespace passline {

/// `2026-01-05 08:47`, with seconds where there are any.
std::string moment_text(Moment moment);

/// One ticket as its row states it. Channel and severity are numbers of TicketClasses; -1: none that any
/// policy knows.
struct Ticket {
    int channel = -1;
    int severity = -1;
    Moment opened = 0;
    std::optional<Moment> responded, solved, promised, verified, followed_up;
    bool complaint = false;
    std::optional<bool> satisfied;
};

/// What a service level asks of a ticket.
enum class ServiceKind { first_response, solved, verified, followed_up };
constexpr std::size_t service_kind_count = 4;
std::string_view service_kind_name(ServiceKind kind);
Text service_kind_title(ServiceKind kind);

/// How a ticket did by one service level. `done` at `limit` is in time.
struct ServiceCheck {
    ServiceKind kind = ServiceKind::first_response;
    const ServiceTime* rule = nullptr;
    Moment since = 0;
    Moment limit = 0;
    std::optional<Moment> done;
    bool in_time = false;
};

/// The service levels of one version of a policy, by the numbers of channels and severities.
struct ServiceVersion {
    std::vector<const ServiceTime*> first_response;
    std::vector<const ServiceTime*> solved;
    const ServiceTime* verified = nullptr;
    const ServiceTime* followed_up = nullptr;

    ServiceVersion(const ServiceRules& rules, const TicketClasses& classes);
};

/// The checks of one ticket.
struct ServiceChecks {
    std::array<ServiceCheck, service_kind_count> of;
    std::size_t count = 0;
    bool promise_missing = false;  ///< a time to solve is `promised_by`, and the ticket states none

    const ServiceCheck* begin() const { return of.data(); }
    const ServiceCheck* end() const { return of.data() + count; }
};

/// Holds a ticket against the service levels. Left out: what no service level asks, and what is neither done
/// nor late yet at the end of the day before `now` (the first second after it).
ServiceChecks check_service(const Ticket& ticket, const ServiceVersion& rules, Moment now,
                            const Calendar& calendar);

}  // namespace passline
