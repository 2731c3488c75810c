#include "kpi/ticket_reader.h"

#include <algorithm>

#include "base/suggest.h"
#include "text/unicode.h"

namespace passline {

TicketReader::TicketReader(PersonSheet& sheet, const TicketClasses& classes, Moment now)
    : sheet_(sheet),
      now_(now),
      channel_{sheet.column("channel"), &classes.channels, {}},
      severity_{sheet.column("severity"), &classes.severities, {}},
      id_(sheet.column("ticket_id")),
      opened_(sheet.column("opened_at")),
      responded_(sheet.column("responded_at")),
      solved_(sheet.column("solved_at")),
      promised_(sheet.column("promised_by")),
      complaint_(sheet.column("complaint")),
      verified_(sheet.column("verified_at")),
      followed_up_(sheet.column("followed_up_at")),
      satisfied_(sheet.column("satisfied")),
      complaint_words_(*SheetSpec::builtin("tickets")->column("complaint")),
      satisfied_words_(*SheetSpec::builtin("tickets")->column("satisfied")) {}

std::optional<ReadTicket> TicketReader::read(const Row& row) {
    ReadTicket read;
    read.person = sheet_.person(row);
    const auto opened = moment(row, opened_);
    sheet_.require(row, "opened_at");
    Ticket& ticket = read.ticket;
    ticket.opened = opened.value_or(0);
    ticket.channel = class_of(row, channel_, true);
    ticket.severity = class_of(row, severity_, false);
    ticket.responded = happened(row, responded_, ticket.opened);
    ticket.solved = happened(row, solved_, ticket.opened);
    ticket.promised = moment(row, promised_, true);
    ticket.verified = happened(row, verified_, ticket.opened);
    ticket.followed_up = happened(row, followed_up_, ticket.solved.value_or(ticket.opened));
    ticket.complaint = truth(row, complaint_, complaint_words_, known_complaints_).value_or(false);
    ticket.satisfied = truth(row, satisfied_, satisfied_words_, known_answers_);
    read.id = sheet_.cells.id(row, id_);
    sheet_.require(row, "ticket_id");
    if (sheet_.cells.failed() || read.person == People::none) return {};
    read.month = Month::of(day_of(ticket.opened));
    return read;
}

/// A date without a time is its beginning, or its end.
std::optional<Moment> TicketReader::moment(const Row& row, int column, bool to_its_end) {
    if (column < 0 || row.cells[static_cast<std::size_t>(column)].empty()) return {};
    const std::string_view text = sheet_.cells.id(row, column);
    const auto found = DateTime::parse(text);
    if (!found) {
        sheet_.cells.error("value-time", row, column,
                           say("“{0}”不是日期和时刻", "'{0}' is not a date with a time", text),
                           say("写成 2026-01-05 08:47", "write it like 2026-01-05 08:47"));
        return {};
    }
    if (to_its_end && text.find(':') == std::string_view::npos) return end_of(found->date);
    return begin_of(found->date) + found->time.seconds;
}

std::optional<Moment> TicketReader::happened(const Row& row, int column, Moment since) {
    const auto found = moment(row, column);
    if (!found || *found >= now_) return {};
    const bool whole_day = *found == begin_of(day_of(since));  // very likely a date without a time
    if (*found < since && !whole_day && !sheet_.cells.failed()) {
        sheet_.cells.warning(
            "ticket-order", row, column,
            say("{0} 早于 {1}", "{0} lies before {1}", moment_text(*found), moment_text(since)),
            say("核对时间", "check the times"));
    }
    return found;
}

std::optional<bool> TicketReader::truth(const Row& row, int column, const ColumnSpec& spec,
                                        std::map<std::string, int, std::less<>>& known) {
    const std::string_view text = sheet_.cells.text(row, column);
    if (text.empty()) return {};
    auto at = known.find(text);
    if (at == known.end()) {
        const int word = spec.word(text);
        if (word < 0) {
            sheet_.cells.error("value-word", row, column,
                               say("'{0}' 不是 {1} 的可用值", "'{0}' is not a value of {1}", text, spec.name),
                               say("写 true 是，或 false 否", "write true or false, yes or no"));
            return {};
        }
        at = known.emplace(text, word).first;
    }
    return spec.words[static_cast<std::size_t>(at->second)] == "true";
}

int TicketReader::class_of(const Row& row, ClassColumn& column, bool is_channel) {
    const std::string_view name = sheet_.cells.text(row, column.column);
    if (name.empty()) return -1;
    if (const auto at = column.known.find(name); at != column.known.end()) return at->second;
    const int found = find_class(row, column, name, is_channel);
    if (!sheet_.cells.failed()) column.known.emplace(name, found);
    return found;
}

int TicketReader::find_class(const Row& row, const ClassColumn& column, std::string_view name,
                             bool is_channel) {
    const std::string wanted = folded(name);
    std::vector<std::string> near;
    for (std::size_t i = 0; i < column.classes->size(); ++i) {
        const TicketClasses::Class& each = (*column.classes)[i];
        if (each.id == name) return static_cast<int>(i);
        for (const std::string& known : {each.id, each.title.zh, each.title.en}) {
            if (folded(known) == wanted) return static_cast<int>(i);
            near.push_back(known);
        }
    }
    if (const Text hint = did_you_mean(name, near); !hint.empty()) {
        if (is_channel) {
            sheet_.cells.error("unknown-channel", row, column.column,
                               say("制度中没有渠道“{0}”", "no policy has a channel '{0}'", name), hint);
        } else {
            sheet_.cells.error("unknown-severity", row, column.column,
                               say("制度中没有问题等级“{0}”", "no policy has a severity '{0}'", name), hint);
        }
    }
    return -1;
}

void TicketReader::warn_of_untimed(const Row& row, const ReadTicket& read, const ServiceVersion& rules,
                                   std::set<std::string>& warned) {
    untimed(row, channel_, rules.first_response, read.ticket.channel, true, warned);
    untimed(row, severity_, rules.solved, read.ticket.severity, false, warned);
}

void TicketReader::untimed(const Row& row, const ClassColumn& column,
                           const std::vector<const ServiceTime*>& rules, int number, bool is_channel,
                           std::set<std::string>& warned) {
    if (number >= 0 && rules[static_cast<std::size_t>(number)] != nullptr) return;
    if (std::ranges::all_of(rules, [](const ServiceTime* rule) { return rule == nullptr; })) return;
    const std::string name(sheet_.cells.text(row, column.column));
    if (!warned.insert((is_channel ? "channel " : "severity ") + name).second) return;
    Text what;
    if (name.empty()) {
        what = is_channel ? say("工单没有渠道", "the ticket has no channel")
                          : say("工单没有问题等级", "the ticket has no severity");
    } else {
        what = is_channel
                   ? say("渠道“{0}”没有首次响应时限", "the channel '{0}' has no time to the first response",
                         name)
                   : say("问题等级“{0}”没有解决时限", "the severity '{0}' has no time to be solved in", name);
    }
    sheet_.cells.warning(
        "service-missing", row, column.column,
        say("{0}：这样的工单不计{1}", "{0}: such tickets are not part of {1}", what,
            is_channel ? say("响应及时率", "the response timeliness")
                       : say("解决及时率", "the resolution timeliness")),
        say("核对{0}，或在制度的 service 中写明", "check it, or state it in the policy under `service`",
            is_channel ? say("渠道", "the channel") : say("问题等级", "the severity")));
}

void TicketReader::warn_of_promise(const Row& row) {
    sheet_.cells.warning("promise-missing", row, promised_,
                         say("没有承诺时间，此工单不计及时率",
                             "no promised time is stated: the ticket is not held against one"),
                         say("补上 promised_by", "fill in promised_by"));
}

}  // namespace passline
