#include "kpi/tickets.h"

#include <doctest/doctest.h>

#include "measured.h"

using namespace passline;

namespace {

/// Regulation R2 4.2, 4.3, and a channel in seconds by name of a setting.
const std::string service = R"(service:
  channels: {hotline: {zh: 热线, en: Hotline}, chat: {zh: 在线聊天, en: Chat}, email: {zh: 邮箱, en: E-mail}}
  severities: {1: {zh: 简单, en: Simple}, 2: {zh: 一般, en: Ordinary}, 4: {zh: 重大, en: Major}}
  first_response: {hotline: 30 seconds, chat: 5 minutes, email: 24 hours, article: "4.2"}
  solved: {1: first_response, 2: 24 hours, 3: 2 days, 4: promised_by, article: "4.3"}
  complaint: {verified: 1 hour, followed_up: 3 working days, article: "4.4"}
)";

std::string policy(const std::string& more) {
    return "passline: 1\nid: p\ntracks: {basic: {assessment: {components: {theory: {pass: 80}}}}}\n" + more;
}

std::unique_ptr<Workspace> centre(const std::string& more = service) {
    return assembled({policy(more)}, {"passline: 1\nplan: Q\ncourses: []\n"});
}

/// One sheet of tickets (t.csv), counted.
struct Counted {
    Counted(std::unique_ptr<Workspace> made, const std::string& rows, const char* as_of = "2026-12-31")
        : workspace(std::move(made)),
          metrics(workspace->policies),
          tickets(*workspace, metrics, {day(as_of), true}, diagnostics) {
        tickets.load(folder.file("t.csv",
                                 "ticket_id,employee_id,channel,severity,opened_at,responded_at,solved_at,"
                                 "promised_by,complaint,verified_at,followed_up_at,satisfied\n" +
                                     rows),
                     {});
        tickets.finish();
    }
    std::string said() const { return folder.plain(problems(diagnostics)); }
    /// Every figure: "E1 2026-01 volume=3".
    std::string figures() const {
        std::string text;
        tickets.each([&](const Tickets::Value& value) {
            text += std::string(workspace->people.id(value.person)) + " " + value.month.text() + " " +
                    value.metric->id + "=" + value.text + "\n";
        });
        return text;
    }
    /// The figure of E1's only month; "-" without one.
    std::string figure(const std::string& metric) const {
        std::string text = "-";
        tickets.each([&](const Tickets::Value& value) {
            if (value.metric->id == metric) text = value.text;
        });
        return text;
    }
    /// "T1 solved 2026-01-05 10:00 → 2026-01-06 10:00: -" for each that missed a service level.
    std::string late() const {
        std::string text;
        for (const LateTicket& ticket : tickets.late())
            text += std::string(ticket.id) + " " + std::string(service_kind_name(ticket.check.kind)) + " " +
                    moment_text(ticket.check.since) + " → " + moment_text(ticket.check.limit) + ": " +
                    (ticket.check.done ? moment_text(*ticket.check.done) : "-") + "\n";
        return text;
    }

    Folder folder;
    Diagnostics diagnostics;
    std::unique_ptr<Workspace> workspace;
    Metrics metrics;
    Tickets tickets;
};

}  // namespace

TEST_CASE("kpi: the first response on the second of its limit is in time, a second later is not") {
    const Counted counted(centre(),
                          // over midnight
                          "T1,E1,hotline,2,2026-01-05 23:59:50,2026-01-06 00:00:20,2026-01-06 08:00,,,,,\n"
                          "T2,E1,热线,2,2026-01-05 23:59:50,2026-01-06 00:00:21,2026-01-06 08:00,,,,,\n"
                          "T3,E1,CHAT,2,2026-01-05 10:00,2026-01-05 10:05,2026-01-05 11:00,,,,,\n"
                          "T4,E1,email,2,2026-01-05 10:00,2026-01-06 10:00,2026-01-06 10:00,,,,,\n");
    CHECK(counted.said() == "");
    CHECK(counted.figure("response_timeliness") == "75.00");
    CHECK(counted.figure("response_timeliness_hotline") == "50.00");
    CHECK(counted.figure("response_timeliness_chat") == "100.00");
    CHECK(counted.figure("response_timeliness_email") == "100.00");
    CHECK(counted.figure("resolution_timeliness_2") == "100.00");
    CHECK(counted.late() ==
          "T2 first_response 2026-01-05 23:59:50 → 2026-01-06 00:00:20: 2026-01-06 00:00:21\n");
}

TEST_CASE("kpi: hours count from the second, days to the end of the day") {
    const Counted counted(centre(),
                          "T1,E1,,2,2026-01-05 10:00:30,,2026-01-06 10:00:30,,,,,\n"
                          "T2,E1,,2,2026-01-05 10:00:30,,2026-01-06 10:00:31,,,,,\n"
                          "T3,E1,,3,2026-01-05 10:00,,2026-01-07 23:59:59,,,,,\n"
                          "T4,E1,,3,2026-01-05 10:00,,2026-01-08 00:00,,,,,\n");
    CHECK(counted.figure("resolution_timeliness_2") == "50.00");
    CHECK(counted.figure("resolution_timeliness_3") == "50.00");
    CHECK(counted.late() ==
          "T2 solved 2026-01-05 10:00:30 → 2026-01-06 10:00:30: 2026-01-06 10:00:31\n"
          "T4 solved 2026-01-05 10:00 → 2026-01-07 23:59:59: 2026-01-08 00:00\n");
    CHECK(counted.said() ==
          "t.csv:2:7 warning[service-missing] the ticket has no channel: such tickets are not part of the "
          "response timeliness | check it, or state it in the policy under `service`\n");
}

TEST_CASE("kpi: a complaint is followed up by the end of the third working day after it was solved") {
    // Solved on 12 February 2026: 13 and 14 (Saturday) are worked, 15 to 23 are off, the third is 24
    // February.
    const Counted counted(
        centre(),
        "T1,E1,chat,2,2026-02-12 09:00,2026-02-12 09:00,2026-02-12 10:00,,是,2026-02-12 10:00,2026-02-24 "
        "23:59:59,\n"
        "T2,E1,chat,2,2026-02-12 09:00,2026-02-12 09:00,2026-02-12 10:00,,是,2026-02-12 10:00:01,2026-02-25 "
        "00:00,\n"
        // no complaint, or not solved: nothing to follow up
        "T3,E1,chat,2,2026-02-12 09:00,2026-02-12 09:00,2026-02-12 10:00,,否,,,\n"
        "T4,E1,chat,2,2026-02-12 09:00,2026-02-12 09:00,,,yes,2026-02-12 09:10,,\n");
    CHECK(counted.said() == "");
    CHECK(counted.figure("complaint_rate") == "75.00");
    CHECK(counted.figure("complaint_verified_timeliness") == "66.67");
    CHECK(counted.figure("complaint_followed_up_timeliness") == "50.00");
    CHECK(counted.late() ==
          "T2 verified 2026-02-12 09:00 → 2026-02-12 10:00: 2026-02-12 10:00:01\n"
          "T2 followed_up 2026-02-12 10:00 → 2026-02-24 23:59:59: 2026-02-25 00:00\n"
          "T4 solved 2026-02-12 09:00 → 2026-02-13 09:00: -\n");
}

TEST_CASE("kpi: solved on the spot means with the first response") {
    const Counted counted(centre(),
                          "T1,E1,chat,1,2026-01-05 10:00,2026-01-05 10:01,2026-01-05 10:01,,,,,\n"
                          "T2,E1,chat,1,2026-01-05 10:00,2026-01-05 10:01,2026-01-05 10:01:01,,,,,\n"
                          "T3,E1,chat,1,2026-01-05 10:00,,2026-01-05 10:05,,,,,\n"
                          "T4,E1,chat,1,2026-01-05 10:00,,2026-01-05 10:05:01,,,,,\n"
                          "T5,E1,chat,1,2026-01-05 10:00,2026-01-05 10:01,,,,,,\n");
    CHECK(counted.said() == "");
    CHECK(counted.figure("resolution_timeliness_1") == "40.00");
    CHECK(counted.figure("resolution_rate") == "80.00");
    CHECK(counted.late() ==
          "T2 solved 2026-01-05 10:00 → 2026-01-05 10:01: 2026-01-05 10:01:01\n"
          "T3 first_response 2026-01-05 10:00 → 2026-01-05 10:05: -\n"
          "T4 first_response 2026-01-05 10:00 → 2026-01-05 10:05: -\n"
          "T4 solved 2026-01-05 10:00 → 2026-01-05 10:05: 2026-01-05 10:05:01\n"
          "T5 solved 2026-01-05 10:00 → 2026-01-05 10:05: -\n");
}

TEST_CASE("kpi: a promised date lasts the whole day, a promised time to the second") {
    const Counted counted(centre(),
                          "T1,E1,chat,4,2026-01-05 10:00,2026-01-05 10:01,2026-01-09 23:59,2026-01-09,,,,\n"
                          "T2,E1,chat,4,2026-01-05 10:00,2026-01-05 10:01,2026-01-09 12:01,2026-01-09 "
                          "12:00,,,,\n"
                          "T3,E1,chat,4,2026-01-05 10:00,2026-01-05 10:01,2026-01-09 12:01,,,,,\n");
    CHECK(counted.figure("resolution_timeliness_4") == "50.00");
    CHECK(
        counted.said() ==
        "t.csv:4:65 warning[promise-missing] no promised time is stated: the ticket is not held against one "
        "| fill in promised_by\n");
}

TEST_CASE("kpi: what is neither done nor late at the end of the as-of day is not counted") {
    const std::string rows =
        "T1,E1,chat,2,2026-01-05 23:58,,,,,,,\n"   // the response is due on the 6th at 00:03
        "T2,E1,chat,2,2026-01-04 23:59,,,,,,,\n"   // the solution was due on the 5th at 23:59
        "T3,E1,chat,3,2026-01-03 10:00,,,,,,,\n"   // the solution was due by the end of the 5th
        "T4,E1,chat,2,2026-01-06 00:00,,,,,,,\n";  // opened later
    const Counted counted(centre(), rows, "2026-01-05");
    CHECK(counted.figure("volume") == "3");
    CHECK(counted.figure("resolution_rate") == "0.00");
    CHECK(counted.late() ==
          "T2 first_response 2026-01-04 23:59 → 2026-01-05 00:04: -\n"
          "T2 solved 2026-01-04 23:59 → 2026-01-05 23:59: -\n"
          "T3 first_response 2026-01-03 10:00 → 2026-01-03 10:05: -\n"
          "T3 solved 2026-01-03 10:00 → 2026-01-05 23:59:59: -\n");
    // what happens later has not happened yet
    const Counted earlier(
        centre(), "T1,E1,chat,2,2026-01-05 12:00,2026-01-05 12:01,2026-01-06 00:00,,,,,是\n", "2026-01-05");
    CHECK(earlier.figure("resolution_rate") == "0.00");
    CHECK(earlier.figure("resolution_timeliness") == "-");
}

TEST_CASE("kpi: all figures in their order, months apart, without ratios of nothing") {
    const Counted counted(centre(),
                          "T1,E2,chat,2,2026-01-31 23:59,2026-02-01 00:00,2026-02-01 10:00,,,,,满意\n"
                          "T2,E1,chat,2,2026-02-01 00:00,2026-02-01 00:01,2026-02-01 10:00,,,,,\n"
                          "T3,E2,chat,2,2026-01-01 00:00,2026-01-01 00:01,2026-01-01 10:00,,,,,不满意\n"
                          "T4,E2,chat,2,2026-01-02 00:00,2026-01-02 00:01,2026-01-02 10:00,,,,,是\n");
    CHECK(counted.said() == "");
    // January 2026 has 21 working days (1 to 3 January off, Sunday the 4th worked), February 16
    CHECK(counted.figures() ==
          "E1 2026-02 volume=1\n"
          "E1 2026-02 volume_per_day=0.06\n"
          "E1 2026-02 response_timeliness=100.00\n"
          "E1 2026-02 response_timeliness_chat=100.00\n"
          "E1 2026-02 resolution_rate=100.00\n"
          "E1 2026-02 resolution_timeliness=100.00\n"
          "E1 2026-02 resolution_timeliness_2=100.00\n"
          "E1 2026-02 complaint_rate=0.00\n"
          "E2 2026-01 volume=3\n"
          "E2 2026-01 volume_per_day=0.14\n"
          "E2 2026-01 response_timeliness=100.00\n"
          "E2 2026-01 response_timeliness_chat=100.00\n"
          "E2 2026-01 resolution_rate=100.00\n"
          "E2 2026-01 resolution_timeliness=100.00\n"
          "E2 2026-01 resolution_timeliness_2=100.00\n"
          "E2 2026-01 satisfaction=66.67\n"
          "E2 2026-01 complaint_rate=0.00\n");
}

TEST_CASE("kpi: figures from tickets feed the rules as those of a sheet do, which go first") {
    const Counted counted(centre(),
                          "T1,E1,chat,2,2026-01-05 10:00,2026-01-05 10:09,2026-01-05 11:00,,,,,是\n");
    Figures figures(*counted.workspace);
    Diagnostics diagnostics;
    figures.load(
        counted.folder.file("k.csv", "employee_id,period,metric,value\nE1,2026-01,satisfaction,90\n"),
        *counted.workspace, {}, diagnostics);
    figures.sort(diagnostics);
    counted.tickets.complete(figures);
    CHECK(problems(diagnostics) == "");
    const auto found = figures.of(0, figures.metrics().find("response_timeliness_chat"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].month.text() == "2026-01");
    CHECK(found[0].value.text() == "0");
    CHECK(counted.folder.plain(figures.address(found[0])) == "t.csv:2");
    const auto stated = figures.of(0, figures.metrics().find("satisfaction"));
    REQUIRE(stated.size() == 1);
    CHECK(stated[0].value.text() == "90");
    CHECK(counted.folder.plain(figures.address(stated[0])) == "k.csv:2");
}

TEST_CASE("kpi: channels and severities without a service level are said once, near misses refused") {
    const Counted counted(centre(),
                          "T1,E1,letter,5,2026-01-05 10:00,2026-01-05 10:01,2026-01-05 11:00,,,,,\n"
                          "T2,E1,letter,5,2026-01-05 10:00,2026-01-05 10:01,2026-01-05 11:00,,,,,\n"
                          "T3,E1,emial,Ordinry,2026-01-05 10:00,2026-01-05 10:01,2026-01-05 11:00,,,,,\n");
    CHECK(
        counted.said() ==
        "t.csv:2:7 warning[service-missing] the channel 'letter' has no time to the first response: such "
        "tickets are not part of the response timeliness | check it, or state it in the policy "
        "under `service`\n"
        "t.csv:2:14 warning[service-missing] the severity '5' has no time to be solved in: such tickets are "
        "not part of the resolution timeliness | check it, or state it in the policy under "
        "`service`\n"
        "t.csv:4:7 error[unknown-channel] no policy has a channel 'emial' | did you mean 'email'?\n"
        "t.csv:4:13 error[unknown-severity] no policy has a severity 'Ordinry' | did you mean 'Ordinary'?\n");
    CHECK(counted.figure("response_timeliness") == "-");
    CHECK(counted.figure("resolution_rate") == "100.00");
}

TEST_CASE("kpi: rows that are wrong, out of order or there twice") {
    const Counted counted(centre(),
                          "T1,E1,chat,2,2026-01-05 10:00,2026-01-05 09:59,2026-01-05 11:00,,,,,\n"
                          "T1,E1,chat,2,2026-01-05 10:00,2026-01-05 10:01,2026-01-05 11:00,,,,,\n"
                          ",E1,chat,2,2026-01-05 10:00,,,,,,,\nT4,E1,chat,2,,,,,,,,\n"
                          "T5,E1,chat,2,noon,,,,maybe,,,\n");
    CHECK(
        counted.said() ==
        "t.csv:2:31 warning[ticket-order] 2026-01-05 09:59 lies before 2026-01-05 10:00 | check the times\n"
        "t.csv:4:1 error[value-missing] the ticket ID is missing | fill it in or delete the row; merged "
        "cells must be split before exporting\n"
        "t.csv:5:14 error[value-missing] the time of opening is missing | fill it in or delete the row; "
        "merged cells must be split before exporting\n"
        "t.csv:6:14 error[value-time] 'noon' is not a date with a time | write it like 2026-01-05 08:47\n"
        "t.csv:6:22 error[value-word] 'maybe' is not a value of complaint | write true or false, yes or no\n"
        "t.csv:3:1 error[ticket-twice] the ticket T1 stands in t.csv:2 already | a ticket has one row\n");
}

TEST_CASE("kpi: without service levels only the untimed figures are counted") {
    const Counted counted(centre(""), "T1,E1,chat,2,2026-01-05 10:00,,2026-01-05 11:00,,,,,是\n");
    CHECK(counted.said() ==
          " warning[service-missing] no policy states service levels, so nothing is held against a time | "
          "state them in the policy under service:\n");
    CHECK(counted.figures() ==
          "E1 2026-01 volume=1\nE1 2026-01 volume_per_day=0.05\nE1 2026-01 resolution_rate=100.00\n"
          "E1 2026-01 satisfaction=100.00\nE1 2026-01 complaint_rate=0.00\n");
}

TEST_CASE("kpi: a month's tickets are held against the version in force on its last day") {
    const auto version = [](const char* from, const char* within) {
        return policy(std::string("effective: ") + from + "\nservice: {first_response: {chat: " + within +
                      "}}\n");
    };
    const Counted counted(assembled({version("2025-01-01", "5 minutes"), version("2026-01-31", "1 minute")},
                                    {"passline: 1\nplan: Q\ncourses: []\n"}),
                          "T1,E1,chat,,2026-01-01 10:00,2026-01-01 10:03,,,,,,\n"
                          "T2,E2,chat,,2025-12-31 10:00,2025-12-31 10:03,,,,,,\n");
    CHECK(counted.late() == "T1 first_response 2026-01-01 10:00 → 2026-01-01 10:01: 2026-01-01 10:03\n");
    CHECK(counted.said() == "");
}
