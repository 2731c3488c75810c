#pragma once
#include "cases/case.h"
#include "policy/reader.h"
#include "time/calendar.h"
#include "yaml/document.h"

namespace passline {

/// Reads cases about work: figures, staff levels, tickets.
class WorkReader {
  public:
    WorkReader(const Document& document, Diagnostics& diagnostics, const Policy& policy, Case& test)
        : read_(document, nullptr, diagnostics), policy_(policy), test_(test) {}

    /// A case about a staff level, or about work figures alone.
    void figures(const Node& node);
    void ticket(const Node& node, const Calendar& calendar);

  private:
    void level(const Node& node);
    void metric(const Node::Entry& entry, Month first, std::size_t months);
    void track(const Node& node);
    Moment moment(const Node& node, Moment since, const Calendar& calendar, bool to_its_end = false);
    int class_of(const Node& node, const std::vector<TicketClasses::Class>& classes, std::string_view code);

    RuleReader read_;
    const Policy& policy_;
    Case& test_;
};

}  // namespace passline
