#include "cli/grading.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "cli/shared_options.h"
#include "views/attendance_tables.h"

namespace passline {

namespace {

struct AttendOptions {
    std::string by = "session";
    Selection selection;
};

/// Everyone's attendance in the order of the results: the workplace first, then courses by id. Participants
/// are due, and whoever has rows.
class AttendRun {
  public:
    AttendRun(CommandRun& run, const AttendOptions& options) : run_(run), options_(options) {}

    int run() {
        const auto table = run_.table_options();
        if (!table) return exit_usage;
        grading_ = load_grading(run_, {.needed = Needed::policy});
        if (grading_ == nullptr || !run_.diagnostics().ok()) return run_.code();
        if (!options_.selection.settle(run_, *grading_->workspace)) return exit_usage;
        const bool conduct = options_.by == "conduct";
        if (conduct ? run_.inputs()->of("incidents").empty() : run_.inputs()->of("attendance").empty()) {
            run_.diagnostics().error(
                "no-attendance", {},
                conduct ? say("没有指定事件表", "no incident sheet is named")
                        : say("没有指定考勤表", "no attendance sheet is named"),
                conduct ? say("在 passline.yaml 中写 incidents:，或用 --incidents 指定",
                              "name it in passline.yaml (incidents:) or with --incidents")
                        : say("在 passline.yaml 中写 attendance:，或用 --attendance 指定",
                              "name it in passline.yaml (attendance:) or with --attendance"));
            return run_.code();
        }
        grading_->attendance->check_same_day(run_.diagnostics());
        if (!run_.may_write({run_.options().output})) return exit_usage;
        const auto output = Output::open(run_.options().output, run_.diagnostics());
        if (output == nullptr) return run_.code();
        write(*table, *output);
        if (!run_.diagnostics().ok()) return run_.code();
        return output->commit(run_.diagnostics()) ? run_.code() : exit_system;
    }

  private:
    void write(const TableOptions& table, Sink& sink) {
        const Workspace& workspace = *grading_->workspace;
        const std::optional<Period>& days = options_.selection.period();
        if (options_.by == "conduct") return write_conduct(table, sink);
        if (options_.by == "person") {
            PersonRows rows(workspace, grading_->proceedings, days, table, sink);
            each([&](std::uint32_t person, const AttendanceResult& result) { rows.add(person, result); });
            rows.finish();
        } else if (options_.by == "session") {
            SessionRows rows(workspace, days, table, sink);
            each([&](std::uint32_t person, const AttendanceResult& result) { rows.add(person, result); });
            rows.finish();
        } else {
            RateRows rows(workspace, options_.by == "team" ? RateRows::By::team : RateRows::By::course, days);
            each([&](std::uint32_t person, const AttendanceResult& result) { rows.add(person, result); });
            rows.write(table, sink);
        }
    }

    template <class Take>
    void each(Take take) {
        const Judge judge = grading_->judge();
        const Attendance& attendance = *grading_->attendance;
        for (const People::Index person : grading_->sheets->people_in_order()) {
            if (!options_.selection.has_person(person)) continue;
            if (!options_.selection.of_course()) {
                for (const AttendanceResult& result : attendance.workplace(person)) take(person, result);
            }
            for (const std::uint32_t course : courses_of(judge, person)) {
                if (!options_.selection.has_course(course)) continue;
                const AttendanceResult result =
                    attendance.course(person, course, judge.takes_part(person, course));
                if (!result.empty()) take(person, result);
            }
        }
    }

    /// Courses that the person takes part in, has scores or attendance rows for, in order.
    std::vector<std::uint32_t> courses_of(const Judge& judge, People::Index person) {
        std::vector<std::uint32_t> courses = judge.courses_of(person);
        for (const ScoreEntry& entry : grading_->sheets->of(person)) courses.push_back(entry.course);
        for (const std::uint32_t course : grading_->attendance->courses_of(person)) courses.push_back(course);
        std::sort(courses.begin(), courses.end());
        courses.erase(std::unique(courses.begin(), courses.end()), courses.end());
        return courses;
    }

    void write_conduct(const TableOptions& table, Sink& sink) {
        std::vector<std::pair<std::uint32_t, ReachedConduct>> rows;
        for (const People::Index person : grading_->sheets->people_in_order()) {
            if (!options_.selection.has_person(person)) continue;
            for (ReachedConduct& reached : grading_->conduct->of(person)) {
                const bool in_course =
                    !options_.selection.of_course() ||
                    (reached.course != Workspace::none && options_.selection.has_course(reached.course));
                if (in_course && options_.selection.has_day(reached.counted.back()->date))
                    rows.emplace_back(person, std::move(reached));
            }
        }
        passline::write_conduct(*grading_->workspace, grading_->proceedings, rows, table, sink);
    }

    CommandRun& run_;
    AttendOptions options_;
    std::unique_ptr<Grading> grading_;
};

}  // namespace

Run declare_attend(Declaration declaration) {
    auto options = std::make_shared<AttendOptions>();
    declaration.app
        .add_option(
            "--by", options->by,
            declaration.help(
                {"每行是什么：课次、人员、团队、课程，或违纪规则（默认课次）",
                 "what a row is: a session, person, team, course, or conduct rule (default: session)"}))
        ->type_name("session|person|team|course|conduct")
        ->check(one_of({"session", "person", "team", "course", "conduct"}))
        ->group(declaration.help({"显示哪些", "What is shown"}));
    options->selection.declare(
        declaration, {"只显示这门课程", "show this course only"},
        {"只显示在此期间的课次，如 2026-01", "show sessions in this period, like 2026-01"});
    add_table_options(declaration);
    add_input_options(declaration);
    return [options](CommandRun& run) { return AttendRun(run, *options).run(); };
}

}  // namespace passline
