// Where a command's document goes, and what is said when it can't go there.
#include "cli/document_output.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "../folder.h"
#include "../report/writers.h"
#include "report/diagnostic_text.h"

using passline::CommandRun;
using passline::DocumentFormat;
using passline::Environment;
using passline::Folder;
using passline::has;
using passline::Language;
using passline::Options;
using passline::same;
using passline::sample_document;
namespace doc = passline::doc;
namespace fs = std::filesystem;

namespace {

/// A workspace with nothing in it but its file.
class Desk {
  public:
    Desk() : config_(folder_.file("passline.yaml", "passline: 1\n")) {
        options.dir = fs::path(config_).parent_path().string();
    }

    /// Runs it; what was said is in `said` (codes of diagnostics, usage errors with their hints).
    int put(const doc::Document& document, bool terminal = false) {
        Environment environment;
        environment.out_is_terminal = terminal;
        CommandRun run(options, environment);
        CHECK(run.settle());
        int code = passline::exit_usage;
        if (const auto request = document_request(run, DocumentFormat::markdown))
            code = put_document(run, *request, document);
        said = render_all(run.diagnostics(), Language::en, false);
        for (const auto& [message, hint] : run.usage_errors()) said += message.en + " | " + hint.en + "\n";
        said = folder_.plain(said);
        return code;
    }
    std::string path(const std::string& name) const { return options.dir + "/" + name; }
    std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(options.dir)) names.insert(entry.path().filename());
        names.erase("passline.yaml");
        return names;
    }
    std::string content(const std::string& name) const {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    const Folder& folder() const { return folder_; }

    Options options;
    std::string said;

  private:
    Folder folder_;
    std::string config_;
};

/// Another PATH while it lives.
class OnPath {
  public:
    explicit OnPath(const std::string& path) {
        if (const char* before = std::getenv("PATH")) before_ = before;
        ::setenv("PATH", path.c_str(), 1);
    }
    ~OnPath() {
        if (before_) ::setenv("PATH", before_->c_str(), 1);
    }
    OnPath(const OnPath&) = delete;
    OnPath& operator=(const OnPath&) = delete;

  private:
    std::optional<std::string> before_;
};

void make_program(const Desk& desk, const std::string& script) {
    const std::string program = desk.folder().file("pandoc", "#!/bin/sh\n" + script);
    fs::permissions(program, fs::perms::owner_all);
}

}  // namespace

TEST_CASE("cli: the ending of -o decides a document's format, --format comes first") {
    Desk desk;
    const struct {
        const char *name, *format, *start;
    } cases[] = {{"a.txt", "", "Quarterly report on training\n====="},
                 {"a.md", "", "# Quarterly"},
                 {"a.HTML", "", "<!DOCTYPE html>"},
                 {"a.json", "", "{\"passline_document\":1"},
                 {"a.xlsx", "", "PK"},
                 {"a.unknown", "", "# Quarterly"},
                 {"b.md", "html", "<!DOCTYPE html>"}};
    for (const auto& each : cases) {
        desk.options.output = desk.path(each.name);
        desk.options.format = each.format;
        CHECK(desk.put(sample_document()) == passline::exit_done);
        CHECK_MESSAGE(desk.content(each.name).starts_with(each.start), each.name);
    }
}

TEST_CASE("cli: CSV is a file a table, or the one that --table names") {
    Desk desk;
    desk.options.output = desk.path("q1.csv");
    CHECK(desk.put(sample_document()) == passline::exit_done);
    CHECK(desk.files() == std::set<std::string>{"q1-figures.csv", "q1-by_department.csv", "q1-nobody.csv",
                                                "q1-rates.csv", "q1-scores.csv", "q1-gain.csv",
                                                "q1-trend.csv"});
    CHECK(desk.content("q1-by_department.csv") ==
          "department,people,pass_rate,cost,state,last_day,score_id\n"
          "support,82,93.9,21500.00,met,2026-01-23,0012\n"
          "logistics,61,85.2,18150.00,missed,2026-02-27,0013\n"
          "legal,4,,9000.00,open,,0014\n"
          "total,147,90.5,48650.00,,,\n");
    CHECK(desk.content("q1-figures.csv") ==
          "id,label,value,kind,note\n"
          "pass_rate,Final pass rate,91.5,percent,goal ≥ 90%; before 88.2%\n"
          "people,People,176,number,\n"
          "cost,Cost (CNY),48650.00,money,\"budget 45,000.00\"\n"
          "kr20,Reliability KR-20,,number,\n");
    CHECK(desk.content("q1-nobody.csv") == "name\n");

    desk.options.output = desk.path("one.csv");
    desk.options.table = "trend";
    CHECK(desk.put(sample_document()) == passline::exit_done);
    CHECK(desk.content("one.csv").starts_with("point,first,final\n2025-Q1,71.2,84.0\n2025-Q2,74.0,\n"));
}

TEST_CASE("cli: on standard output a CSV table must be chosen") {
    Desk desk;
    desk.options.format = "csv";
    CHECK(desk.put(sample_document()) == passline::exit_usage);
    CHECK(desk.said ==
          "a CSV holds one table, and here are 7 | choose one with --table (figures, by_department, nobody, "
          "rates, "
          "scores, gain, trend), or write a file each with -o FILE.csv\n");
    desk.options.table = "trends";
    CHECK(desk.put(sample_document()) == passline::exit_usage);
    CHECK(desk.said == "--table: there is no table 'trends' here | did you mean 'trend'?\n");
    desk.options.table = "xyz";
    CHECK(desk.put(sample_document()) == passline::exit_usage);
    CHECK(has(desk.said, "use one of figures, by_department"));
    CHECK(desk.put(doc::Document{"x", same("nothing")}) == passline::exit_usage);
    CHECK(has(desk.said, "this document has no table | use another format"));
    desk.options.format = "html";
    CHECK(desk.put(sample_document()) == passline::exit_usage);
    CHECK(desk.said == "--table is for CSV | add --format csv\n");
}

TEST_CASE("cli: formats that can't be had") {
    Desk desk;
    desk.options.format = "xlsx";
    CHECK(desk.put(sample_document(), true) == passline::exit_usage);
    CHECK(desk.said == "this format can't be shown on a terminal | write it to a file with -o FILE\n");
    desk.options.format = "";
    desk.options.output = desk.path("a.pdf");
    CHECK(desk.put(sample_document()) == passline::exit_usage);
    CHECK(desk.said == "can't write a pdf file | use docx, xlsx, or html, which a browser prints as PDF\n");
    CHECK(desk.files().empty());
}

TEST_CASE("cli: without pandoc a Word file is an error, and says what to do") {
    Desk desk;
    const OnPath nowhere(desk.path("nowhere"));
    desk.options.output = desk.path("a.docx");
    CHECK(desk.put(sample_document()) == passline::exit_system);
    CHECK(
        desk.said ==
        "a.docx: error[cannot-write]: Word files are made by pandoc, which is not installed\n"
        "  hint: install pandoc (Debian: apt-get install pandoc), or use --format html: Word opens HTML\n\n");
    CHECK(desk.files().empty());
}

TEST_CASE("cli: pandoc gets the whole document and the day it speaks of, and gives the whole file") {
    Desk desk;
    make_program(desk, "echo \"$SOURCE_DATE_EPOCH $*\"; exec /bin/cat\n");
    const OnPath here(desk.options.dir);
    desk.options.output = desk.path("a.docx");
    doc::Document document = sample_document();
    document.add(doc::PageBreak{});
    document.add(doc::Paragraph{same(std::string(1'000'000, 'x'))});  // more than a pipe holds
    CHECK(desk.put(document) == passline::exit_done);
    const std::string file = desk.content("a.docx");
    CHECK(file.starts_with("1774915200 --from=gfm+raw_attribute --to=docx "));
    CHECK(has(file, "\n# Quarterly report on training\n"));
    CHECK(has(file, "<w:br w:type=\"page\"/>"));
    CHECK(file.ends_with(std::string(1'000'000, 'x') + "\n"));
}

TEST_CASE("cli: a pandoc that fails leaves nothing") {
    Desk desk;
    make_program(desk, "echo half; exit 3\n");
    const OnPath here(desk.options.dir);
    desk.options.output = desk.path("a.docx");
    CHECK(desk.put(sample_document()) == passline::exit_system);
    CHECK(desk.said == "a.docx: error[cannot-write]: pandoc could not make the Word file\n\n");
    CHECK(desk.files() == std::set<std::string>{"pandoc"});
}
