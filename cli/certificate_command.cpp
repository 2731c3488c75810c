#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/file.h"
#include "base/suggest.h"
#include "cli/document_output.h"
#include "cli/grading.h"
#include "cli/shared_options.h"
#include "digest/digest.h"
#include "views/certificate_page.h"

namespace passline {

namespace {

struct CertificateOptions {
    std::string employee;
    std::string course;
    std::optional<std::string> verify;
    std::optional<std::string> key;
};

/// Fewer are guessed too soon.
constexpr std::size_t shortest_key = 16;

class CertificateRun {
  public:
    CertificateRun(CommandRun& run, const CertificateOptions& options) : run_(run), options_(options) {}

    int run() {
        const bool verify = options_.verify.has_value();
        const auto request = document_request(run_, verify ? DocumentFormat::text : DocumentFormat::html);
        if (!request) return exit_usage;
        const auto typed = verify ? read_code(*options_.verify) : std::string();
        if (!typed)
            return run_.usage(
                say("--verify：“{0}”不是核验码", "--verify: '{0}' is no verification code", *options_.verify),
                say("写成 9HJ2-K4TX-0MZQ-7WCV 的形式，不用字母 U",
                    "write it like 9HJ2-K4TX-0MZQ-7WCV; there is no U in it"));
        if (!read_key()) return run_.code();
        std::error_code none;
        if (options_.key && std::filesystem::equivalent(*options_.key, run_.options().output, none))
            return run_.usage(say("{0} 是密钥文件", "{0} is the key", *options_.key),
                              say("换一个文件名", "choose another name"));
        grading_ = load_grading(run_, {.only = options_.employee});
        if (grading_ == nullptr || !run_.diagnostics().ok()) return run_.code();
        if (const int wrong = find(); wrong != exit_done) return wrong;
        const Award award = decide();
        if (!run_.diagnostics().ok()) return run_.code();
        if (!award.earned) {
            run_.diagnostics().warning("no-certificate", {}, award.refused, award.hint);
            return exit_attention;
        }
        const Workspace& workspace = *grading_->workspace;
        const std::string code = verification_code(*award.earned, workspace, key_);
        if (!verify) return put_document(run_, *request, certificate_page(*award.earned, code, workspace));
        const bool holds = *typed == code;
        const int put = put_document(
            run_, *request, certificate_check(*award.earned, *typed, holds, workspace, run_.as_of()));
        return put == exit_done && !holds ? exit_attention : put;
    }

  private:
    /// False after a problem.
    bool read_key() {
        if (!options_.key) return true;
        const auto file = FileBytes::open(*options_.key, run_.diagnostics());
        if (file == nullptr) return false;
        key_ = std::string(file->bytes());
        while (!key_.empty() && (key_.back() == '\n' || key_.back() == '\r')) key_.pop_back();
        if (key_.size() >= shortest_key) return true;
        run_.diagnostics().error(
            "key-short", {*options_.key, 0, 0, 1, {}},
            say("密钥只有 {0} 字节，至少须有 {1} 字节", "the key has {0} bytes; it needs {1} at least",
                key_.size(), shortest_key),
            say("可用 openssl rand -hex 32 > 文件 生成", "make one with openssl rand -hex 32 > FILE"));
        return false;
    }

    int find() {
        const Workspace& workspace = *grading_->workspace;
        course_ = workspace.course(options_.course);
        if (course_ == Workspace::none)
            return run_.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", options_.course),
                              did_you_mean(options_.course, workspace.course_ids()));
        if (!workspace.courses[course_].rules)
            return run_.usage(say("课程 '{0}' 已取消", "the course '{0}' is cancelled", options_.course));
        person_ = workspace.people.find(options_.employee);
        if (person_ == People::none)
            return run_.usage(say("没有员工 {0}", "there is no employee {0}", options_.employee),
                              workspace.people.hint_for_unknown(options_.employee));
        return exit_done;
    }

    Award decide() {
        Diagnostics& diagnostics = run_.diagnostics();
        Judge judge = grading_->judge();
        judge.person(person_, grading_->sheets->of(person_), outcomes_, diagnostics);
        for (const std::string& path : run_.inputs()->of("certificates"))
            held_.load(path, *grading_->workspace, run_.inputs()->sheet_options(), diagnostics);
        if (!diagnostics.ok()) return {};
        return certificate_award(outcomes_, person_, course_, *grading_->workspace, held_);
    }

    CommandRun& run_;
    const CertificateOptions& options_;
    std::string key_;
    std::unique_ptr<Grading> grading_;
    std::uint32_t course_ = Workspace::none;
    People::Index person_ = People::none;
    std::vector<CourseOutcome> outcomes_;
    Certificates held_;
};

}  // namespace

Run declare_certificate(Declaration declaration) {
    auto options = std::make_shared<CertificateOptions>();
    const auto help = [&](const char* zh, const char* en) { return declaration.help({zh, en}); };
    declaration.app.add_option("EMPLOYEE", options->employee, help("工号", "the employee's id"))
        ->required()
        ->type_name("");
    declaration.app.add_option("COURSE", options->course, help("课程编号", "the course's id"))
        ->required()
        ->type_name("");
    declaration.app
        .add_option("--verify", options->verify,
                    help("不写证书，而是核对证书上的核验码",
                         "check the code of a certificate instead of writing one"))
        ->type_name(help("核验码", "CODE"));
    declaration.app
        .add_option("--key", options->key,
                    help("密钥文件：没有它就算不出核验码",
                         "a secret in a file, without which nobody can make the code"))
        ->type_name(help("文件", "FILE"));
    add_document_options(declaration, DocumentFormat::html);
    add_input_options(declaration);
    add_sheet_options(declaration, {"certificates"});
    return [options](CommandRun& run) { return CertificateRun(run, *options).run(); };
}

}  // namespace passline
