#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "csv/sheet.h"

using namespace passline;

namespace {

/// A sheet of unknown headers as JSON: an object for each row.
nlohmann::json as_json(const std::shared_ptr<const FileBytes>& bytes, Diagnostics& diagnostics) {
    SheetOptions options;
    options.keep_unknown = true;
    const auto sheet = Sheet::open(bytes, SheetSpec{}, options, diagnostics);
    REQUIRE(sheet != nullptr);
    auto result = nlohmann::json::array();
    auto rows = sheet->rows(diagnostics);
    std::string scratch;
    for (Row row; rows.next(row);) {
        auto object = nlohmann::json::object();
        for (const Sheet::Extra& extra : sheet->extras()) {
            object[extra.name] = sheet->text(row.cells[static_cast<std::size_t>(extra.index)], scratch);
        }
        result.push_back(object);
    }
    return result;
}

nlohmann::json as_json(std::string text) {
    Diagnostics diagnostics;
    auto result = as_json(FileBytes::of("test.csv", std::move(text)), diagnostics);
    CHECK(diagnostics.all().empty());
    return result;
}

}  // namespace

TEST_CASE("csv: all of csv-spectrum is read as its JSON says") {
    const std::filesystem::path folder =
        std::filesystem::path(PASSLINE_SOURCE_DIR) / "../shared/data/csv-spectrum";
    if (!std::filesystem::exists(folder)) {
        MESSAGE("csv-spectrum is not here: nothing compared");
        return;
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "csvs")) {
        const std::string name = entry.path().stem().string();
        CAPTURE(name);
        Diagnostics diagnostics;
        std::ifstream expected(folder / "json" / (name + ".json"));
        CHECK(as_json(FileBytes::open(entry.path().string(), diagnostics), diagnostics) ==
              nlohmann::json::parse(expected));
        CHECK(diagnostics.all().empty());
        ++files;
    }
    CHECK(files == 11);
}

TEST_CASE("csv: quotes, delimiters and line ends of the same shapes") {
    CHECK(as_json("a,b\n1,\"x, y\"").dump() == R"([{"a":"1","b":"x, y"}])");
    CHECK(as_json("a,b\n1,\"\"\n\"\",2\n").dump() == R"([{"a":"1","b":""},{"a":"","b":"2"}])");
    CHECK(as_json("a,b\r\n1,\"\"\r\n").dump() == R"([{"a":"1","b":""}])");
    CHECK(as_json("a,b\n1,\"so \"\"he\"\" said\"\n").dump() == R"([{"a":"1","b":"so \"he\" said"}])");
    CHECK(as_json("a,b\n1,\"\"\"\"\n").dump() == R"([{"a":"1","b":"\""}])");
    CHECK(as_json("a,b\n\"one\ntwo\",2\n").dump() == R"([{"a":"one\ntwo","b":"2"}])");
    CHECK(as_json("a,b\r\n\"one\r\ntwo\",2\r\n").dump() == R"([{"a":"one\r\ntwo","b":"2"}])");
    CHECK(as_json("a,b\r1,2\r3,4").dump() == R"([{"a":"1","b":"2"},{"a":"3","b":"4"}])");
    CHECK(as_json("a;b\n1,5;2\n").dump() == R"([{"a":"1,5","b":"2"}])");
    CHECK(as_json("a\tb\n1, 5\t \"2\" \n").dump() == R"([{"a":"1, 5","b":"2"}])");
    CHECK(as_json("a,b\n 1 ,5\" disk\n").dump() == R"([{"a":"1","b":"5\" disk"}])");
    CHECK(as_json("\xEF\xBB\xBF"
                  "a,b\n\n1,2\n\n,,,\n")
              .dump() == R"([{"a":"1","b":"2"}])");
    CHECK(as_json("sep=;\r\na;b\r\n1;2\r\n").dump() == R"([{"a":"1","b":"2"}])");
    CHECK(as_json("a\n1\n\"\"\n2").dump() == R"([{"a":"1"},{"a":"2"}])");
}
