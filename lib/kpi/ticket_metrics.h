#pragma once
#include <string>
#include <vector>

#include "base/language.h"
#include "policy/policy.h"

namespace passline {

/// A figure that `kpi` makes from tickets, in the order in which it prints them.
struct TicketMetric {
    enum class Kind {
        volume,
        volume_per_day,
        response_timeliness,  ///< of a channel, or of all
        resolution_rate,
        resolution_timeliness,  ///< of a severity, or of all
        satisfaction,
        complaint_rate,
        verified_timeliness,
        followed_up_timeliness
    };
    Kind kind = Kind::volume;
    int of = -1;  ///< the channel or severity; -1: of all
    std::string id;
    Text title;
};

/// Channels and severities by number, over all policies that state service levels.
struct TicketClasses {
    explicit TicketClasses(const std::vector<Policy>& policies);
    struct Class {
        std::string id;
        Text title;
        bool timed = false;  ///< some version has a time for it
    };
    std::vector<Class> channels;
    std::vector<Class> severities;
};

std::vector<TicketMetric> ticket_metrics(const TicketClasses& classes);

}  // namespace passline
