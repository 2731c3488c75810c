#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "kpi/figures.h"
#include "kpi/service.h"
#include "kpi/ticket_metrics.h"
#include "kpi/ticket_reader.h"
#include "workspace/workspace.h"

namespace passline {

/// A ticket that missed a service level.
struct LateTicket {
    std::string_view id;
    People::Index person = 0;
    int channel = -1;
    int severity = -1;
    Month month;  ///< in which it was opened
    ServiceCheck check;
};

/// Monthly figures by person from tickets (semantics.md, Tickets to KPI). Tickets are counted as they are
/// read: what is kept is a few counters for each person and month, and 16 bytes a ticket to find one that
/// stands twice. Service levels are those of the policy version in force on the month's last day.
class Tickets {
  public:
    struct Options {
        Date as_of;              ///< what lies after it has not happened yet
        bool keep_late = false;  ///< also keeps every ticket that missed a service level
    };
    /// `metrics` must outlive it. An error when several policies state service levels (`service-several`).
    Tickets(Workspace& workspace, const Metrics& metrics, Options options, Diagnostics& diagnostics);

    /// Reads one sheet. Errors: what PersonSheet finds; no id or no opening (`value-missing`), a moment that
    /// is none (`value-time`), words that are none (`value-word`), a channel or severity that is nearly a
    /// known one (`unknown-channel`, `unknown-severity`). Warnings: one without a service level
    /// (`service-missing`), a promise that is not stated (`promise-missing`), moments out of order
    /// (`ticket-order`).
    void load(const std::string& path, const SheetOptions& options);
    /// Call once after the last load. Error: a ticket that stands twice (`ticket-twice`). Warning: working
    /// days in a year that the calendar does not cover (`calendar-provisional`).
    void finish();

    /// One figure, as it is printed.
    struct Value {
        People::Index person = 0;
        Month month;
        const TicketMetric* metric = nullptr;
        std::string text;
    };
    /// Every figure that there is, by employee id, month, and metric in the order of `ticket_metrics`. Takes
    /// them one by one.
    template <class Take>
    void each(Take take) const {
        for (const Slot* slot : in_order()) {
            for (std::size_t i = 0; i < metrics_of_tickets_.size(); ++i) {
                std::string text = value(*slot, i);
                if (!text.empty())
                    take(Value{slot->person, slot->month, &metrics_of_tickets_[i], std::move(text)});
            }
        }
    }
    /// The same as figures of a KPI sheet, where no such sheet states them already; a figure's row is the
    /// month's first ticket.
    void complete(Figures& figures) const;

    const TicketClasses& classes() const { return classes_; }
    /// By ticket id, then kind.
    std::vector<LateTicket> late() const;

  private:
    struct Slot {
        People::Index person;
        Month month;
        std::uint16_t sheet;
        std::uint64_t row;
        std::size_t first;  ///< of its counters
    };
    struct Count {
        std::uint32_t part = 0;
        std::uint32_t whole = 0;
    };
    struct Seen {
        std::uint64_t hash;
        std::uint64_t address;  ///< sheet and row
    };

    const ServiceVersion* version(Month month);
    void count(const ReadTicket& read, std::uint16_t sheet, std::uint64_t row, const ServiceChecks& checks);
    Slot& slot(const ReadTicket& read, std::uint16_t sheet, std::uint64_t row);
    std::vector<const Slot*> in_order() const;
    std::string value(const Slot& slot, std::size_t metric) const;
    std::string ticket_id(std::uint64_t address) const;
    void find_repeated();

    Workspace& workspace_;
    const Metrics& metrics_;
    Options options_;
    Diagnostics& diagnostics_;
    Moment now_;
    const std::string* policy_ = nullptr;  ///< whose service levels hold; null: nobody's
    TicketClasses classes_;
    std::vector<TicketMetric> metrics_of_tickets_;
    std::map<std::pair<TicketMetric::Kind, int>, std::size_t> place_;  ///< of a metric in that list
    std::map<const Policy*, ServiceVersion> versions_;
    std::map<Month, const ServiceVersion*> by_month_;
    std::vector<std::shared_ptr<const Sheet>> sheets_;
    std::vector<Slot> slots_;
    std::vector<Count> counts_;
    std::unordered_map<std::uint64_t, std::uint32_t> slot_of_;
    std::vector<Seen> seen_;
    std::set<std::string> warned_;
    std::vector<LateTicket> late_;
    Arena arena_;
};

}  // namespace passline
