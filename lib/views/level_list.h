#pragma once
#include <memory>
#include <string>
#include <vector>

#include "levels/levels.h"
#include "report/table.h"
#include "retraining/appeals.h"

namespace passline {

/// `level` of cli.md: a row a person. CSV and JSON have the contract's columns, JSON also `decides`,
/// `actions` and `decisions`; the text format says the same in words.
class LevelRows {
  public:
    LevelRows(const Workspace& workspace, const Figures& figures, const LevelJudge& judge,
              const Proceedings& proceedings, TableOptions options, Sink& sink);
    void add(const LevelResult& result);
    void finish() { writer_->finish(); }

  private:
    void add_contract(const LevelResult& result);
    void add_text(const LevelResult& result);
    std::string missing_in_words(const LevelResult& result) const;
    std::string decision_in_words(const LevelResult& result) const;
    std::string decisions(const LevelResult& result) const;
    bool is_decided(const std::string& action, const LevelResult& result) const;

    const Workspace& workspace_;
    const Metrics& metrics_;
    const LevelJudge& judge_;
    const Proceedings& proceedings_;
    TableOptions options_;
    std::unique_ptr<TableWriter> writer_;
    std::vector<std::string> values_;
    std::vector<TableCell> cells_;
};

}  // namespace passline
