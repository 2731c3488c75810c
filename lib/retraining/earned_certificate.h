#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "retraining/outcome.h"
#include "workspace/certificates.h"
#include "workspace/workspace.h"

namespace passline {

/// The certificate that a pass earned, as it is to be printed. Points into the outcomes and the workspace.
struct EarnedCertificate {
    const CourseOutcome* outcome = nullptr;
    CertificateKind kind;  ///< the policy's, with the title and validity that the track's `on_pass` states
    /// That of the certificates sheet, else `COURSE-EMPLOYEE`.
    std::string number;
    Date passed;                ///< day of the attempt that passed; the course's last day where it has none
    Date issued;                ///< as the sheet has it, else the day of the pass
    std::optional<Date> until;  ///< last day of validity; none: for good

    /// What entered the verdict: components with a score that counts, in the policy's order.
    std::vector<const RuledComponent*> parts() const;
};

/// A certificate, or why there is none and what may help.
struct Award {
    std::optional<EarnedCertificate> earned;
    Text refused;
    Text hint;
};

/// What the person's outcome in this course earns (the track's `on_pass`, `certificate`). Refused: a track
/// without certificate, no part in the course, anything but a pass, an open appeal in this course.
///
/// The row of the certificates sheet that belongs to it is the first of this kind that was issued on the day
/// of the pass or later, but before the person's next pass that earns the same.
Award certificate_award(const std::vector<CourseOutcome>& outcomes, People::Index person,
                        std::uint32_t course, const Workspace& workspace, const Certificates& held);

/// The code that stands on the certificate: of its number, kind, person, course, days and result.
/// With a key only who has it can make one. Anything of these that changes changes the code.
std::string verification_code(const EarnedCertificate& certificate, const Workspace& workspace,
                              std::string_view key = {});

}  // namespace passline
