#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "policy/policy.h"
#include "time/date.h"
#include "workspace/workspace.h"

namespace passline {

/// One row of an incident sheet.
struct Incident {
    std::uint32_t person = 0;
    std::uint32_t course = Workspace::none;  ///< none: in no course
    Date date;
    std::string kind;
    std::string note;
    std::string reported_by;
    Place place;
};

/// A conduct rule whose count someone's incidents have reached.
struct ReachedConduct {
    const Policy* policy = nullptr;
    const ConductRule* rule = nullptr;
    std::vector<const Incident*> counted;    ///< all of the group, by date
    std::uint32_t course = Workspace::none;  ///< of the incident by which the count was reached
    std::optional<Period> period;            ///< of rules per month, quarter, year
};

/// All incidents of a run and the conduct rules that they reach. Few rows: kept whole.
class Conduct {
  public:
    /// Nothing after `as_of` counts.
    Conduct(Workspace& workspace, Date as_of) : workspace_(workspace), as_of_(as_of) {}

    /// Reads an incident sheet. Errors: what PersonSheet finds, no date or kind. Warned of: a kind that no
    /// conduct rule names (`unknown-incident`).
    void load(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics);
    void add(Incident incident) { incidents_.push_back(std::move(incident)); }
    /// Call once, after the last load.
    void sort();
    /// After `sort`: an incident that stands there twice to the letter is a warning (`incident-repeated`);
    /// both count.
    void check_repeats(Diagnostics& diagnostics) const;
    bool empty() const { return incidents_.empty(); }

    /// Every rule that the person's incidents reach, in the policies' order, then by period. An incident is
    /// judged by the version of the policy that judges its course; without a course by those in force on its
    /// day.
    std::vector<ReachedConduct> of(std::uint32_t person) const;
    /// Everyone with incidents, in order.
    std::vector<std::uint32_t> people() const;

  private:
    std::span<const Incident> incidents(std::uint32_t person) const;
    bool judged_by(const Policy& policy, const Incident& incident) const;
    bool counts(const ConductRule& rule, const Incident& incident) const;
    void known_kind(const Incident& incident, Diagnostics& diagnostics) const;

    Workspace& workspace_;
    Date as_of_;
    std::vector<Incident> incidents_;  ///< after `sort`: by person, date, place
};

}  // namespace passline
