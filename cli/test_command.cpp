#include <algorithm>
#include <filesystem>

#include "cases/test_run.h"
#include "cli/commands.h"
#include "cli/output.h"

namespace passline {

namespace {

namespace fs = std::filesystem;

struct TestArguments {
    std::vector<std::string> files;
    TestOptions options;
};

/// A folder's name as a pattern that means this folder only.
std::string literal(const std::string& folder) {
    std::string pattern;
    for (const char c : folder) {
        if (c == '*' || c == '?' || c == '[' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern;
}

std::vector<std::string> tests_in(const std::string& folder) {
    Diagnostics none;  // a folder without tests is no warning
    return expand((fs::path(literal(folder)) / "*.test.yaml").lexically_normal().string(), {}, none);
}

/// The workspace's test files: those that lie beside its policies.
std::vector<std::string> tests_beside(const std::vector<std::string>& policies) {
    std::vector<std::string> files;
    for (const std::string& policy : policies) {
        for (std::string& file : tests_in(fs::path(policy).parent_path().string())) {
            if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(std::move(file));
        }
    }
    return files;
}

/// The files to run, and the language of the workspace they lie in. A workspace is not needed: without one,
/// the tests are those in the working directory (or in that of -C).
bool find_tests(CommandRun& run, TestArguments& arguments, Language& language) {
    CommandRun trial = run;  // a missing workspace is a mistake to other commands only
    const Inputs* inputs = trial.inputs();
    const bool broken = inputs == nullptr && trial.usage_errors().empty();
    if (inputs != nullptr) language = trial.language();
    if (!arguments.files.empty()) return true;
    arguments.files = inputs != nullptr ? tests_beside(inputs->of("policy")) : tests_in(run.options().dir);
    if (!arguments.files.empty()) return true;
    if (broken) {
        run.inputs();
        return false;
    }
    run.diagnostics().error(
        "no-tests", {},
        inputs != nullptr ? say("制度文件旁边没有 *.test.yaml", "there is no *.test.yaml beside the policies")
                          : say("此处没有 *.test.yaml", "there is no *.test.yaml here"),
        say("写明文件：passline test 文件", "name a file: passline test FILE"));
    return false;
}

int test(CommandRun& run, TestArguments arguments) {
    const TestOptions& options = arguments.options;
    if (options.coverage && !options.filter.empty()) {
        return run.usage(say("--coverage 不能与 --filter 同用", "--coverage can't go with --filter"),
                         say("只运行一部分用例，说明不了覆盖", "coverage needs all cases"));
    }
    Language language = run.language();
    if (!find_tests(run, arguments, language)) return run.code();
    TestedPolicies policies;
    std::vector<TestFile> files;
    for (const std::string& path : arguments.files) {
        if (auto file = load_test_file(path, policies, run.diagnostics())) files.push_back(std::move(*file));
    }
    if (!run.diagnostics().ok()) return run.code();
    const TestReport report = run_tests(files, options, language);
    if (report.points == 0) {
        return run.usage(say("没有名称含“{0}”的用例", "no case has '{0}' in its name", options.filter));
    }
    const auto output = Output::open({}, run.diagnostics());
    output->write(report.tap);
    if (!output->commit(run.diagnostics())) return exit_system;
    return report.failed > 0 ? exit_attention : exit_done;
}

}  // namespace

Run declare_test(Declaration declaration) {
    auto arguments = std::make_shared<TestArguments>();
    declaration.app
        .add_option("FILE", arguments->files,
                    declaration.help({"测试文件；不写则为制度文件旁边的 *.test.yaml",
                                      "test files; without any, each *.test.yaml beside the policies"}))
        ->type_name("");
    declaration.app.add_flag(
        "--boundaries", arguments->options.boundaries,
        declaration.help({"另外测试每条合格线和等级线的上下边界",
                          "also test just below, on and above every pass-line and band"}));
    declaration.app.add_flag("--coverage", arguments->options.coverage,
                             declaration.help({"列出没有用例触及的规则和条款",
                                               "list the rules and articles that no case touches"}));
    declaration.app
        .add_option("--filter", arguments->options.filter,
                    declaration.help(
                        {"只运行名称含此文字的用例", "only the cases that have this text in their name"}))
        ->type_name(declaration.help({"文字", "TEXT"}));
    return [arguments](CommandRun& run) { return test(run, *arguments); };
}

}  // namespace passline
