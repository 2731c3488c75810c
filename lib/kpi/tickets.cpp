#include "kpi/tickets.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace passline {

namespace {

constexpr unsigned row_bits = 48;

std::uint64_t address_of(std::uint16_t sheet, std::uint64_t row) {
    return std::uint64_t{sheet} << row_bits | row;
}

/// The policy that states service levels; null when none does, or several (an error).
const std::string* policy_with_service(const Workspace& workspace, Diagnostics& diagnostics) {
    const std::string* id = nullptr;
    for (const Policy& policy : workspace.policies) {
        if (policy.sections.service.empty()) continue;
        if (id != nullptr && *id != policy.id) {
            diagnostics.error("service-several", {},
                              say("制度 '{0}' 和 '{1}' 都有服务水平规定",
                                  "the policies '{0}' and '{1}' both state service levels", *id, policy.id),
                              say("用 --policy 和 --plan 只给出其中一个",
                                  "name only one of them with --policy and --plan"));
            return nullptr;
        }
        id = &policy.id;
    }
    return id;
}

}  // namespace

Tickets::Tickets(Workspace& workspace, const Metrics& metrics, Options options, Diagnostics& diagnostics)
    : workspace_(workspace),
      metrics_(metrics),
      options_(options),
      diagnostics_(diagnostics),
      now_(begin_of(options.as_of) + seconds_per_day),
      policy_(policy_with_service(workspace, diagnostics)),
      classes_(workspace.policies),
      metrics_of_tickets_(ticket_metrics(classes_)) {
    for (std::size_t i = 0; i < metrics_of_tickets_.size(); ++i)
        place_.emplace(std::pair(metrics_of_tickets_[i].kind, metrics_of_tickets_[i].of), i);
    for (const Policy& policy : workspace.policies) {
        if (policy_ != nullptr && policy.id == *policy_)
            versions_.try_emplace(&policy, policy.sections.service, classes_);
    }
    if (policy_ == nullptr && diagnostics.ok()) {
        diagnostics.warning("service-missing", {},
                            say("没有制度规定服务时限，及时率无从计算",
                                "no policy states service levels, so nothing is held against a time"),
                            say("在制度中写 service:", "state them in the policy under service:"));
    }
}

const ServiceVersion* Tickets::version(Month month) {
    const auto [at, fresh] = by_month_.emplace(month, nullptr);
    if (!fresh || policy_ == nullptr) return at->second;
    const Policy* policy = policy_in_force(workspace_.policies, *policy_, month.last());
    if (policy == nullptr) {
        diagnostics_.warning(
            "service-missing", {},
            say("{0} 没有施行中的制度，该月的工单不计及时率",
                "no version of the policy is in force in {0}: its tickets are not held against a time",
                month.text()),
            say("核对制度的 effective 和 until", "check `effective` and `until` of the policy"));
    } else {
        at->second = &versions_.at(policy);
    }
    return at->second;
}

void Tickets::load(const std::string& path, const SheetOptions& options) {
    const auto sheet = PersonSheet::open(path, "tickets", workspace_, options, diagnostics_);
    if (sheet == nullptr) return;
    const auto number = static_cast<std::uint16_t>(sheets_.size());
    sheets_.push_back(sheet->sheet);
    seen_.reserve(seen_.size() + sheet->sheet->estimated_rows());
    TicketReader reader(*sheet, classes_, now_);
    sheet->each([&](const Row& row) {
        const auto read = reader.read(row);
        if (!read) return;
        seen_.push_back({std::hash<std::string_view>{}(read->id), address_of(number, row.offset)});
        if (read->ticket.opened >= now_) return;
        const ServiceVersion* rules = version(read->month);
        ServiceChecks checks;
        if (rules != nullptr) {
            reader.warn_of_untimed(row, *read, *rules, warned_);
            checks = check_service(read->ticket, *rules, now_, workspace_.calendar);
            if (checks.promise_missing) reader.warn_of_promise(row);
        }
        count(*read, number, row.offset, checks);
    });
}

void Tickets::count(const ReadTicket& read, std::uint16_t sheet, std::uint64_t row,
                    const ServiceChecks& checks) {
    using K = TicketMetric::Kind;
    const Ticket& ticket = read.ticket;
    const std::size_t first = slot(read, sheet, row).first;
    const auto add = [&](K kind, int of, bool part) {
        const auto at = place_.find(std::pair(kind, of));
        if (at == place_.end()) return;
        Count& count = counts_[first + at->second];
        count.part += part ? 1 : 0;
        ++count.whole;
    };
    add(K::volume, -1, true);
    add(K::volume_per_day, -1, true);
    add(K::resolution_rate, -1, ticket.solved.has_value());
    add(K::complaint_rate, -1, ticket.complaint);
    if (ticket.satisfied) add(K::satisfaction, -1, *ticket.satisfied);
    for (const ServiceCheck& check : checks) {
        switch (check.kind) {
            case ServiceKind::first_response:
                add(K::response_timeliness, -1, check.in_time);
                add(K::response_timeliness, ticket.channel, check.in_time);
                break;
            case ServiceKind::solved:
                add(K::resolution_timeliness, -1, check.in_time);
                add(K::resolution_timeliness, ticket.severity, check.in_time);
                break;
            case ServiceKind::verified:
                add(K::verified_timeliness, -1, check.in_time);
                break;
            case ServiceKind::followed_up:
                add(K::followed_up_timeliness, -1, check.in_time);
                break;
        }
        if (!check.in_time && options_.keep_late)
            late_.push_back(
                {arena_.keep(read.id), read.person, ticket.channel, ticket.severity, read.month, check});
    }
}

Tickets::Slot& Tickets::slot(const ReadTicket& read, std::uint16_t sheet, std::uint64_t row) {
    constexpr unsigned month_bits = 20;
    const std::uint64_t key =
        std::uint64_t{read.person} << month_bits | static_cast<std::uint32_t>(read.month.number);
    const auto [at, fresh] = slot_of_.emplace(key, static_cast<std::uint32_t>(slots_.size()));
    if (fresh) {
        slots_.push_back({read.person, read.month, sheet, row, counts_.size()});
        counts_.resize(counts_.size() + metrics_of_tickets_.size());
    }
    return slots_[at->second];
}

void Tickets::finish() {
    find_repeated();
    std::set<int> years;
    for (const Slot& slot : slots_) {
        if (!workspace_.calendar.covers(slot.month.first())) years.insert(slot.month.first().year());
    }
    for (const int year : years) {
        diagnostics_.warning(
            "calendar-provisional", {},
            say("{0} 年的节假日不在日历中，该年的工作日暂按周末推算",
                "the calendar does not cover {0}: working days in that year are provisional, weekends only",
                year),
            say("公布后用 calendar: 补充一份日历文件",
                "add a calendar file under calendar: once the holidays are published"));
    }
}

std::string Tickets::ticket_id(std::uint64_t address) const {
    const Sheet& sheet = *sheets_[address >> row_bits];
    const Row row = sheet.row_at(address & ((std::uint64_t{1} << row_bits) - 1));
    std::string scratch;
    const auto column = static_cast<std::size_t>(sheet.column("ticket_id"));
    return std::string(sheet.text(row.cells[column], scratch));
}

/// Equal hashes are looked up: a ticket stands once in all sheets.
void Tickets::find_repeated() {
    std::ranges::sort(seen_, {}, [](const Seen& seen) { return std::tie(seen.hash, seen.address); });
    for (std::size_t i = 1; i < seen_.size(); ++i) {
        const Seen& first = seen_[i - 1];
        const Seen& second = seen_[i];
        if (first.hash != second.hash) continue;
        const std::string id = ticket_id(second.address);
        if (ticket_id(first.address) != id) continue;
        diagnostics_.report(Severity::error, "ticket-twice", [&] {
            const auto place = [&](std::uint64_t address) {
                const Sheet& sheet = *sheets_[address >> row_bits];
                return sheet.place(address & ((std::uint64_t{1} << row_bits) - 1), sheet.column("ticket_id"));
            };
            const Place earlier = place(first.address);
            return Diagnostic{
                Severity::error,
                "ticket-twice",
                place(second.address),
                say("工单 {0} 已在 {1} 出现", "the ticket {0} stands in {1} already", id, earlier.address()),
                say("每张工单只能有一行", "a ticket has one row"),
                {earlier},
                Trouble::input};
        });
    }
}

std::vector<const Tickets::Slot*> Tickets::in_order() const {
    std::vector<const Slot*> order;
    for (const Slot& slot : slots_) order.push_back(&slot);
    std::ranges::sort(order, {}, [&](const Slot* slot) {
        return std::pair(workspace_.people.id(slot->person), slot->month);
    });
    return order;
}

std::string Tickets::value(const Slot& slot, std::size_t metric) const {
    const TicketMetric& kind = metrics_of_tickets_[metric];
    const Count& count = counts_[slot.first + metric];
    if (count.whole == 0) return {};
    if (kind.kind == TicketMetric::Kind::volume) return std::to_string(count.whole);
    const std::vector<FigureLine>& lines = metrics_.lines(metrics_.find(kind.id));
    if (kind.kind != TicketMetric::Kind::volume_per_day)
        return print_fixed(Fraction::ratio(std::int64_t{count.part} * 100, count.whole), lines);
    const std::int32_t days = workspace_.calendar.working_days(slot.month.first(), slot.month.last());
    return days == 0 ? std::string{} : print_fixed(Fraction::ratio(count.whole, days), lines);
}

void Tickets::complete(Figures& figures) const {
    std::vector<Figure> more;
    std::vector<std::uint16_t> numbers;
    for (const auto& sheet : sheets_) numbers.push_back(figures.add_sheet(sheet));
    for (const Slot& slot : slots_) {
        for (std::size_t i = 0; i < metrics_of_tickets_.size(); ++i) {
            const auto value = Decimal::parse(this->value(slot, i));
            if (!value) continue;
            more.push_back({slot.person, slot.month, metrics_.find(metrics_of_tickets_[i].id),
                            numbers[slot.sheet], *value, slot.row});
        }
    }
    figures.complete(std::move(more));
}

std::vector<LateTicket> Tickets::late() const {
    std::vector<LateTicket> late = late_;
    std::ranges::stable_sort(
        late, {}, [](const LateTicket& ticket) { return std::pair(ticket.id, ticket.check.kind); });
    return late;
}

}  // namespace passline
