// What the parts of a workbook hold, each as the handler that reads it.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "xlsx/number_format.h"
#include "xlsx/workbook.h"
#include "xlsx/xml.h"

namespace passline {

/// `sound` turns false when a part holds what no workbook does; reading stops then.
class PartHandler : public XmlHandler {
  public:
    void start(std::string_view, const XmlAttributes&) override {}
    void end(std::string_view) override {}
    void text(std::string_view) override {}
    bool sound = true;
};

/// "xl/worksheets/sheet1.xml" → "xl/worksheets/"; empty without a folder.
std::string folder_of(const std::string& part);

/// *.rels: which other parts a part names, and as what.
class Relations : public PartHandler {
  public:
    explicit Relations(std::string folder) : folder_(std::move(folder)) {}
    void start(std::string_view name, const XmlAttributes& attributes) override;
    std::optional<std::string> target_of(const std::string& id) const;
    /// The first whose type ends so (officeDocument, sharedStrings …).
    std::optional<std::string> target(std::string_view type) const;

  private:
    struct Relation {
        std::string id, type, target;
    };
    std::string folder_;
    std::vector<Relation> all_;
};

/// workbook.xml
class Book : public PartHandler {
  public:
    struct Sheet {
        std::string name, relation;
        bool hidden = false;
    };
    void start(std::string_view name, const XmlAttributes& attributes) override;
    std::vector<Sheet> sheets;
    bool from_1904 = false;
};

/// sharedStrings.xml: texts that cells name by number, without the readings of East Asian names.
class Strings : public PartHandler {
  public:
    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;
    std::vector<std::string> all;

  private:
    std::string current_;
    bool in_text_ = false;
    int in_reading_ = 0;
};

/// styles.xml: the number format of each style of cells.
class Styles : public PartHandler {
  public:
    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    std::vector<NumberFormat> cells;

  private:
    std::map<int, NumberFormat> own_;
    bool in_cells_ = false;
};

/// sheet*.xml
class Cells : public PartHandler {
  public:
    Cells(const Strings& strings, const Styles& styles, bool from_1904)
        : strings_(strings), styles_(styles), from_1904_(from_1904) {}
    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;
    std::vector<WorkbookRow> rows;
    std::vector<MergedCells> merged;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> never_computed;  ///< row from 1, column from 0

  private:
    void start_row(std::string_view number);
    void start_cell(const XmlAttributes& attributes);
    void end_cell();
    std::string shown() const;

    const Strings& strings_;
    const Styles& styles_;
    bool from_1904_;
    WorkbookRow row_;
    std::uint32_t last_row_ = 0;
    std::uint32_t column_ = 0;
    std::uint32_t next_column_ = 0;
    std::string type_;
    std::size_t style_ = 0;
    std::string value_;
    bool has_value_ = false, has_formula_ = false, in_value_ = false;
    int in_reading_ = 0;
};

}  // namespace passline
