#include "xlsx/workbook.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/suggest.h"
#include "text/unicode.h"
#include "xlsx/parts.h"
#include "xlsx/xml.h"
#include "xlsx/zip.h"

namespace passline {
namespace {

class Reader {
  public:
    Reader(const std::shared_ptr<const FileBytes>& file, Diagnostics& diagnostics)
        : file_(file), diagnostics_(diagnostics), zip_(ZipFile::open(file)) {}

    std::optional<WorkbookSheet> read(const std::string& name) {
        if (zip_ == nullptr) {
            broken(say("不是完整的 ZIP 文件", "it is no whole ZIP file"));
            return std::nullopt;
        }
        Relations top("");
        if (!part("_rels/.rels", top, false)) return std::nullopt;
        const std::string book_part = top.target("officeDocument").value_or("xl/workbook.xml");
        Book book;
        if (!part(book_part, book, true)) return std::nullopt;
        const std::string folder = folder_of(book_part);
        Relations relations(folder);
        const std::string relations_part = folder + "_rels/" + book_part.substr(folder.size()) + ".rels";
        if (!part(relations_part, relations, true)) return std::nullopt;

        const auto chosen = choose(book, name);
        if (!chosen) return std::nullopt;
        const auto sheet_part = relations.target_of(chosen->relation);
        if (!sheet_part) {
            broken(say("缺少工作表“{0}”的内容", "the content of sheet '{0}' is missing", chosen->name));
            return std::nullopt;
        }
        Strings strings;
        Styles styles;
        if (const auto at = relations.target("sharedStrings"); at && !part(*at, strings, false))
            return std::nullopt;
        if (const auto at = relations.target("styles"); at && !part(*at, styles, false)) return std::nullopt;
        Cells cells(strings, styles, book.from_1904);
        if (!part(*sheet_part, cells, true)) return std::nullopt;
        return finished(book, *chosen, cells);
    }

  private:
    std::optional<Book::Sheet> choose(const Book& book, const std::string& name) {
        for (const Book::Sheet& sheet : book.sheets) {
            if (name.empty() ? !sheet.hidden : sheet.name == name) return sheet;
        }
        std::vector<std::string> names;
        for (const Book::Sheet& sheet : book.sheets) names.push_back(sheet.name);
        if (name.empty()) {
            broken(say("没有可见的工作表", "it has no sheet that is not hidden"));
        } else {
            diagnostics_.error("xlsx-sheet", place(0, 0),
                               say("没有工作表“{0}”", "there is no sheet '{0}'", name),
                               near_or_any(name, names));
        }
        return std::nullopt;
    }

    std::optional<WorkbookSheet> finished(const Book& book, const Book::Sheet& chosen, Cells& cells) {
        for (const auto& [row, column] : cells.never_computed) {
            diagnostics_.error("xlsx-formula", place(row, column + 1),
                               say("这个公式没有算出的值", "this formula has no computed value"),
                               say("用 Excel 或 LibreOffice 打开并保存一次",
                                   "open the file in Excel or LibreOffice and save it once"));
        }
        if (!cells.never_computed.empty()) return std::nullopt;
        WorkbookSheet result;
        result.name = chosen.name;
        result.rows = std::move(cells.rows);
        result.merged = std::move(cells.merged);
        for (const Book::Sheet& sheet : book.sheets) {
            if (!sheet.hidden && sheet.name != chosen.name) result.others.push_back(sheet.name);
        }
        return result;
    }

    /// Reads a part into its handler. A missing one is an error only where it is needed.
    bool part(const std::string& name, PartHandler& handler, bool needed) {
        XmlParser parser(handler);
        const auto result =
            zip_->read(name, [&](std::string_view piece) { return parser.feed(piece) && handler.sound; });
        if (result == ZipFile::Result::missing && !needed) return true;
        if (result == ZipFile::Result::done && parser.finish() && handler.sound) return true;
        if (result == ZipFile::Result::too_large) {
            diagnostics_.error("xlsx-large", place(0, 0),
                               say("解开后超过 1 GiB", "it unpacks to more than a GiB"),
                               say("另存为 CSV，或拆成几个文件", "save it as CSV, or as several files"));
        } else if (result == ZipFile::Result::locked) {
            broken(say("它有密码", "it is locked with a password"));
        } else {
            broken(result == ZipFile::Result::missing ? say("缺少 {0}", "{0} is missing", name)
                                                      : say("{0} 已损坏", "{0} is damaged", name));
        }
        return false;
    }

    void broken(const Text& why) {
        diagnostics_.error("xlsx-broken", place(0, 0),
                           say("读不了这个工作簿：{0}", "the workbook can't be read: {0}", why),
                           say("重新导出，或用 Excel、LibreOffice 打开后另存",
                               "export it again, or open it in Excel or LibreOffice and save it anew"));
    }

    Place place(std::uint32_t row, std::uint32_t column) const { return {file_->name(), row, column, 1, {}}; }

    std::shared_ptr<const FileBytes> file_;
    Diagnostics& diagnostics_;
    std::unique_ptr<ZipFile> zip_;
};

}  // namespace

bool looks_like_workbook(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

std::optional<WorkbookSheet> read_workbook(const std::shared_ptr<const FileBytes>& file,
                                           const std::string& name, Diagnostics& diagnostics) {
    return Reader(file, diagnostics).read(name);
}

}  // namespace passline
