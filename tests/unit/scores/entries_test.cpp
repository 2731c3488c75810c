#include "scores/entry_store.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace passline;

namespace {

void check_unchanged(const ScoreEntry& entry) {
    EntryStore store(1, true);
    store.add(0, {&entry, 1});
    std::vector<ScoreEntry> stack;
    store.take(entry.person / EntryStore::people_a_stack, stack, true);
    REQUIRE(stack.size() == 1);
    const ScoreEntry& back = stack.front();
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
    entry.person = (1U << 26) - 1;
    entry.course = (1U << 31) - 1;
    entry.who = (1U << 20) - 1;
    entry.attempt = 65535;
    entry.component = 255;
    entry.role = 255;
    entry.value = ScoreValue::of(Decimal::whole(largest_out_of));
    entry.row = RowAddress(~std::uint64_t{0});
    entry.date = last_score_date;
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

TEST_CASE("scores: an entry comes back from the store as it was, at both ends of its range") {
    check_unchanged(ScoreEntry());
    check_unchanged(largest());
    ScoreEntry entry;
    entry.value = ScoreValue::of(*Decimal::parse("79.999999"));
    entry.date = first_score_date;
    check_unchanged(entry);
    for (const Mark mark : {Mark::absent, Mark::exempt, Mark::voided}) {
        entry = largest();
        entry.value = ScoreValue::of(mark);
        entry.date = ScoreEntry::no_date;
        check_unchanged(entry);
    }
}

TEST_CASE("scores: each part of a stored entry is its own") {
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
}

TEST_CASE("scores: entries of a person sort by course, attempt, component, role, who, address") {
    // each entry is above the one before in one part and below it in all parts that weigh less
    std::vector<ScoreEntry> wanted(7);
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
    for (std::size_t a = 0; a < wanted.size(); ++a) {
        for (std::size_t b = 0; b < wanted.size(); ++b) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK((wanted[a] < wanted[b]) == (a < b));
        }
    }
    // value and date do not order anything
    ScoreEntry later = wanted[3];
    later.value = ScoreValue::of(Decimal::whole(100));
    later.date = 20000;
    CHECK_FALSE(later < wanted[3]);
    CHECK_FALSE(wanted[3] < later);
}

TEST_CASE("scores: the store hands out stacks by person, each person's entries sorted, whoever added them") {
    constexpr std::uint32_t people = 3 * EntryStore::people_a_stack + 5;
    for (const bool with_rows : {false, true}) {
        EntryStore store(2, with_rows);
        std::uint32_t added = 0;
        for (std::uint32_t i = 0; i < 5 * people; ++i) {
            ScoreEntry entry;
            entry.person = i * 7919U % people;  // in no order
            entry.course = i / people;
            entry.value = ScoreValue::of(Decimal::from_millionths(i));
            entry.row = RowAddress(1000 + i);
            store.add(i % 2, {&entry, 1});
            ++added;
        }
        CHECK(store.size() == added);
        REQUIRE(store.stacks() == 4);
        std::vector<ScoreEntry> stack;
        std::uint32_t person = 0;
        for (std::uint32_t number = 0; number < store.stacks(); ++number) {
            store.take(number, stack, true);
            for (std::size_t at = 0; at < stack.size(); at += 5, ++person) {
                for (std::uint32_t course = 0; course < 5; ++course) {
                    const ScoreEntry& entry = stack[at + course];
                    REQUIRE(entry.person == person);
                    REQUIRE(entry.course == course);
                    const auto i = static_cast<std::uint32_t>(entry.value.score().millionths());
                    REQUIRE(i * 7919U % people == person);
                    if (with_rows) REQUIRE(entry.row == RowAddress(1000 + i));
                }
            }
            store.take(number, stack, false);
            CHECK(stack.empty());  // they were released
        }
        CHECK(person == people);
    }
}

TEST_CASE("scores: the store gives people other numbers") {
    EntryStore store(1, true);
    std::vector<std::uint32_t> reversed(EntryStore::people_a_stack * 2);
    for (std::uint32_t i = 0; i < reversed.size(); ++i) {
        reversed[i] = static_cast<std::uint32_t>(reversed.size()) - 1 - i;
        ScoreEntry entry;
        entry.person = i;
        entry.course = i;
        store.add(0, {&entry, 1});
    }
    store.renumber(reversed);
    CHECK(store.size() == reversed.size());
    std::vector<ScoreEntry> stack;
    for (std::uint32_t number = 0; number < 2; ++number) {
        store.take(number, stack, true);
        REQUIRE(stack.size() == EntryStore::people_a_stack);
        for (const ScoreEntry& entry : stack) REQUIRE(reversed[entry.course] == entry.person);
    }
}

TEST_CASE("scores: entries of a run may differ in more ways than their short form has numbers for") {
    constexpr std::uint32_t differences = (1U << 21U) + 5000;
    constexpr std::uint32_t people = 100;
    const auto entry_of = [](std::uint32_t i) {
        ScoreEntry entry;
        entry.person = i % people;
        entry.course = i / 999;
        entry.attempt = static_cast<std::uint16_t>(1 + i % 999);
        entry.value = ScoreValue::of(Decimal::from_millionths(i));
        entry.row = RowAddress(1000 + i);
        return entry;
    };
    EntryStore store(1, true);
    for (std::uint32_t i = 0; i < differences; ++i) {
        const ScoreEntry entry = entry_of(i);
        store.add(0, {&entry, 1});
    }
    std::vector<std::uint32_t> reversed(people);
    for (std::uint32_t i = 0; i < people; ++i) reversed[i] = people - 1 - i;
    store.renumber(reversed);
    CHECK(store.size() == differences);
    std::vector<ScoreEntry> stack;
    store.take(0, stack, true);
    REQUIRE(stack.size() == differences);
    for (std::size_t at = 0; at < stack.size(); ++at) {
        const ScoreEntry& entry = stack[at];
        const ScoreEntry expected = entry_of(static_cast<std::uint32_t>(entry.value.score().millionths()));
        REQUIRE(entry.person == people - 1 - expected.person);
        REQUIRE(entry.key() == expected.key());
        REQUIRE(entry.row == expected.row);
        if (at > 0 && stack[at - 1].person == entry.person) REQUIRE(stack[at - 1] < entry);
    }
}
