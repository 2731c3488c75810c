#include "cli/shared_options.h"

#include <algorithm>

#include "base/suggest.h"

namespace passline {

CLI::Validator one_of(std::vector<std::string> words) {
    return CLI::IsMember(std::move(words)).description("");
}

namespace {

struct FileOption {
    std::string_view key;
    const char* flag;
    Text help;
};

const FileOption file_options[] = {
    {"policy", "--policy", {"制度文件（可多次）", "a policy (repeatable)"}},
    {"plans", "--plan,--plans", {"培训计划（可多次）", "a plan (repeatable)"}},
    {"roster", "--roster", {"花名册", "the roster"}},
    {"scores",
     "--scores",
     {"成绩表（可多次，- 为标准输入）", "a score sheet (repeatable, - is standard input)"}},
    {"attendance", "--attendance", {"考勤表", "attendance"}},
    {"shifts", "--shifts", {"排班表", "shifts"}},
    {"incidents", "--incidents", {"事件表", "incidents"}},
    {"appeals", "--appeals", {"申诉表", "the sheet of appeals"}},
    {"decisions", "--decisions", {"决定表", "the sheet of decisions"}},
};

/// Sheets that grading does not read.
const FileOption further_file_options[] = {
    {"feedback", "--feedback", {"反馈表", "feedback"}},
    {"kpi", "--kpi", {"工作数据表", "work figures"}},
    {"costs", "--costs", {"费用表", "costs"}},
    {"needs", "--needs", {"需求表", "needs"}},
    {"items", "--items", {"试题得分表", "scores by exam question"}},
    {"certificates", "--certificates", {"证书表", "certificates"}},
    {"tickets", "--tickets", {"工单表", "tickets"}},
};

}  // namespace

void add_global_options(CLI::App& app, Options& options, Language language) {
    const auto help = [&](const Text& text) { return text.in(language); };
    const std::string group = help({"通用选项", "Options of every command"});
    app.add_option("-C", options.dir,
                   help({"在此文件夹的工作区中运行", "run in the workspace of this folder"}))
        ->type_name(help({"文件夹", "DIR"}))
        ->group(group);
    app.add_option("--as-of", options.as_of,
                   help({"以这一天为“今天”（默认系统日期）",
                         "the day that counts as today (default: the system's date)"}))
        ->type_name(help({"日期", "DATE"}))
        ->group(group);
    app.add_option("--lang", options.lang, help({"输出语言", "language of what is printed"}))
        ->type_name("zh|en")
        ->check(one_of({"zh", "en"}))
        ->group(group);
    app.add_option("--color", options.color, help({"颜色", "colours"}))
        ->type_name("auto|always|never")
        ->check(one_of({"auto", "always", "never"}))
        ->group(group);
    app.add_option("--diagnostics", options.diagnostics, help({"诊断信息的格式", "form of diagnostics"}))
        ->type_name("text|json")
        ->check(one_of({"text", "json"}))
        ->group(group);
}

namespace {

std::string input_group(const Declaration& declaration) {
    return declaration.help(
        {"输入文件（代替 passline.yaml 中的）", "Files (instead of those in passline.yaml)"});
}

void add_file(const Declaration& declaration, const FileOption& option) {
    declaration.app
        .add_option(option.flag, declaration.options.files[std::string(option.key)],
                    declaration.help(option.help))
        ->type_name(declaration.help({"文件", "FILE"}))
        ->allow_extra_args(false)
        ->group(input_group(declaration));
}

}  // namespace

void add_sheet_options(const Declaration& declaration, const std::vector<std::string_view>& keys) {
    for (const FileOption& option : further_file_options) {
        if (std::ranges::find(keys, option.key) != keys.end()) add_file(declaration, option);
    }
}

void add_input_options(const Declaration& declaration, bool every_sheet) {
    const std::string group = input_group(declaration);
    const std::string file = declaration.help({"文件", "FILE"});
    for (const FileOption& option : file_options) add_file(declaration, option);
    if (every_sheet) {
        for (const FileOption& option : further_file_options) add_file(declaration, option);
    }
    declaration.app
        .add_option("--calendar", declaration.options.calendar,
                    declaration.help({"日历：cn 或文件（可多次）", "a calendar: cn or a file (repeatable)"}))
        ->type_name(file)
        ->allow_extra_args(false)
        ->group(group);
    declaration.app
        .add_option(
            "--encoding", declaration.options.encoding,
            declaration.help({"数据表的编码（默认自动识别）", "encoding of the sheets (default: found out)"}))
        ->type_name(declaration.help({"编码", "NAME"}))
        ->group(group);
    declaration.app
        .add_flag("--strict", declaration.options.strict,
                  declaration.help({"有不认识的列即为错误", "a column that is not known is an error"}))
        ->group(group);
}

void add_output_options(const Declaration& declaration, const char* formats) {
    const std::string_view all = formats;
    const std::string_view usual = all.substr(0, all.find('|'));  // the first
    const std::string group = declaration.help({"输出", "Output"});
    declaration.app
        .add_option("-o,--output", declaration.options.output,
                    declaration.help({"写入文件：整份写成，或不写", "write to a file, whole or not at all"}))
        ->type_name(declaration.help({"文件", "FILE"}))
        ->group(group);
    declaration.app
        .add_option("--format", declaration.options.format,
                    declaration.help({fmt::format("格式（默认 {}，或由 -o 的扩展名决定）", usual),
                                      fmt::format("default: {}, or by the ending of -o", usual)}))
        ->type_name(formats)
        ->check(one_of({"text", "csv", "json", "md", "html", "xlsx", "docx", "ics"}))
        ->group(group);
}

void add_table_options(const Declaration& declaration, const char* formats) {
    const std::string group = declaration.help({"输出", "Output"});
    add_output_options(declaration, formats);
    declaration.app
        .add_flag("--excel", declaration.options.excel,
                  declaration.help(
                      {"CSV 带 BOM 和 CRLF，便于 Excel 打开", "CSV with BOM and CRLF, as Excel likes it"}))
        ->group(group);
    declaration.app
        .add_option("--headers", declaration.options.headers,
                    declaration.help({"用给人看的列标题", "column titles for readers"}))
        ->type_name("zh|en")
        ->check(one_of({"zh", "en"}))
        ->group(group);
}

}  // namespace passline
