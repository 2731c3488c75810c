#pragma once
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "kpi/metrics.h"
#include "kpi/month.h"
#include "workspace/workspace.h"

namespace passline {

/// One person's figure of one metric in one month, and the row that states it (of a figure made from tickets:
/// the month's first ticket).
struct Figure {
    People::Index person = 0;
    Month month;
    Metrics::Number metric = Metrics::none;
    std::uint16_t sheet = 0;
    Decimal value;
    std::uint64_t row = 0;
};

/// Work figures by person, metric and month. Call `sort` once after the last `load`.
class Figures {
  public:
    explicit Figures(const Workspace& workspace) : metrics_(workspace.policies) {}

    const Metrics& metrics() const { return metrics_; }

    /// Reads one KPI sheet. Errors: what PersonSheet finds, a value that is missing (`value-missing`) or no
    /// number, a metric that is nearly a known one (`unknown-metric`), a period that is none
    /// (`value-period`). Warnings: a metric that nobody knows (`unknown-metric`, once each), a period that is
    /// not a month (`kpi-period`); such rows are left out.
    void load(const std::string& path, Workspace& workspace, const SheetOptions& options,
              Diagnostics& diagnostics);
    /// A number by which figures of another origin name their sheet.
    std::uint16_t add_sheet(std::shared_ptr<const Sheet> sheet);
    /// One figure of a sheet that was added; before `sort`.
    void add(const Figure& figure) { figures_.push_back(figure); }
    /// Two values of one person, metric and month: error `kpi-conflict` when they differ, else warning
    /// `kpi-repeated`.
    void sort(Diagnostics& diagnostics);
    /// After `sort`: takes those of `more`, in any order, whose person, metric and month have no figure yet.
    /// They do not speak of one twice themselves.
    void complete(std::vector<Figure> more);

    bool empty() const { return figures_.empty(); }
    /// All figures of a person on a metric, oldest first, one a month.
    std::span<const Figure> of(People::Index person, Metrics::Number metric) const;
    /// Those up to the last month that has ended on `as_of`.
    std::span<const Figure> until(Date as_of, People::Index person, Metrics::Number metric) const;
    /// Everyone who has a figure, by number.
    std::vector<People::Index> people() const;
    /// `file:line`.
    std::string address(const Figure& figure) const { return place(figure).address(); }
    Place place(const Figure& figure) const;

  private:
    class SheetReader;
    void conflict(const Figure& first, const Figure& second, Diagnostics& diagnostics) const;

    Metrics metrics_;
    std::vector<std::shared_ptr<const Sheet>> sheets_;
    std::vector<Figure> figures_;
    std::set<std::string> unknown_;  ///< metrics that were warned of
};

}  // namespace passline
