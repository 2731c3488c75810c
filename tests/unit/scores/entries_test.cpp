#include "scores/entries.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace passline;

namespace {

void check_unchanged(const ScoreEntry& entry) {
    const ScoreEntry back = PackedEntry(entry).unpacked();
    CHECK(back.person == entry.person);
    CHECK(back.course == entry.course);
    CHECK(back.who == entry.who);
    CHECK(back.attempt == entry.attempt);
    CHECK(back.component == entry.component);
    CHECK(back.role == entry.role);
    CHECK(back.value == entry.value);
    CHECK(back.row == entry.row);
    CHECK(back.date == entry.date);
}

ScoreEntry largest() {
    ScoreEntry entry;
    entry.person = PackedEntry::most_people - 1;
    entry.course = PackedEntry::most_courses - 1;
    entry.who = PackedEntry::most_raters - 1;
    entry.attempt = 1023;
    entry.component = 255;
    entry.role = 255;
    entry.value = ScoreValue::of(Decimal::whole(largest_out_of));
    entry.row = RowAddress(PackedEntry::most_bytes - 1);
    entry.date = PackedEntry::last_date;
    return entry;
}

}  // namespace

TEST_CASE("scores: a value is a decimal, a mark or nothing") {
    CHECK(ScoreValue().empty());
    CHECK_FALSE(ScoreValue().is_score());
    CHECK_FALSE(ScoreValue().is_mark());
    const ScoreValue zero = ScoreValue::of(Decimal());
    CHECK(zero.is_score());
    CHECK_FALSE(zero.empty());
    CHECK(zero.score().text() == "0");
    for (const Mark mark : {Mark::absent, Mark::exempt, Mark::voided}) {
        const ScoreValue value = ScoreValue::of(mark);
        CHECK(value.is_mark());
        CHECK_FALSE(value.is_score());
        CHECK_FALSE(value.empty());
        CHECK(value.mark() == mark);
        CHECK(ScoreValue::unpacked(value.packed()) == value);
        CHECK_FALSE(value == zero);
    }
    CHECK(ScoreValue::of(*Decimal::parse("85")) == ScoreValue::of(*Decimal::parse("85.0")));
    CHECK_FALSE(ScoreValue::of(*Decimal::parse("85")) == ScoreValue::of(*Decimal::parse("85.000001")));
}

TEST_CASE("scores: an entry packs and unpacks at both ends of its range") {
    check_unchanged(ScoreEntry());
    check_unchanged(largest());
    ScoreEntry entry;
    entry.value = ScoreValue::of(*Decimal::parse("79.999999"));
    entry.date = PackedEntry::first_date;
    check_unchanged(entry);
    for (const Mark mark : {Mark::absent, Mark::exempt, Mark::voided}) {
        entry = largest();
        entry.value = ScoreValue::of(mark);
        entry.date = ScoreEntry::no_date;
        check_unchanged(entry);
    }
}

TEST_CASE("scores: each part of a packed entry is its own") {
    // one part at its most, all others at their least: nothing may leak into a neighbour
    const ScoreEntry most = largest();
    ScoreEntry entry;
    entry.attempt = 1;
    for (int part = 0; part < 9; ++part) {
        ScoreEntry one = entry;
        switch (part) {
            case 0:
                one.person = most.person;
                break;
            case 1:
                one.course = most.course;
                break;
            case 2:
                one.who = most.who;
                break;
            case 3:
                one.attempt = most.attempt;
                break;
            case 4:
                one.component = most.component;
                break;
            case 5:
                one.role = most.role;
                break;
            case 6:
                one.value = most.value;
                break;
            case 7:
                one.row = most.row;
                break;
            default:
                one.date = most.date;
                break;
        }
        CAPTURE(part);
        check_unchanged(one);
    }
    PackedEntry packed(most);
    packed.set_person(7);
    CHECK(packed.person() == 7);
    ScoreEntry other = most;
    other.person = 7;
    CHECK(packed.unpacked().course == other.course);
    CHECK(packed.unpacked().attempt == other.attempt);
    CHECK(packed.unpacked().component == other.component);
}

TEST_CASE("scores: entries sort by person, course, attempt, component, role, who, address") {
    // each entry is above the one before in one part and below it in all parts that weigh less
    std::vector<ScoreEntry> wanted(8);
    for (ScoreEntry& entry : wanted) {
        entry.value = ScoreValue::of(Decimal::whole(5));
        entry.row = RowAddress(9);
    }
    const auto set = [&](std::size_t from, auto change) {
        for (std::size_t i = from; i < wanted.size(); ++i) change(wanted[i]);
    };
    wanted[0].row = RowAddress(8);
    set(2, [](ScoreEntry& e) { e.who = 1, e.row = RowAddress(0); });
    set(3, [](ScoreEntry& e) { e.role = 1, e.who = 0; });
    set(4, [](ScoreEntry& e) { e.component = 1, e.role = 0; });
    set(5, [](ScoreEntry& e) { e.attempt = 2, e.component = 0; });
    set(6, [](ScoreEntry& e) { e.course = 1, e.attempt = 1; });
    set(7, [](ScoreEntry& e) { e.person = 1, e.course = 0; });
    for (std::size_t a = 0; a < wanted.size(); ++a) {
        for (std::size_t b = 0; b < wanted.size(); ++b) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK((PackedEntry(wanted[a]) < PackedEntry(wanted[b])) == (a < b));
        }
    }
    // value and date do not order anything
    ScoreEntry later = wanted[3];
    later.value = ScoreValue::of(Decimal::whole(100));
    later.date = 20000;
    CHECK_FALSE(PackedEntry(later) < PackedEntry(wanted[3]));
    CHECK_FALSE(PackedEntry(wanted[3]) < PackedEntry(later));
}
