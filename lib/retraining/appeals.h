#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "scores/entries.h"
#include "workspace/workspace.h"

namespace passline {

enum class AppealStatus { open, upheld, rejected };
std::string_view appeal_status_name(AppealStatus status);
Text appeal_status_title(AppealStatus status);

/// One row of the appeals sheet.
struct Appeal {
    std::string id;
    std::uint32_t person = 0;
    std::uint32_t course = 0;
    std::uint16_t attempt = 0;  ///< 0: the last one
    int component = -1;         ///< -1: none named
    AppealStatus status = AppealStatus::open;
    std::optional<ScoreValue> corrected;  ///< of an upheld one
    std::optional<Date> filed_on;
    std::optional<Date> decided_on;
    std::string decided_by;
    std::string ground;
    Place place;
};

/// What a person decided on a recommended action.
struct Decision {
    std::uint32_t person = 0;
    std::uint32_t course = 0;  ///< Workspace::none when the sheet names none
    std::string action;
    bool approved = false;
    std::string decided_by;
    std::optional<Date> decided_on;
    std::string note;
    Place place;
};

/// Appeals and decisions by person and course. Few rows: kept whole.
class Proceedings {
  public:
    /// Errors: unknown people, courses, components, a corrected score out of range, an upheld appeal whose
    /// component is not clear (`appeal-component`), an id twice (`appeal-twice`).
    void load_appeals(const std::string& path, Workspace& workspace, const SheetOptions& options,
                      Diagnostics& diagnostics);
    /// Errors: unknown people, courses; a decision other than approved or declined.
    void load_decisions(const std::string& path, Workspace& workspace, const SheetOptions& options,
                        Diagnostics& diagnostics);
    void add(Appeal appeal) { appeals_.push_back(std::move(appeal)); }
    void add(Decision decision) { decisions_.push_back(std::move(decision)); }
    /// Call once after the last load.
    void sort();

    std::span<const Appeal> appeals(std::uint32_t person, std::uint32_t course) const;
    const std::vector<Appeal>& appeals() const { return appeals_; }
    /// The latest decision on an action; null when there is none.
    const Decision* decision(std::uint32_t person, std::uint32_t course, std::string_view action) const;
    const std::vector<Decision>& decisions() const { return decisions_; }

  private:
    std::vector<Appeal> appeals_;
    std::vector<Decision> decisions_;
};

}  // namespace passline
