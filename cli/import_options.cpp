#include "cli/import_options.h"

#include <algorithm>
#include <filesystem>

#include "base/suggest.h"
#include "cli/shared_options.h"
#include "csv/header.h"
#include "importing/importer.h"

namespace passline {

namespace {

void add(const Declaration& d, const char* flag, std::string& value, const Text& type, const Text& help) {
    d.app.add_option(flag, value, d.help(help))->type_name(d.help(type));
}

void add_list(const Declaration& d, const char* flag, std::vector<std::string>& values, const char* type,
              const Text& help) {
    d.app.add_option(flag, values, d.help(help))->type_name(type)->allow_extra_args(false);
}

bool read_date(CommandRun& run, const char* option, const std::string& text, std::optional<Date>& date) {
    if (text.empty()) return true;
    date = Date::parse_iso(text);
    if (date) return true;
    run.usage(say("{0}：'{1}' 不是日期", "{0}: '{1}' is not a date", option, text),
              say("写成 2026-03-31 的形式", "write it like 2026-03-31"));
    return false;
}

bool read_dates(CommandRun& run, const ImportOptions& options, ImportRequest& request) {
    if (!read_date(run, "--date", options.date, request.date) ||
        !read_date(run, "--from", options.from, request.from) ||
        !read_date(run, "--to", options.to, request.to))
        return false;
    if (request.from && request.to && *request.to < *request.from) {
        run.usage(say("--from {0} 晚于 --to {1}", "--from {0} is after --to {1}", options.from, options.to),
                  say("没有这样的日子", "there is no such day"));
        return false;
    }
    return true;
}

bool read_word(CommandRun& run, const std::string& text, ImportRequest& request) {
    const std::size_t at = text.rfind('=');
    if (at == std::string::npos || at == 0) {
        run.usage(say("--word：'{0}' 应写作 词=含义", "--word: write '{0}' like WORD=MEANING", text),
                  say("如 --word \"EX=exempt\"", "as in --word \"EX=exempt\""));
        return false;
    }
    PresetWord word;
    word.is = {text.substr(0, at)};
    word.patterns.emplace_back(word.is.front());
    word.means = text.substr(at + 1);
    request.words.push_back(std::move(word));
    return true;
}

}  // namespace

void add_import_options(const Declaration& d, ImportOptions& options) {
    const Text file{"文件", "FILE"}, id{"编号", "ID"}, date{"日期", "DATE"};
    d.app
        .add_option("FILE", options.file,
                    d.help({"导出的文件（CSV 或 xlsx，- 为标准输入）",
                            "the exported file (CSV or xlsx, - is standard input)"}))
        ->type_name("");
    add(d, "--preset", options.preset, {"预设|文件", "PRESET|FILE"},
        {"导出自哪个系统；或自己的预设文件", "which export it is, or a preset of your own"});
    d.app.add_flag("--list", options.list, d.help({"列出预设", "list the presets"}));
    add(d, "--show", options.show, {"预设", "PRESET"},
        {"输出一个预设，作为自己的预设的起点", "print a preset, to start your own from"});
    d.app.add_flag("--guess", options.guess,
                   d.help({"提出合适的预设，显示各列成为什么，不写任何表",
                           "propose a preset and show what each column becomes; writes no sheet"}));
    add(d, "--sheet", options.sheet, {"名称", "NAME"},
        {"工作簿中的哪张工作表（默认第一张）", "which sheet of a workbook (default: the first)"});
    add(d, "--course", options.course, id, {"文件是哪门课程的", "the course that the file is about"});
    add(d, "--component", options.component, id,
        {"唯一的成绩列（或总分）是哪个考核项", "the component that the only score column, or the total, is"});
    add_list(d, "--map", options.maps,
             d.language == Language::zh ? "列名=目标[/满分]" : "HEADER=TARGET[/OUT_OF]",
             {"列成为哪个考核项或哪一列；- 为略去（可多次）",
              "what a column becomes: a component, a column, or - for nothing (repeatable)"});
    add_list(d, "--word", options.words, d.language == Language::zh ? "词=含义" : "WORD=MEANING",
             {"单元格中的词代表什么，如 \"Not Attempted=absent\"（可多次）",
              "what a word in cells means, as in \"Not Attempted=absent\" (repeatable)"});
    add(d, "--match", options.match, {"id|email|name", "id|email|name"},
        {"只按工号、邮箱或姓名找人", "find people by id, e-mail or name only"});
    d.app.add_option("--attempt", options.attempt, d.help({"第几次考核", "which attempt it is"}))
        ->type_name("N")
        ->check(CLI::Range(1, 1000).description(""));
    add(d, "--date", options.date, date, {"考核日期", "the day of the assessment"});
    add(d, "--session", options.session, id, {"课次", "the session"});
    add(d, "--period", options.period, {"月份", "MONTH"},
        {"工作数据是哪个月的", "the month of the figures, as 2026-03"});
    add(d, "--from", options.from, date, {"只取这一天及以后的考勤", "attendance from this day on"});
    add(d, "--to", options.to, date, {"只取这一天及以前的考勤", "attendance up to this day"});
    d.app.add_flag("--long", options.long_form, d.help({"每个分数一行", "a row for each score"}));
    d.app
        .add_option("--decimal", options.decimal,
                    d.help({"小数点的写法", "what stands before decimal places"}))
        ->type_name("point|comma")
        ->check(one_of({"point", "comma"}));
    add_input_options(d);
    add_table_options(d);
}

bool fill_request(CommandRun& run, const ImportOptions& options, ImportRequest& request) {
    for (const std::string& text : options.maps) {
        auto map = ColumnMap::parse(text);
        if (!map) {
            run.usage(
                say("--map：'{0}' 应写作 列名=目标，或 列名=考核项/满分",
                    "--map: write '{0}' like HEADER=TARGET or HEADER=COMPONENT/OUT_OF", text),
                say("如 --map \"Quiz: Theory (Real)=theory\"", "as in --map \"Quiz: Theory (Real)=theory\""));
            return false;
        }
        request.maps.push_back(std::move(*map));
    }
    for (const std::string& text : options.words) {
        if (!read_word(run, text, request)) return false;
    }
    if (!read_dates(run, options, request)) return false;
    if (!options.period.empty()) {
        request.period = Period::parse(options.period);
        if (!request.period || request.period->kind != Period::Kind::month) {
            run.usage(say("--period：'{0}' 不是月份", "--period: '{0}' is not a month", options.period),
                      say("写成 2026-03 的形式", "write it like 2026-03"));
            return false;
        }
    }
    if (options.attempt > 0) request.attempt = options.attempt;
    request.course = options.course;
    request.component = options.component;
    request.session = options.session;
    request.long_form = options.long_form;
    request.strict = run.options().strict;
    request.decimal_comma = options.decimal == "comma";
    if (options.match == "id") request.match = Match::id;
    if (options.match == "email") request.match = Match::email;
    if (options.match == "name") request.match = Match::name;
    return true;
}

bool check_words(CommandRun& run, const Preset& preset, const ImportRequest& request) {
    const auto known = meanings_of(preset.makes);
    for (const PresetWord& word : request.words) {
        if (std::ranges::find(known, word.means) != known.end()) continue;
        run.usage(say("--word：不认识含义 '{0}'", "--word: '{0}' is no meaning that {1} sheets know",
                      word.means, name_of(preset.makes)),
                  near_or_any(word.means, std::vector<std::string>(known.begin(), known.end())));
        return false;
    }
    return true;
}

bool import_may_write(CommandRun& run, const ImportOptions& options) {
    const std::string& output = run.options().output;
    std::error_code failed;
    if (output.empty() || output == "-" || !std::filesystem::equivalent(output, options.file, failed))
        return true;
    run.usage(say("{0} 是要导入的文件", "{0} is the file to import", output),
              say("换一个文件名", "choose another name"));
    return false;
}

std::optional<TableOptions> import_table_options(CommandRun& run) {
    TableOptions table;
    const std::string& format = run.options().format;
    if (format == "csv") table.format = TableFormat::csv;
    if (format == "json") table.format = TableFormat::json;
    if (!format.empty() && format != "text" && format != "csv" && format != "json") {
        run.usage(say("此命令不能输出 {0} 格式", "this command can't write {0}", format),
                  say("可用：text、csv、json", "use one of text, csv, json"));
        return std::nullopt;
    }
    table.language = run.language();
    table.color = run.options().output.empty() && run.color_out();
    table.width = run.options().output.empty() ? run.environment().width : 0;
    return table;
}

bool ImportContext::load(CommandRun& run, ImportRequest& request) {
    const auto roster = run.options().files.find("roster");
    if (run.has_workspace()) {
        workspace_ = run.workspace(Needed::policy);
        if (workspace_ == nullptr || !run.diagnostics().ok()) return false;
        request.people = &workspace_->people;
        return find_course(run, request);
    }
    if (roster == run.options().files.end()) return true;
    for (const std::string& path : roster->second) {
        auto sheet = Sheet::open(path, *SheetSpec::builtin("roster"), {}, run.diagnostics());
        if (sheet == nullptr || !sheet->require_spec(run.diagnostics())) return false;
        if (!people_.add_roster(std::move(sheet), run.diagnostics())) return false;
    }
    if (people_.has_roster()) request.people = &people_;
    return run.diagnostics().ok();
}

bool ImportContext::find_course(CommandRun& run, ImportRequest& request) const {
    request.courses = workspace_->course_ids();
    if (request.course.empty() || workspace_->courses.empty()) return true;
    const std::uint32_t course = workspace_->course(request.course);
    if (course == Workspace::none) {
        run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", request.course),
                  did_you_mean(request.course, workspace_->course_ids()));
        return false;
    }
    const auto& rules = workspace_->courses[course].rules;
    if (rules) request.rules = &*rules;
    Text hint;
    if (!rules || request.component.empty() || component_known(*rules, request.component, hint)) return true;
    run.usage(say("--component：课程 {0} 没有 '{1}'", "--component: course {0} has no '{1}'", request.course,
                  request.component),
              std::move(hint));
    return false;
}

}  // namespace passline
