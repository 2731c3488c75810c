// Files that obey our schemas, and files with one fault each, on the line marked `# here`.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "shown.h"
#include "yaml/document.h"
#include "yaml/embedded.h"
#include "yaml/schema.h"

namespace {

using passline::Diagnostics;
using passline::Document;
using passline::Schema;

const std::filesystem::path cases = PASSLINE_SOURCE_DIR "/tests/unit/yaml/schema_cases";

struct Case {
    std::string text;
    std::string schema;
    std::set<std::uint32_t> marked;  ///< lines with `# here`
};

Case read_case(const std::filesystem::path& path) {
    Case read;
    std::ifstream file(path);
    std::string line;
    for (std::uint32_t number = 1; std::getline(file, line); ++number) {
        read.text += line + "\n";
        if (line.starts_with("# schema: ")) read.schema = line.substr(10);
        if (line.ends_with("# here")) read.marked.insert(number);
    }
    return read;
}

std::vector<std::filesystem::path> files_in(const std::string& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(cases / folder))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("yaml: every embedded schema can be read") {
    for (const std::string_view name : passline::embedded_schema_names()) {
        CAPTURE(std::string(name));
        CHECK(Schema::parse(passline::embedded_schema(name)) != nullptr);
        Diagnostics diagnostics;  // also for keys that stand twice
        CHECK(
            Document::parse("schema", std::string(passline::embedded_schema(name)), diagnostics).has_value());
        CHECK(en(diagnostics) == "");
    }
    CHECK(passline::embedded_schema_names().size() >= 5);
}

TEST_CASE("yaml: the good files obey their schemas") {
    const auto files = files_in("good");
    CHECK(files.size() >= 5);
    for (const auto& path : files) {
        CAPTURE(path.filename().string());
        const Case file = read_case(path);
        REQUIRE(!file.schema.empty());
        Diagnostics diagnostics;
        const auto document = Document::parse("case", file.text, diagnostics);
        if (document) CHECK(Schema::builtin(file.schema).check(*document, diagnostics));
        CHECK(en(diagnostics) == "");
    }
}

TEST_CASE("yaml: the bad files fail where it is marked and nowhere else") {
    const auto files = files_in("bad");
    CHECK(files.size() >= 50);
    for (const auto& path : files) {
        CAPTURE(path.filename().string());
        const Case file = read_case(path);
        REQUIRE(!file.schema.empty());
        REQUIRE(!file.marked.empty());
        Diagnostics diagnostics;
        const auto document = Document::parse("case", file.text, diagnostics);
        REQUIRE(document.has_value());
        CHECK(!Schema::builtin(file.schema).check(*document, diagnostics));
        std::set<std::uint32_t> lines;
        for (const auto& diagnostic : diagnostics.all()) lines.insert(diagnostic.place.line);
        CAPTURE(en(diagnostics));
        CHECK(lines == file.marked);
    }
}
