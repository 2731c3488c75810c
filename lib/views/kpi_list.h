#pragma once
#include <memory>
#include <vector>

#include "kpi/performance.h"
#include "kpi/tickets.h"
#include "report/table.h"
#include "retraining/appeals.h"
#include "retraining/outcome.h"

namespace passline {

/// `kpi`: a KPI sheet. CSV and JSON hold its columns and nothing else; text has names and titles.
class KpiRows {
  public:
    KpiRows(const Workspace& workspace, const Metrics& metrics, TableOptions options, Sink& sink);
    void add(const Tickets::Value& value);
    void finish() { writer_->finish(); }

  private:
    const Workspace& workspace_;
    const Metrics& metrics_;
    TableOptions options_;
    std::unique_ptr<TableWriter> writer_;
};

/// `kpi --late`: the tickets that missed a service level.
void write_late(const std::vector<LateTicket>& tickets, const Workspace& workspace,
                const TicketClasses& classes, TableOptions options, Sink& sink);

/// `kpi --below`: performance rules that apply; JSON also `decisions` and `provisional`.
void write_below(const std::vector<PerformanceFinding>& findings, const Workspace& workspace,
                 const Metrics& metrics, const Proceedings& proceedings, TableOptions options, Sink& sink);

/// What must follow by a performance rule: none, retrain or assess.
Next next_of(const PerformanceRule& rule);

}  // namespace passline
