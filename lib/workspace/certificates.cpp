#include "workspace/certificates.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "text/unicode.h"
#include "workspace/person_sheet.h"

namespace passline {

CertificateKind certificate_kind(const Policy& policy, const std::string& id) {
    const auto& kinds = policy.sections.certificates;
    const auto found = std::ranges::find(kinds, id, &CertificateKind::id);
    if (found != kinds.end()) return *found;
    CertificateKind kind;
    kind.id = id;
    kind.title = same(id);
    return kind;
}

std::optional<Date> valid_until(const HeldCertificate& held, const std::optional<Duration>& valid,
                                const Calendar& calendar) {
    if (held.expires || !valid) return held.expires;
    return after(held.issued, *valid, calendar).date.plus_days(-1);
}

void Certificates::load(const std::string& path, Workspace& workspace, const SheetOptions& options,
                        Diagnostics& diagnostics) {
    const auto sheet = PersonSheet::open(path, "certificates", workspace, options, diagnostics);
    if (sheet == nullptr) return;
    const int name = sheet->column("certificate");
    const int issued = sheet->column("issued_on");
    sheet->each([&](const Row& row) {
        HeldCertificate held;
        held.person = sheet->person(row);
        held.name = std::string(sheet->cells.text(row, name));
        held.key = folded(held.name);
        sheet->require(row, "certificate");
        sheet->require(row, "issued_on");
        const auto day = sheet->cells.date(row, issued);
        held.expires = sheet->cells.date(row, sheet->column("expires_on"));
        held.number = std::string(sheet->cells.text(row, sheet->column("number")));
        if (held.person == People::none || held.name.empty() || !day) return;
        held.issued = *day;
        held.place = sheet->place(row, "certificate");
        held_.push_back(std::move(held));
    });
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
