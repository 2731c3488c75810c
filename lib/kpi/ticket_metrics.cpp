#include "kpi/ticket_metrics.h"

#include <algorithm>

namespace passline {

namespace {

using Classes = std::vector<TicketClasses::Class>;

TicketClasses::Class& with_id(Classes& classes, const std::string& id) {
    const auto found = std::ranges::find(classes, id, &TicketClasses::Class::id);
    if (found != classes.end()) return *found;
    classes.push_back({id, same(id), false});
    return classes.back();
}

void collect(Classes& classes, const std::vector<ServiceTime>& times, const Choices& titles) {
    for (const ServiceTime& time : times) with_id(classes, time.id).timed = true;
    for (const Choices::Choice& choice : titles.of) {
        TicketClasses::Class& entry = with_id(classes, choice.id);
        if (!choice.title.empty()) entry.title = choice.title;
    }
}

void add_timeliness(std::vector<TicketMetric>& metrics, TicketMetric::Kind kind, const std::string& id,
                    const Text& title, const Classes& classes) {
    metrics.push_back({kind, -1, id, title});
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (!classes[i].timed) continue;
        metrics.push_back({kind, static_cast<int>(i), id + "_" + classes[i].id,
                           say("{0}（{1}）", "{0} ({1})", title, classes[i].title)});
    }
}

}  // namespace

TicketClasses::TicketClasses(const std::vector<Policy>& policies) {
    for (const Policy& policy : policies) {
        const ServiceRules& service = policy.sections.service;
        collect(channels, service.first_response, service.channels);
        collect(severities, service.solved, service.severities);
    }
}

std::vector<TicketMetric> ticket_metrics(const TicketClasses& classes) {
    using K = TicketMetric::Kind;
    std::vector<TicketMetric> metrics{
        {K::volume, -1, "volume", {"工单量", "Tickets"}},
        {K::volume_per_day, -1, "volume_per_day", {"日均工单量", "Tickets a working day"}}};
    add_timeliness(metrics, K::response_timeliness, "response_timeliness",
                   {"响应及时率", "Response timeliness"}, classes.channels);
    metrics.push_back({K::resolution_rate, -1, "resolution_rate", {"问题解决率", "Resolution rate"}});
    add_timeliness(metrics, K::resolution_timeliness, "resolution_timeliness",
                   {"解决及时率", "Resolution timeliness"}, classes.severities);
    metrics.push_back({K::satisfaction, -1, "satisfaction", {"客户满意度", "Satisfaction"}});
    metrics.push_back({K::complaint_rate, -1, "complaint_rate", {"投诉率", "Complaint rate"}});
    metrics.push_back({K::verified_timeliness,
                       -1,
                       "complaint_verified_timeliness",
                       {"投诉核实及时率", "Complaint verification timeliness"}});
    metrics.push_back({K::followed_up_timeliness,
                       -1,
                       "complaint_followed_up_timeliness",
                       {"投诉回访及时率", "Complaint follow-up timeliness"}});
    return metrics;
}

}  // namespace passline
