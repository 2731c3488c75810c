#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "workspace/workspace.h"

namespace passline {

/// One row of a certificates sheet.
struct HeldCertificate {
    People::Index person = People::none;
    std::string name;  ///< as written: a certificate's id or title
    std::string key;   ///< its plain form, by which it is compared
    Date issued;
    std::optional<Date> expires;  ///< last day of validity
    std::string number;           ///< empty: not stated
    Place place;                  ///< of the name
};

/// A certificate as the policy means it: what its `certificates` say of this id, or a kind of that id alone,
/// titled by it.
CertificateKind certificate_kind(const Policy& policy, const std::string& id);

/// The last day on which it is valid: as its row states, else the day before `valid` is over, counted from
/// the day of issue (3 years from 2024-06-14: 2027-06-13). Nothing: for good.
std::optional<Date> valid_until(const HeldCertificate& held, const std::optional<Duration>& valid,
                                const Calendar& calendar);

/// The certificates that people hold, as their sheets say.
class Certificates {
  public:
    /// Errors: what PersonSheet finds, a row without certificate or day of issue (`value-missing`), wrong
    /// dates.
    void load(const std::string& path, Workspace& workspace, const SheetOptions& options,
              Diagnostics& diagnostics);

    bool empty() const { return held_.empty(); }
    const std::vector<HeldCertificate>& all() const { return held_; }
    /// A person's certificates of one kind, named by its id or title; by the day of issue.
    std::vector<const HeldCertificate*> of(People::Index person, const CertificateKind& kind) const;

  private:
    std::vector<HeldCertificate> held_;  // by person, then day of issue
};

/// Whether the policy lets nobody like this person work without the certificate.
bool needs_certificate(const Policy& policy, const CertificateKind& kind, const People& people,
                       People::Index person);

/// What `check` finds about certificates; nothing where no sheet gives any. All of it warnings.
///
/// `trainer-certificate`: an inside trainer who does not hold the policy's certificate on all days of the
/// course. People employed on `as_of` who need a certificate (`needed_for`, any of its lists) and have none
/// (`certificate-missing`) or none that is still valid (`certificate-expired`); holders whose last row is
/// older than `review_every` (`certificate-review`). `unknown-certificate`: nearly the name of one.
void check_certificates(const Workspace& workspace, const Certificates& certificates, Date as_of,
                        Diagnostics& diagnostics);

}  // namespace passline
