#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "time/date.h"

namespace passline {

/// What an attendance row says of someone; `unstated` leaves it to the times.
enum class RowStatus : std::uint8_t { present, leave, absent, make_up, unstated };

/// Leave as it was asked for: kept apart, for few rows have it.
struct LeaveRequest {
    std::optional<DateTime> asked_at;
    std::vector<std::string> approved_by;  ///< roles, ids where the policy has them, else as written
};

/// One row of an attendance sheet: who, when, for which session.
struct AttendanceEntry {
    static constexpr std::int32_t no_time = -1;
    static constexpr std::uint32_t workplace = ~std::uint32_t{0};
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    std::uint32_t person = 0;
    std::uint32_t course = workplace;
    /// Place in the course's due sessions; of the workplace: the date, in days since 1970. `none`: a make-up
    /// that does not say of what.
    std::uint32_t slot = none;
    std::int32_t date = 0;
    std::int32_t sign_in = no_time;  ///< seconds since midnight
    std::int32_t sign_out = no_time;
    RowStatus status = RowStatus::unstated;
    bool excused = false;
    bool session_named = false;  ///< by its id; else `slot` comes from the date
    std::uint32_t leave = none;  ///< number of a LeaveRequest
    std::uint32_t sheet = 0;     ///< where it stands
    std::uint64_t row = 0;
};

/// A shift of the workplace.
struct Shift {
    std::uint32_t person = 0;
    std::int32_t date = 0;
    std::int32_t from = 0;  ///< seconds since midnight
    std::int32_t to = 0;    ///< not later than `from`: on the next day
    std::uint32_t sheet = 0;
    std::uint64_t row = 0;
};

}  // namespace passline
