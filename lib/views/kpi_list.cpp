#include "views/kpi_list.h"

#include "retraining/action_trace.h"
#include "views/decision_notes.h"

namespace passline {

namespace {

using K = ColumnKind;

std::string class_title(const std::vector<TicketClasses::Class>& classes, int number, Language language) {
    return number < 0 ? std::string{} : classes[static_cast<std::size_t>(number)].title.in(language);
}

std::string class_id(const std::vector<TicketClasses::Class>& classes, int number) {
    return number < 0 ? std::string{} : classes[static_cast<std::size_t>(number)].id;
}

}  // namespace

KpiRows::KpiRows(const Workspace& workspace, const Metrics& metrics, TableOptions options, Sink& sink)
    : workspace_(workspace), metrics_(metrics), options_(options) {
    std::vector<TableColumn> columns{{"employee_id", {"工号", "Employee ID"}, K::id}};
    if (options.format == TableFormat::text) columns.push_back({"name", {"姓名", "Name"}, K::text});
    columns.push_back({"period", {"月份", "Period"}, K::id});
    columns.push_back({"metric", {"指标", "Metric"}, K::id});
    columns.push_back({"value", {"数值", "Value"}, K::number});
    writer_ = TableWriter::create(std::move(columns), options, sink);
}

void KpiRows::add(const Tickets::Value& value) {
    const bool text = options_.format == TableFormat::text;
    const std::string period = value.month.text();
    const Text title = metrics_.title(metrics_.find(value.metric->id));
    std::vector<TableCell> cells{{workspace_.people.id(value.person)}};
    if (text) cells.push_back({workspace_.people[value.person].name});
    cells.push_back({period});
    cells.push_back({value.metric->id, Tone::none, text ? title.in(options_.language) : std::string_view{}});
    cells.push_back({value.text});
    writer_->row(cells);
}

void write_late(const std::vector<LateTicket>& tickets, const Workspace& workspace,
                const TicketClasses& classes, TableOptions options, Sink& sink) {
    const auto writer = TableWriter::create({{"ticket_id", {"工单号", "Ticket"}, K::id},
                                             {"employee_id", {"工号", "Employee ID"}, K::id},
                                             {"kind", {"超时项", "What"}, K::id},
                                             {"channel", {"渠道", "Channel"}, K::id},
                                             {"severity", {"问题等级", "Severity"}, K::id},
                                             {"since", {"起算时间", "Since"}, K::date},
                                             {"limit", {"时限", "Limit"}, K::date},
                                             {"done", {"实际时间", "Done"}, K::date},
                                             {"articles", {"依据条款", "Articles"}, K::list}},
                                            options, sink);
    for (const LateTicket& ticket : tickets) {
        const ServiceCheck& check = ticket.check;
        const std::string channel = class_id(classes.channels, ticket.channel);
        const std::string severity = class_id(classes.severities, ticket.severity);
        const std::string channel_shown = class_title(classes.channels, ticket.channel, options.language);
        const std::string severity_shown = class_title(classes.severities, ticket.severity, options.language);
        const Text kind = service_kind_title(check.kind);
        const std::string since = moment_text(check.since);
        const std::string limit = moment_text(check.limit);
        const std::string done = check.done ? moment_text(*check.done) : "";
        writer->row({{ticket.id},
                     {workspace.people.id(ticket.person)},
                     {service_kind_name(check.kind), Tone::none, kind.in(options.language)},
                     {channel, Tone::none, channel_shown},
                     {severity, Tone::none, severity_shown},
                     {since},
                     {limit},
                     {done},
                     {check.rule->article.raw.in(options.language)}});
    }
    writer->finish();
}

Next next_of(const PerformanceRule& rule) {
    switch (rule.then) {
        case PerformanceRule::Then::nothing:
            return Next::none;
        case PerformanceRule::Then::retrain:
            return Next::retrain;
        case PerformanceRule::Then::assess:
            return Next::assess;
    }
    return Next::none;
}

namespace {

std::vector<TableColumn> below_columns(TableFormat format) {
    const bool text = format == TableFormat::text;
    std::vector<TableColumn> columns{{"employee_id", {"工号", "Employee ID"}, K::id},
                                     {"name", {"姓名", "Name"}, K::text},
                                     {"department", {"部门", "Department"}, K::text, false},
                                     {"metric", {"指标", "Metric"}, K::id},
                                     {"months", {"连续月数", "Months"}, K::number},
                                     {"figures", {"数据", "Figures"}, K::list},
                                     {"line", {"界线", "Line"}, K::id},
                                     {"next", {"下一步", "Next"}, K::id},
                                     {"due", {"期限", "Due"}, K::date},
                                     {"actions", {"处理", text ? "What follows" : "Actions"}, K::list},
                                     {"articles", {"依据条款", "Articles"}, K::list, false}};
    if (format == TableFormat::json) {
        columns.push_back({"decisions", {"决定", "Decisions"}, K::list});
        columns.push_back({"provisional", {"期限待定", "Provisional"}, K::list});
    }
    return columns;
}

/// The first day of the first month: a decision before it was about something else.
Date since_of(const PerformanceFinding& finding) { return finding.months.front().month.first(); }

std::string actions_in_words(const PerformanceFinding& finding, const Proceedings& proceedings,
                             Language language) {
    const Policy& policy = *finding.policy;
    Text all;
    for (const std::string& id : finding.rule->actions) {
        Text text = policy.action_title(id);
        if (policy.decided_by_someone(id)) {
            const Decision* decision = decision_since(proceedings, finding.person, id, since_of(finding));
            const Text state = decision == nullptr ? say("建议，待决定", "recommended, pending")
                                                   : decision_in_words(*decision, policy);
            text = say("{0}（{1}）", "{0} ({1})", text, state);
        }
        all = all.empty() ? text : say("{0}；{1}", "{0}; {1}", all, text);
    }
    return all.in(language);
}

std::string decisions_of(const PerformanceFinding& finding, const Proceedings& proceedings) {
    std::string text;
    for (const std::string& id : finding.rule->actions) {
        if (!finding.policy->decided_by_someone(id)) continue;
        text += (text.empty() ? "" : ";") +
                decision_entry(decision_since(proceedings, finding.person, id, since_of(finding)), id);
    }
    return text;
}

}  // namespace

void write_below(const std::vector<PerformanceFinding>& findings, const Workspace& workspace,
                 const Metrics& metrics, const Proceedings& proceedings, TableOptions options, Sink& sink) {
    const auto writer = TableWriter::create(below_columns(options.format), options, sink);
    const bool text = options.format == TableFormat::text;
    for (const PerformanceFinding& finding : findings) {
        const PerformanceRule& rule = *finding.rule;
        const std::string months = std::to_string(finding.months.size());
        const std::string figures = finding.figures();
        const std::string line = finding.line();
        const Next next = next_of(rule);
        const std::string next_shown =
            next == Next::none ? std::string("-") : next_title(next).in(options.language);
        const std::string due = finding.due ? finding.due->text() : "";
        std::string actions;
        for (const std::string& id : rule.actions) actions += (actions.empty() ? "" : ";") + id;
        const std::string shown = text ? actions_in_words(finding, proceedings, options.language) : "";
        const std::string decisions = decisions_of(finding, proceedings);
        std::vector<TableCell> cells{
            {workspace.people.id(finding.person)},
            {workspace.people[finding.person].name},
            {workspace.people.department(finding.person)},
            {rule.metric, Tone::none,
             text ? metrics.title(finding.metric).in(options.language) : std::string_view{}},
            {months},
            {figures},
            {line, Tone::bad},
            {next_name(next), Tone::none, next_shown},
            {due},
            {actions, Tone::none, shown},
            {rule.article.raw.in(options.language)}};
        if (options.format == TableFormat::json) {
            cells.push_back({decisions});
            cells.push_back({finding.provisional ? "due" : ""});
        }
        writer->row(cells);
    }
    writer->finish();
}

}  // namespace passline
