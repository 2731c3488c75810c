#include "scores/sheet_parts.h"

#include <algorithm>

namespace passline {

namespace {

/// Small enough for a part and its entries to stay in the cache of the thread that reads it.
constexpr std::size_t part_bytes = 256 * 1024;

}  // namespace

SheetParts::SheetParts(ScoreSheets& all, std::uint32_t number, Diagnostics& diagnostics)
    : all_(all), number_(number), outer_(diagnostics), context_(all, number) {}

bool SheetParts::read_all(unsigned threads) {
    if (!context_.has_columns(outer_)) return true;
    all_.remember_columns(number_, context_);
    const Sheet& sheet = context_.sheet();
    cuts_ = sheet.cuts(part_bytes);
    next_begin_ = cuts_.front();
    const std::size_t problems = outer_.errors();
    Parts parts(cuts_.size() - 1);
    writing_ = std::make_unique<Parts>(parts.count());
    on_threads(static_cast<unsigned>(std::min<std::size_t>(threads, parts.count())), parts,
               [&](unsigned thread) { read_parts(thread, parts); });
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

void SheetParts::read_parts(unsigned thread, Parts& parts) {
    ScoreSheetReader reader(context_);
    try {
        for (std::size_t number = 0; parts.take(number);) {
            ScorePart& part = reader.read(beside(), cuts_[number], cuts_[number + 1]);
            if (!parts.wait_for_turn(number)) return;
            if (next_begin_ != cuts_[number])  // a quoted line break had deceived
                reader.read(beside(), next_begin_, cuts_[number + 1]);
            part.number = number;
            settle_in_turn(part);
            if (given_up_) break;
            parts.pass();
            use(thread, part);
        }
    } catch (...) {
        writing_->give_up();
        throw;
    }
    if (!given_up_) return;
    parts.give_up();
    writing_->give_up();
}

/// A collection for one part: what is said often enough already need not be worked out.
Diagnostics SheetParts::beside() {
    const std::lock_guard lock(guard_);
    return Diagnostics::beside(outer_);
}

void SheetParts::settle_in_turn(ScorePart& part) {
    next_begin_ = part.stopped_at;
    rows_ += part.rows;
    std::stable_sort(part.set_aside.begin(), part.set_aside.end(),
                     [](const SetAside& a, const SetAside& b) { return a.row < b.row; });
    for (SetAside& aside : part.set_aside) all_.set_aside_.push_back(std::move(aside));
    const std::lock_guard lock(guard_);
    outer_.merge(std::move(part.diagnostics));
    settle(part, outer_);
}

}  // namespace passline
