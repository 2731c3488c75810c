#include "cli/document_output.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/suggest.h"
#include "cli/output.h"
#include "cli/pandoc.h"
#include "cli/shared_options.h"
#include "text/unicode.h"

namespace passline {
namespace {

struct NamedFormat {
    std::string_view name;  ///< of --format, and the ending of -o
    DocumentFormat format;
    bool word = false;
};
constexpr NamedFormat formats[] = {
    {"text", DocumentFormat::text}, {"txt", DocumentFormat::text},  {"md", DocumentFormat::markdown},
    {"csv", DocumentFormat::csv},   {"html", DocumentFormat::html}, {"htm", DocumentFormat::html},
    {"json", DocumentFormat::json}, {"xlsx", DocumentFormat::xlsx}, {"docx", DocumentFormat::markdown, true},
};

const NamedFormat* format_named(const std::string& name) {
    const auto* found = std::find_if(std::begin(formats), std::end(formats),
                                     [&](const NamedFormat& format) { return format.name == name; });
    return found == std::end(formats) ? nullptr : found;
}

/// One result: where it goes, and what writes it.
struct Target {
    std::string path;
    std::string table;  ///< of CSV
};

std::string ids_of(const std::vector<doc::Table>& tables) {
    std::string ids;
    for (const doc::Table& table : tables) ids += (ids.empty() ? "" : ", ") + table.id;
    return ids;
}

/// Nothing after a usage error.
std::vector<Target> csv_targets(CommandRun& run, const DocumentRequest& request,
                                const doc::Document& document) {
    const std::vector<doc::Table> tables = data_tables(document);
    const std::string& wanted = request.options.table;
    const std::string& output = run.options().output;
    const bool known = std::any_of(tables.begin(), tables.end(),
                                   [&](const doc::Table& table) { return table.id == wanted; });
    if (tables.empty()) {
        run.usage(say("此文档没有表", "this document has no table"), say("换一种格式", "use another format"));
        return {};
    }
    if (!wanted.empty() && !known) {
        std::vector<std::string> ids;
        for (const doc::Table& table : tables) ids.push_back(table.id);
        const Text near = did_you_mean(wanted, ids);
        run.usage(say("--table：此处没有表“{0}”", "--table: there is no table '{0}' here", wanted),
                  near.empty() ? say("可用：{0}", "use one of {0}", ids_of(tables)) : near);
        return {};
    }
    if (!wanted.empty()) return {{output, wanted}};
    if (output.empty() || output == "-") {
        if (tables.size() == 1) return {{output, tables.front().id}};
        run.usage(
            say("一个 CSV 只能放一张表，此处有 {0} 张", "a CSV holds one table, and here are {0}",
                tables.size()),
            say("用 --table 选一张（{0}），或用 -o 文件.csv 每表写一个文件",
                "choose one with --table ({0}), or write a file each with -o FILE.csv", ids_of(tables)));
        return {};
    }
    const std::filesystem::path path(output);
    std::vector<Target> targets;
    for (const doc::Table& table : tables) {
        std::filesystem::path each = path;
        each.replace_filename(path.stem().string() + "-" + table.id + path.extension().string());
        targets.push_back({each.string(), table.id});
    }
    return targets;
}

/// False after a problem.
bool write(CommandRun& run, const DocumentRequest& request, const doc::Document& document,
           const Target& target, Sink& sink) {
    DocumentOptions options = request.options;
    if (!target.table.empty()) options.table = target.table;
    options.for_pandoc = request.word;
    StringSink markdown;
    const auto problem = write_document(document, request.format, options, request.word ? markdown : sink);
    const Place place{target.path, 0, 0, 1, {}};
    if (problem) {
        run.diagnostics().system_error("cannot-write", place, *problem);
        return false;
    }
    if (!request.word) return true;
    const WordFile file = word_file(markdown.text, options.language, document.as_of.value_or(run.as_of()));
    if (!file.problem.empty()) {
        run.diagnostics().system_error("cannot-write", place, file.problem, file.hint);
        return false;
    }
    sink.write(file.bytes);
    return true;
}

}  // namespace

void add_document_options(const Declaration& declaration, DocumentFormat usual, bool calendar) {
    std::string words = usual == DocumentFormat::markdown ? "md|text|html|csv|json|xlsx|docx"
                        : usual == DocumentFormat::html   ? "html|text|md|csv|json|xlsx|docx"
                                                          : "text|md|html|csv|json|xlsx|docx";
    if (calendar) words += "|ics";
    add_table_options(declaration, words.c_str());
    declaration.app
        .add_option("--table", declaration.options.table,
                    declaration.help({"CSV 中要写的表", "the table to write as CSV"}))
        ->type_name(declaration.help({"编号", "ID"}))
        ->group(declaration.help({"输出", "Output"}));
}

bool wants_calendar(CommandRun& run) {
    const Options& options = run.options();
    if (!options.format.empty()) return options.format == "ics";
    return folded(std::filesystem::path(options.output).extension().string()) == ".ics";
}

std::optional<DocumentRequest> document_request(CommandRun& run, DocumentFormat usual) {
    run.inputs();  // the workspace's language; its problems are in the diagnostics
    const Options& options = run.options();
    const std::string ending = folded(std::filesystem::path(options.output).extension().string());
    const NamedFormat* format = format_named(options.format);
    if (format == nullptr && !ending.empty()) format = format_named(ending.substr(1));
    if (format == nullptr && (ending == ".pdf" || ending == ".doc" || ending == ".xls")) {
        run.usage(say("不能输出 {0} 文件", "can't write a {0} file", ending.substr(1)),
                  say("可用：docx、xlsx、html（浏览器可打印成 PDF）",
                      "use docx, xlsx, or html, which a browser prints as PDF"));
        return {};
    }
    if (format == nullptr && wants_calendar(run)) {
        run.usage(say("此命令不能输出 ics 格式", "this command can't write ics"),
                  say("可用：text、md、html、csv、json、xlsx、docx",
                      "use one of text, md, html, csv, json, xlsx, docx"));
        return {};
    }
    DocumentRequest request{usual, false, {}};
    if (format != nullptr) {
        request.format = format->format;
        request.word = format->word;
    }
    const bool terminal = options.output.empty() || options.output == "-";
    if (terminal && run.environment().out_is_terminal &&
        (request.word || request.format == DocumentFormat::xlsx)) {
        run.usage(say("此格式不能显示在终端上", "this format can't be shown on a terminal"),
                  say("用 -o 文件 写入文件", "write it to a file with -o FILE"));
        return {};
    }
    if (!options.table.empty() && request.format != DocumentFormat::csv) {
        run.usage(say("--table 只用于 CSV", "--table is for CSV"),
                  say("加上 --format csv", "add --format csv"));
        return {};
    }
    request.options.language = run.language();
    request.options.color = terminal && run.color_out();
    if (terminal && run.environment().width > 0) request.options.width = run.environment().width;
    request.options.table = options.table;
    request.options.excel = options.excel;
    request.options.titles_as_headers = !options.headers.empty();
    request.options.header_language = options.headers == "zh" ? Language::zh : Language::en;
    return request;
}

int put_document(CommandRun& run, const DocumentRequest& request, const doc::Document& document) {
    const std::vector<Target> targets = request.format == DocumentFormat::csv
                                            ? csv_targets(run, request, document)
                                            : std::vector<Target>{{run.options().output, {}}};
    std::vector<std::string> paths;
    for (const Target& target : targets) paths.push_back(target.path);
    if (targets.empty() || !run.may_write(paths)) return exit_usage;
    std::vector<std::unique_ptr<Output>> outputs;
    std::vector<Output*> all;
    for (const Target& target : targets) {
        outputs.push_back(Output::open(target.path, run.diagnostics()));
        if (outputs.back() == nullptr || !write(run, request, document, target, *outputs.back()))
            return run.code();
        all.push_back(outputs.back().get());
    }
    return Output::commit_all(all, run.diagnostics()) ? run.code() : exit_system;
}

}  // namespace passline
