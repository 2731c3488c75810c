#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "cli/against.h"
#include "cli/grading.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "cli/shared_options.h"
#include "views/results.h"
#include "views/set_aside.h"

namespace passline {

namespace {

struct GradeOptions {
    std::vector<std::string> sheets;
    Selection selection;
    std::string summary;
    std::string components;
    std::string quarantine;
    std::string against;
    std::string fail_on;
    std::uint32_t threads = 0;
};

bool shows(const Selection& selection, const CourseOutcome& outcome) {
    return selection.has_person(outcome.person) && selection.has_course(outcome.course) &&
           selection.has_day(outcome.rules->course->end);
}

/// The files of one run of `grade`; they appear together or not at all.
class GradeRun {
  public:
    GradeRun(CommandRun& run, GradeOptions options)
        : run_(run),
          options_(std::move(options)),
          fails_on_fail_(!options_.fail_on.empty()),
          fails_on_incomplete_(options_.fail_on == "incomplete") {}

    int run() {
        if (!options_.sheets.empty()) run_.options().files["scores"] = options_.sheets;
        run_.options().threads = options_.threads;
        const auto table = run_.table_options();
        if (!table) return exit_usage;
        table_ = *table;
        const bool quarantine = !options_.quarantine.empty();
        const auto grading = load_grading(run_, {.course = options_.selection.course_id(),
                                                 .quarantine = quarantine,
                                                 .stream = !options_.selection.of_person()});
        if (grading == nullptr || !run_.diagnostics().ok()) return run_.code();
        if (!options_.selection.settle(run_, *grading->workspace)) return exit_usage;
        return write(*grading);
    }

  private:
    /// Blocks of rows for one table: filled by one thread, appended perhaps by another, and filled again.
    class Blocks {
      public:
        explicit Blocks(TableWriter& table) : table_(table) {}

        std::shared_ptr<TableRows> take() {
            const std::lock_guard lock(guard_);
            if (spare_.empty()) return table_.block();
            std::shared_ptr<TableRows> block = std::move(spare_.back());
            spare_.pop_back();
            return block;
        }
        void append(std::shared_ptr<TableRows> block) {
            table_.append(*block);
            const std::lock_guard lock(guard_);
            spare_.push_back(std::move(block));
        }

      private:
        TableWriter& table_;
        std::mutex guard_;
        std::vector<std::shared_ptr<TableRows>> spare_;
    };

    /// What one thread makes of outcomes, group by group: rows for each file, and counts.
    class Taker : public OutcomeTaker {
      public:
        Taker(GradeRun& all, const Grading& grading, const People& people)
            : all_(all),
              people_(people),
              results_(people, grading.proceedings, all.table_),
              components_(people_),
              summary_(*grading.workspace),
              shows_all_(all.options_.selection.is_all()),
              counts_(all.counts()),
              results_alone_(shows_all_ && !all.fails_on_fail_ && all.components_ == nullptr &&
                             !all.against_) {
            take_blocks();
        }

        void take(Outcomes outcomes, Diagnostics&) override {
            for (const CourseOutcome* each : outcomes) {
                const CourseOutcome& outcome = *each;
                if (results_alone_) {
                    if (counts_) summary_.add(outcome, people_);
                    results_.add(outcome, *results_block_);
                    continue;
                }
                if (!shows_all_ && !shows(all_.options_.selection, outcome)) continue;
                found_ |= all_.fails_on(outcome.outcome);
                if (counts_) summary_.add(outcome, people_);
                if (components_block_) components_.add(outcome, *components_block_);
                if (all_.against_) {
                    const std::lock_guard lock(all_.against_guard_);
                    all_.against_->add(results_, outcome);
                } else {
                    results_.add(outcome, *results_block_);
                }
            }
        }

        std::function<void()> pass() override {
            auto passing = [&all = all_, results = std::move(results_block_),
                            components = std::move(components_block_)] {
                if (results) all.results_blocks_->append(results);
                if (components) all.components_blocks_->append(components);
            };
            take_blocks();
            return passing;
        }
        void done() override {
            all_.found_ |= found_;
            all_.summary_->add(summary_);
        }

      private:
        void take_blocks() {
            if (all_.results_blocks_) results_block_ = all_.results_blocks_->take();
            if (all_.components_blocks_) components_block_ = all_.components_blocks_->take();
        }

        GradeRun& all_;
        const People& people_;
        ResultRows results_;
        ComponentRows components_;
        Summary summary_;
        const bool shows_all_;
        const bool counts_;
        const bool results_alone_;  ///< rows of results, all of them, and perhaps a summary, as mostly
        std::shared_ptr<TableRows> results_block_;
        std::shared_ptr<TableRows> components_block_;
        bool found_ = false;
    };

    bool counts() const { return !options_.summary.empty(); }
    bool fails_on(Outcome outcome) const {
        return (fails_on_fail_ && outcome == Outcome::fail) ||
               (fails_on_incomplete_ && outcome == Outcome::incomplete);
    }

    std::unique_ptr<Output> opened(const std::string& path) {
        return path.empty() ? nullptr : Output::open(path, run_.diagnostics());
    }

    int write(Grading& grading) {
        if (!run_.may_write(
                {run_.options().output, options_.summary, options_.components, options_.quarantine}))
            return exit_usage;
        const Diagnostics before = run_.diagnostics();
        std::optional<int> code;
        while (!(code = write_once(grading))) {
            run_.diagnostics() = before;
            grading.sheets->set_aside().clear();
            read_scores(run_, grading);
            if (!run_.diagnostics().ok()) return run_.code();
        }
        return *code;
    }

    /// Nothing when the sheet must be read first, because its rows do not come in order.
    std::optional<int> write_once(Grading& grading) {
        Diagnostics& diagnostics = run_.diagnostics();
        const auto results = Output::open(run_.options().output, diagnostics);
        const auto summary_file = opened(options_.summary);
        const auto components_file = opened(options_.components);
        const auto quarantine_file = opened(options_.quarantine);
        if (!diagnostics.ok()) return run_.code();
        if (!options_.against.empty()) {
            against_ = Against::load(options_.against, diagnostics);
            if (!against_) return run_.code();
        } else {
            const ResultRows rows(*grading.workspace, grading.proceedings, table_);
            results_ = TableWriter::create(rows.columns(), table_, *results);
            results_blocks_.emplace(*results_);
        }
        if (components_file != nullptr) {
            components_ = TableWriter::create(ComponentRows::columns(),
                                              file_options(options_.components, table_), *components_file);
            components_blocks_.emplace(*components_);
        }
        summary_.emplace(*grading.workspace);
        found_ = false;
        const auto make = [&](const People& people) {
            return std::make_unique<Taker>(*this, grading, people);
        };
        const std::optional<bool> judged =
            grading.unread ? judge_stream(run_, grading, make) : judge_all(run_, grading, make);
        if (!judged) return {};
        if (!*judged) return run_.code();
        if (against_) {
            found_ |= against_->write(table_, *results);
        } else {
            results_->finish();
        }
        if (components_ != nullptr) components_->finish();
        if (summary_file != nullptr)
            summary_->write(grading.workspace->people, file_options(options_.summary, table_), *summary_file);
        if (quarantine_file != nullptr)
            write_set_aside(*grading.sheets, table_.language, *quarantine_file, diagnostics);
        if (!Output::commit_all(
                {summary_file.get(), components_file.get(), quarantine_file.get(), results.get()},
                diagnostics))
            return exit_system;
        return found_ ? exit_attention : run_.code();
    }

    /// Beside files are CSV unless their own ending says otherwise.
    static TableOptions file_options(const std::string& path, TableOptions table) {
        const bool json = path.size() > 5 && path.compare(path.size() - 5, 5, ".json") == 0;
        const bool text = path.size() > 4 && path.compare(path.size() - 4, 4, ".txt") == 0;
        table.format = json ? TableFormat::json : text ? TableFormat::text : TableFormat::csv;
        table.color = false;
        table.width = 0;
        return table;
    }

    CommandRun& run_;
    GradeOptions options_;
    const bool fails_on_fail_, fails_on_incomplete_;
    TableOptions table_;
    std::unique_ptr<TableWriter> results_;
    std::unique_ptr<TableWriter> components_;  ///< null when nobody asks for them
    std::optional<Blocks> results_blocks_, components_blocks_;
    std::optional<Against> against_;
    std::mutex against_guard_;
    std::optional<Summary> summary_;
    bool found_ = false;
};

}  // namespace

Run declare_grade(Declaration declaration) {
    auto options = std::make_shared<GradeOptions>();
    CLI::App& app = declaration.app;
    const auto help = [&](const Text& text) { return declaration.help(text); };
    const std::string file = help({"文件", "FILE"});
    app.add_option("SHEET", options->sheets,
                   help({"成绩表，代替工作区中的", "score sheets, instead of the workspace's"}))
        ->type_name("");
    options->selection.declare(
        declaration,
        {"只显示这门课程；也是没有课程编号的宽表的课程",
         "show this course only; also the course of a wide sheet without course_id"},
        {"只显示在此期间结束的课程，如 2026-Q1", "show courses that end in this period, like 2026-Q1"});
    const std::string files = help({"另外写出的文件", "Further files"});
    app.add_option("--summary", options->summary,
                   help({"按课程和部门汇总", "counts and rates by course and department"}))
        ->type_name(file)
        ->group(files);
    app.add_option("--components", options->components,
                   help({"每个考核项的成绩与判定", "every component's score and verdict"}))
        ->type_name(file)
        ->group(files);
    app.add_option("--quarantine", options->quarantine,
                   help({"把有错的行放到此文件，其余照常评定",
                         "set wrong rows aside in this file and grade the rest"}))
        ->type_name(file)
        ->group(files);
    app.add_option("--against", options->against,
                   help({"与以前的结果（CSV）相比，只显示有变化的；有变化时退出码为 1",
                         "compare with earlier results (CSV): show what changed, exit 1 when something did"}))
        ->type_name(file)
        ->group(files);
    app.add_option(
           "--fail-on", options->fail_on,
           help({"有不合格（或未完成）时退出码为 1", "exit 1 when someone failed (or is incomplete)"}))
        ->type_name("fail|incomplete")
        ->check(one_of({"fail", "incomplete"}))
        ->group(files);
    app.add_option("--threads", options->threads,
                   help({"最多使用的线程数（默认与处理器核数相同）",
                         "use at most this many threads (default: one for each processor core)"}))
        ->type_name("N")
        ->check(CLI::Range(1U, 256U))
        ->group(help({"输出", "Output"}));
    add_table_options(declaration);
    add_input_options(declaration);
    return [options](CommandRun& run) { return GradeRun(run, *options).run(); };
}

}  // namespace passline
