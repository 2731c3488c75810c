#include "cases/test_run.h"

#include <algorithm>
#include <map>

#include "cases/boundaries.h"
#include "cases/case_run.h"
#include "cases/coverage.h"
#include "cases/tap.h"

namespace passline {

namespace {

/// Cases that stand together under a comment.
struct Batch {
    Text title;  ///< empty: none
    const Policy* policy = nullptr;
    const Calendar* calendar = nullptr;
    std::vector<const Case*> cases;
    std::vector<Text> notes;
    bool written = true;  ///< by people
};

/// The files' policies, each once, in the order in which they come.
std::vector<const TestFile*> first_of_each_policy(const std::vector<TestFile>& files) {
    std::vector<const TestFile*> result;
    for (const TestFile& file : files) {
        const bool known = std::any_of(result.begin(), result.end(),
                                       [&](const TestFile* f) { return f->policy == file.policy; });
        if (!known) result.push_back(&file);
    }
    return result;
}

std::vector<const Case*> cases_of(const Policy* policy, const std::vector<TestFile>& files) {
    std::vector<const Case*> result;
    for (const TestFile& file : files) {
        if (file.policy != policy) continue;
        for (const Case& test : file.cases) result.push_back(&test);
    }
    return result;
}

class Running {
  public:
    Running(const std::vector<TestFile>& files, const TestOptions& options, Language language)
        : files_(files), options_(options), language_(language) {}

    TestReport run() {
        policies_ = first_of_each_policy(files_);
        gather();
        std::size_t planned = options_.coverage ? policies_.size() : 0;
        for (const Batch& batch : batches_) planned += batch.cases.size();
        TapText tap(language_, planned);
        std::map<const Policy*, Coverage> coverage;
        if (options_.coverage) {
            for (const TestFile* file : policies_) coverage.emplace(file->policy, *file->policy);
        }
        for (const Batch& batch : batches_) {
            if (!batch.title.empty()) tap.comment(batch.title);
            for (const Text& note : batch.notes) tap.comment(note);
            for (const Case* test : batch.cases) {
                const CaseResult result = run_case(*test, *batch.calendar);
                tap.point(*test, *batch.policy, result);
                if (options_.coverage && batch.written && result.problems.empty())
                    record(result, coverage.at(batch.policy));
            }
        }
        for (const TestFile* file : policies_) {
            if (options_.coverage) tap.point(coverage.at(file->policy), *file->policy);
        }
        return {tap.take(), tap.points(), tap.failed()};
    }

  private:
    static void record(const CaseResult& result, Coverage& coverage) {
        for (std::size_t i = 0; i < result.outcomes.size(); ++i)
            coverage.record(result.outcomes[i], result.trace[i]);
        coverage.record(result.touched);
    }

    void gather() {
        for (const TestFile& file : files_) {
            Batch batch{{}, file.policy, &file.calendar, {}, {}, true};
            if (files_.size() > 1) batch.title = same(file.path);
            for (const Case& test : file.cases) batch.cases.push_back(&test);
            add(std::move(batch));
        }
        if (!options_.boundaries) return;
        boundaries_.reserve(policies_.size());
        for (const TestFile* file : policies_) {
            boundaries_.push_back(boundaries_of(*file->policy, cases_of(file->policy, files_)));
            Batch batch{say("{0} 的合格线和等级线", "the lines of {0}", file->policy->file),
                        file->policy,
                        &file->calendar,
                        {},
                        boundaries_.back().notes,
                        false};
            for (const Case& test : boundaries_.back().cases) batch.cases.push_back(&test);
            add(std::move(batch));
        }
    }

    void add(Batch batch) {
        std::erase_if(batch.cases, [&](const Case* test) {
            return test->name.zh.find(options_.filter) == std::string::npos &&
                   test->name.en.find(options_.filter) == std::string::npos;
        });
        batches_.push_back(std::move(batch));
    }

    const std::vector<TestFile>& files_;
    const TestOptions& options_;
    Language language_;
    std::vector<const TestFile*> policies_;
    std::vector<Boundaries> boundaries_;
    std::vector<Batch> batches_;
};

}  // namespace

TestReport run_tests(const std::vector<TestFile>& files, const TestOptions& options, Language language) {
    return Running(files, options, language).run();
}

}  // namespace passline
