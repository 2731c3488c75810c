#include "workspace/certificates.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "csv/values.h"
#include "text/unicode.h"

namespace passline {

std::optional<Date> valid_until(const HeldCertificate& held, const std::optional<Duration>& valid,
                                const Calendar& calendar) {
    if (held.expires || !valid) return held.expires;
    return after(held.issued, *valid, calendar).date.plus_days(-1);
}

void Certificates::load(const std::string& path, const Workspace& workspace, const SheetOptions& options,
                        Diagnostics& diagnostics) {
    const auto sheet = Sheet::open(path, *SheetSpec::builtin("certificates"), options, diagnostics);
    if (sheet == nullptr || !sheet->require_spec(diagnostics)) return;
    CellReader cells(*sheet, diagnostics);
    const int id = sheet->column("employee_id");
    const int name = sheet->column("certificate");
    const int issued = sheet->column("issued_on");
    const int expires = sheet->column("expires_on");
    Sheet::Reader rows = sheet->rows(diagnostics);
    Row row;
    while (rows.next(row)) {
        HeldCertificate held;
        held.person = workspace.people.find(cells.id(row, id));
        held.name = std::string(cells.text(row, name));
        held.key = folded(held.name);
        const auto day = cells.date(row, issued);
        held.expires = cells.date(row, expires);
        if (held.person == People::none || held.name.empty() || !day) continue;
        held.issued = *day;
        held.place = sheet->place(row.offset, name);
        held_.push_back(std::move(held));
    }
    std::ranges::stable_sort(held_, {},
                             [](const HeldCertificate& held) { return std::pair(held.person, held.issued); });
}

std::vector<const HeldCertificate*> Certificates::of(People::Index person,
                                                     const CertificateKind& kind) const {
    const std::string keys[] = {folded(kind.id), folded(kind.title.zh), folded(kind.title.en)};
    std::vector<const HeldCertificate*> found;
    for (const HeldCertificate& held :
         std::ranges::equal_range(held_, person, {}, &HeldCertificate::person)) {
        if (std::ranges::find(keys, held.key) != std::end(keys)) found.push_back(&held);
    }
    return found;
}

}  // namespace passline
