#include "scores/sheet_parts.h"

#include <algorithm>

#include "csv/row_parts.h"

namespace passline {

/// One thread of RowParts.
class SheetParts::Worker {
  public:
    Worker(SheetParts& all, unsigned thread) : all_(all), thread_(thread), reader_(all.context_) {}
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker() {
        if (!ended_) all_.writing_->give_up();  // by an exception: nobody waits for what will not come
    }

    std::size_t read(std::size_t begin, std::size_t end) {
        ended_ = false;
        part_ = &reader_.read(all_.beside(), begin, end);
        return part_->stopped_at;
    }
    bool settle(std::size_t number) {
        part_->number = number;
        all_.settle_in_turn(*part_);
        return !all_.given_up_;
    }
    void use(std::size_t) {
        all_.use(thread_, *part_);
        ended_ = true;
    }

  private:
    SheetParts& all_;
    const unsigned thread_;
    ScoreSheetReader reader_;
    ScorePart* part_ = nullptr;
    bool ended_ = true;
};

SheetParts::SheetParts(ScoreSheets& all, std::uint32_t number, Diagnostics& diagnostics)
    : all_(all), number_(number), outer_(diagnostics), context_(all, number) {}

bool SheetParts::read_all(unsigned threads) {
    if (!context_.has_columns(outer_)) return true;
    all_.remember_columns(number_, context_);
    const Sheet& sheet = context_.sheet();
    const std::size_t problems = outer_.errors();
    RowParts parts(sheet, threads);
    writing_ = std::make_unique<Parts>(parts.count());
    parts.run([&](unsigned thread) { return Worker(*this, thread); });
    if (given_up_) return false;
    if (context_.too_many_raters()) {
        outer_.error("too-many", {sheet.file(), 0, 0, 1, {}},
                     say("一次最多区分 {0} 名评分人", "one run tells at most {0} raters apart",
                         ScoreSheets::most_raters),
                     say("把输入分成几次评定", "grade the input in several runs"));
    }
    if (rows_ == 0 && outer_.errors() == problems) {
        outer_.error(
            "sheet-empty", {sheet.file(), 0, 0, 1, {}},
            say("表头之下没有数据行", "there is no row below the header"),
            say("重新导出，或从输入中去掉这张表", "export it again, or take the sheet out of the input"));
    }
    return true;
}

/// A collection for one part: what is said often enough already need not be worked out.
Diagnostics SheetParts::beside() {
    const std::lock_guard lock(guard_);
    return Diagnostics::beside(outer_);
}

void SheetParts::settle_in_turn(ScorePart& part) {
    rows_ += part.rows;
    std::stable_sort(part.set_aside.begin(), part.set_aside.end(),
                     [](const SetAside& a, const SetAside& b) { return a.row < b.row; });
    for (SetAside& aside : part.set_aside) all_.set_aside_.push_back(std::move(aside));
    const std::lock_guard lock(guard_);
    outer_.merge(std::move(part.diagnostics));
    settle(part, outer_);
}

}  // namespace passline
