#include <algorithm>

#include "base/suggest.h"
#include "cli/course_history.h"
#include "cli/figures.h"
#include "cli/grading.h"
#include "cli/hand_over.h"
#include "cli/level_review.h"
#include "cli/output.h"
#include "cli/reminder_state.h"
#include "cli/shared_options.h"
#include "reminders/calendar.h"
#include "reminders/collect.h"
#include "reminders/mail_address.h"
#include "workspace/due_dates.h"

namespace passline {

namespace {

struct RemindOptions {
    std::string ahead = "7 days";
    std::string to;
    std::string state;
    std::string sendmail;
    std::size_t limit = 0;  ///< 0: none
    bool dry_run = false;
};

/// What was understood of the options.
struct Request {
    Duration ahead;
    Target target;
    std::string state;  ///< empty: nothing is remembered
};

std::optional<Request> request_of(CommandRun& run, const RemindOptions& options) {
    Request request;
    const auto ahead = Duration::parse(options.ahead);
    if (!ahead || ahead->seconds()) {
        run.usage(say("--ahead：“{0}”不是以天或更长单位表示的时长",
                      "--ahead: '{0}' is no length in days or longer units", options.ahead),
                  say("写成 7 days、5 working days 或 2 weeks 的形式",
                      "write it like 7 days, 5 working days or 2 weeks"));
        return {};
    }
    request.ahead = *ahead;
    const auto target = Target::parse(options.to);
    if (!target) {
        run.usage(say("--to：不认识“{0}”", "--to: '{0}' is no way to hand over", options.to),
                  say("可用：-、mail、mbox:文件、exec:命令、ics:文件",
                      "use one of -, mail, mbox:FILE, exec:COMMAND, ics:FILE"));
        return {};
    }
    request.target = *target;
    request.state = options.state;
    if (request.state.empty() && run.config() != nullptr)
        request.state = beside(run.config()->file, "state/reminders.jsonl");
    if (request.state.empty() && !options.dry_run && target->kind != Target::Kind::ics) {
        run.usage(say("没有工作区：不知道在哪里记录已发出的提醒",
                      "there is no workspace to remember in what was handed over"),
                  say("用 -C 指定工作区，或用 --state 指定文件；--dry-run 不作记录",
                      "name the workspace with -C, or a file with --state; --dry-run remembers nothing"));
        return {};
    }
    const bool file = target->kind == Target::Kind::mbox || target->kind == Target::Kind::ics;
    const bool remembers = !options.dry_run && target->kind != Target::Kind::ics;
    if (!run.may_write({file ? target->what : std::string(), remembers ? request.state : std::string()}))
        return {};
    return request;
}

/// An address that can't be one is an error where it stands.
std::string checked(const StatedAddress& stated, Diagnostics& diagnostics) {
    if (is_mail_address(stated.text)) return stated.text;
    diagnostics.error("mail-address", stated.place,
                      say("“{0}”不是可以发信的地址", "'{0}' is no address to send to", stated.text),
                      say("写成 hr@example.org 的形式，只写一个", "write one address, like hr@example.org"));
    return {};
}

Addresses addresses_of(const CommandRun& run, const Workspace& workspace, Diagnostics& diagnostics) {
    Addresses addresses;
    if (run.config() == nullptr) return addresses;
    const RemindSettings& settings = run.config()->remind;
    std::vector<std::string> known;
    for (const Policy& policy : workspace.policies) {
        for (const Role& role : policy.roles) known.push_back(role.id);
    }
    for (const RemindSettings::OfRole& each : settings.roles) {
        addresses.roles[each.role] = checked(each.address, diagnostics);
        if (std::ranges::find(known, each.role) != known.end()) continue;
        Text hint = did_you_mean(each.role, known);
        if (hint.empty())
            hint = say("删除此行，或在制度的 roles 中加上", "remove the line, or add the role to a policy");
        diagnostics.warning("unknown-role", each.place,
                            say("没有一项制度有角色“{0}”", "no policy has a role '{0}'", each.role),
                            std::move(hint));
    }
    if (settings.otherwise) addresses.otherwise = checked(*settings.otherwise, diagnostics);
    return addresses;
}

std::string sender_of(const CommandRun& run, Diagnostics& diagnostics) {
    const auto from = run.config() == nullptr ? std::nullopt : run.config()->remind.from;
    return from ? checked(*from, diagnostics) : std::string();
}

/// False after problems of their sheets.
bool add_certificates(CommandRun& run, Workspace& workspace, ReminderCollector& collector) {
    Certificates certificates;
    for (const std::string& path : run.inputs()->of("certificates"))
        certificates.load(path, workspace, run.inputs()->sheet_options(), run.diagnostics());
    collector.add(certificates);
    return run.diagnostics().ok();
}

/// What a review comes to is counted where it can be; what hinders it is for `level` to say.
void add_levels(CommandRun& run, const Workspace& workspace, const Figures& figures,
                const CourseHistory& history, ReminderCollector& collector) {
    if (std::ranges::none_of(workspace.policies,
                             [](const Policy& each) { return each.sections.levels.has_value(); }))
        return;
    Diagnostics unsaid;
    const auto review = levels_reviewed(run, workspace, {}, unsaid);
    if (!review) return;
    const LevelJudge judge(workspace, figures, *review->policy, review->period, run.as_of(),
                           history.exams(review->policy->id));
    const auto people = judge.people();
    if (people.empty()) return;
    std::pair<std::size_t, std::size_t> counts;
    for (const People::Index person : people) {
        const LevelResult result = judge.person(person, unsaid);
        counts.first += result.recommendation == Recommendation::rise ? 1 : 0;
        counts.second += result.recommendation == Recommendation::below ? 1 : 0;
    }
    const bool known = unsaid.ok() && unsaid.warnings() == 0 &&
                       !(run.inputs()->of("kpi").empty() && run.inputs()->of("tickets").empty() &&
                         asks_for_figures(judge.rules()));
    collector.add(
        {review->policy, review->period, people.size(), known ? std::optional(counts) : std::nullopt});
}

/// Nothing after problems of the input.
std::optional<std::vector<Reminder>> collected(CommandRun& run, Grading& grading, const Request& request) {
    Workspace& workspace = *grading.workspace;
    Diagnostics& diagnostics = run.diagnostics();
    ReminderCollector collector(workspace, run.as_of(), request.ahead);
    const auto figures = load_figures(run, workspace, false);
    if (!diagnostics.ok()) return {};
    CourseHistory history;
    const bool ok = judge_in_order(run, grading, [&](const std::vector<CourseOutcome>& outcomes) {
        for (const CourseOutcome& outcome : outcomes) collector.add(outcome);
        history.add(outcomes);
    });
    if (!ok) return {};
    const PerformanceJudge judge(workspace, *figures, run.as_of(), history.took_part());
    for (const PerformanceFinding& finding : judge.everyone()) {
        if (!history.passed_between(finding.person, finding.policy->id, finding.rule->track, finding.since,
                                    run.as_of()))
            collector.add(finding);
    }
    for (const DeadlineItem& item : deadlines_of(workspace, {}, run.as_of())) collector.add(item);
    collector.windows();
    collector.frequencies();
    for (const AppealAnswer& answer : appeal_answers(workspace, grading.proceedings, run.as_of()))
        collector.add(answer);
    if (!add_certificates(run, workspace, collector)) return {};
    add_levels(run, workspace, *figures, history, collector);
    warn_provisional(collector.provisional_years(), diagnostics);
    return collector.sorted();
}

/// Hands over what can be, and says what can't.
class Round {
  public:
    Round(CommandRun& run, const RemindOptions& options, HandOver& way, ReminderState* state)
        : run_(run), options_(options), way_(way), state_(state) {}

    int go(const std::vector<Digest>& digests) {
        for (const Digest& digest : digests) {
            if (way_.needs_address() && digest.address.empty()) {
                no_address(digest);
            } else if (options_.limit != 0 && given_ == options_.limit) {
                ++waiting_;
            } else if (!broken_) {
                give(digest);
            }
        }
        if (waiting_ != 0) {
            run_.diagnostics().warning(
                "reminders-waiting", {},
                say("已达 --limit {0}：还有 {1} 份等下次运行",
                    "--limit {0} is reached: {1} more wait for the next run", options_.limit, waiting_),
                say("核对 --as-of 和数据；确认无误后再次运行",
                    "check --as-of and the sheets; when they are right, run it again"));
        }
        const int code = way_.reader_gone() ? exit_system : run_.code();
        return code == exit_done && (waiting_ != 0 || unaddressed_) ? exit_attention : code;
    }

  private:
    void give(const Digest& digest) {
        const Text problem = way_.give(digest);
        if (!problem.empty()) {
            broken_ = !way_.others_may();
            if (!way_.reader_gone()) failed(digest, problem);
            return;
        }
        ++given_;
        if (state_ != nullptr && !state_->record(digest.keys, run_.as_of(), run_.diagnostics())) {
            broken_ = true;  // whatever else is handed over would be so again
        }
    }

    static Text whose(const Digest& digest) {
        if (!digest.name.empty()) return digest.name;
        return digest.address.empty() ? say("规则未写明由谁负责的事项", "what no role owns")
                                      : same(digest.address);
    }

    void failed(const Digest& digest, const Text& problem) {
        run_.diagnostics().system_error(
            "reminder-failed", {},
            say("{0}：{1} 项提醒没有送出：{2}", "the reminders for {0} ({1}) were not handed over: {2}",
                whose(digest), digest.reminders.size(), problem),
            say("下次运行会再试", "the next run tries again"));
    }

    void no_address(const Digest& digest) {
        unaddressed_ = true;
        run_.diagnostics().warning(
            "reminder-no-address", {},
            say("{0}：没有邮箱地址，{1} 项提醒没有发出", "no address for {0}: {1} not sent", whose(digest),
                digest.reminders.size()),
            say("在花名册中填写，或在 passline.yaml 的 remind 中写 addresses 或 otherwise",
                "fill it in in the roster, or state `addresses` or `otherwise` under `remind` in "
                "passline.yaml"));
    }

    CommandRun& run_;
    const RemindOptions& options_;
    HandOver& way_;
    ReminderState* state_;
    std::size_t given_ = 0;
    std::size_t waiting_ = 0;
    bool unaddressed_ = false;
    bool broken_ = false;
};

/// All that stands, whether it was handed over or not: a calendar that is read again must not lose what it
/// had.
int write_calendar(CommandRun& run, const std::string& file, const std::vector<Digest>& digests) {
    const auto output = Output::open(file, run.diagnostics());
    if (output == nullptr) return run.code();
    ics::write(reminder_agenda(digests, run.as_of()), run.language(), *output);
    return output->commit(run.diagnostics()) ? run.code() : exit_system;
}

int remind(CommandRun& run, const RemindOptions& options) {
    if (run.inputs() == nullptr) return run.code();
    const auto request = request_of(run, options);
    if (!request) return exit_usage;
    Diagnostics& diagnostics = run.diagnostics();
    // held from here on: what another run hands over meanwhile would be handed over twice
    std::unique_ptr<ReminderState> state;
    const bool as_calendar = request->target.kind == Target::Kind::ics && !options.dry_run;
    const bool remembers = !options.dry_run && !as_calendar;
    if (remembers) state = ReminderState::open(request->state, diagnostics);
    if (remembers && state == nullptr) return run.code();
    const HandedOver peeked = options.dry_run && !request->state.empty()
                                  ? ReminderState::peek(request->state, diagnostics)
                                  : HandedOver{};
    const HandedOver& before = state == nullptr ? peeked : state->before();
    const auto grading = load_grading(run, {.needed = Needed::policy});
    if (grading == nullptr || !diagnostics.ok()) return run.code();
    auto reminders = collected(run, *grading, *request);
    if (!reminders) return run.code();
    std::erase_if(*reminders, [&](const Reminder& each) { return before.contains(each.key()); });
    const Workspace& workspace = *grading->workspace;
    const Addresses addresses = addresses_of(run, workspace, diagnostics);
    const auto digests = digests_of(*reminders, workspace, addresses, run.as_of(), diagnostics);
    if (!diagnostics.ok()) return run.code();
    if (as_calendar) return write_calendar(run, request->target.what, digests);
    const Telling telling{workspace, run.as_of(), run.language(), sender_of(run, diagnostics),
                          options.sendmail};
    if (!diagnostics.ok()) return run.code();
    const auto way = hand_over_to(options.dry_run ? Target{} : request->target, telling);
    return Round(run, options, *way, state.get()).go(digests);
}

}  // namespace

Run declare_remind(Declaration declaration) {
    auto options = std::make_shared<RemindOptions>();
    const std::string group = declaration.help({"提醒", "Reminding"});
    declaration.app
        .add_option("--ahead", options->ahead,
                    declaration.help(
                        {"到期前多久开始提醒（默认 7 days）", "how long before it is due (default: 7 days)"}))
        ->type_name(declaration.help({"时长", "LENGTH"}))
        ->group(group);
    declaration.app
        .add_option("--to", options->to,
                    declaration.help({"怎样送出：-（标准输出，默认）、mail、mbox:文件、exec:命令、ics:文件",
                                      "how to hand over: - (standard output, the default), mail, mbox:FILE, "
                                      "exec:COMMAND, ics:FILE"}))
        ->type_name("-|mail|mbox:…|exec:…|ics:…")
        ->group(group);
    declaration.app
        .add_flag("--dry-run", options->dry_run,
                  declaration.help({"只显示将要提醒什么，不发出、不记录",
                                    "show what would be sent; send and record nothing"}))
        ->group(group);
    declaration.app
        .add_option("--limit", options->limit,
                    declaration.help({"最多发给多少收件人，其余等下次",
                                      "at most so many recipients; the rest waits for the next run"}))
        ->type_name("N")
        ->check(CLI::PositiveNumber)
        ->group(group);
    declaration.app
        .add_option(
            "--state", options->state,
            declaration.help({"记录已发提醒的文件（默认工作区的 state/reminders.jsonl）",
                              "what was handed over (default: the workspace's state/reminders.jsonl)"}))
        ->type_name(declaration.help({"文件", "FILE"}))
        ->group(group);
    declaration.app
        .add_option("--sendmail", options->sendmail,
                    declaration.help({"--to mail 所用的程序（默认 /usr/sbin/sendmail）",
                                      "the program of --to mail (default: /usr/sbin/sendmail)"}))
        ->type_name(declaration.help({"文件", "FILE"}))
        ->group(group);
    add_input_options(declaration);
    add_sheet_options(declaration, {"kpi", "tickets", "certificates"});
    return [options](CommandRun& run) { return remind(run, *options); };
}

}  // namespace passline
