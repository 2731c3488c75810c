#pragma once
#include <string>

#include "report/document.h"
#include "retraining/earned_certificate.h"

namespace passline {

/// `certificate`: one page to print, sign and seal; with it the table `certificate`, a row for the
/// certificates sheet with the code, for scripts only.
doc::Document certificate_page(const EarnedCertificate& certificate, const std::string& code,
                               const Workspace& workspace);

/// What a check of a code found: the certificate as the records have it now, and whether the code is its own.
doc::Document certificate_check(const EarnedCertificate& certificate, const std::string& code, bool holds,
                                const Workspace& workspace, Date as_of);

}  // namespace passline
