#!/usr/bin/env python3
"""Cases worked out by hand from the specification, against reference.py. Run: python3 reference_test.py"""

import json
import os
import tempfile
import unittest

import reference
import sheets

CALENDAR = os.environ.get("CN_HOLIDAYS", reference.DEFAULT_CALENDAR)
LADDER = [
    {"then": "retrain", "within": "20 working days", "article": "9"},
    {"then": "end", "actions": ["leave"], "article": "18"},
]
TWO = {
    "components": {
        "theory": {"pass": 80, "article": "9a"},
        "practical": {"pass": 85, "raters": ["mentor", "hr"], "article": "9b"},
    }
}
GROUPS = {
    "pass": "from plan",
    "groups": {"p": {"weight": 40, "article": "10"}, "o": {"weight": 60, "article": "11"}},
    "components": {
        "a": {"group": "p"},
        "b": {"group": "p"},
        "c": {"group": "o", "optional": True},
        "d": {"group": "o", "optional": True, "out_of": 50},
    },
}
ROSTER = "employee_id,name,department,track,hire_date,leave_date\nE1,王一,客服,t,,\nE2,李二,,t,,2026-01-20\n"


class Workspace:
    """Builds and grades a workspace of one track `t`."""

    def __init__(self, assessment, scores, stated=None, roster=ROSTER, appeals=None, courses=None, **track):
        self.policy = {
            "passline": 1,
            "id": "p",
            "effective": "2025-01-01",
            "settings": {"soon": "3 days", "eighty": 80},
            "roles": {"mentor": {"zh": "导师"}, "hr": "HR"},
            "actions": {"leave": {"decides": "hr"}, "talk": {}, "list": {}, "reward": {"decides": "hr"}},
            "tracks": {"t": {"assessment": assessment, **track}},
        }
        self.courses = courses or [{"id": "C1", "track": "t", "start": "2026-01-05", "end": "2026-01-23"}]
        for course in self.courses:
            course.setdefault("assessment", stated or {})
        self.files = {"scores/1.csv": scores, "roster.csv": roster, "appeals.csv": appeals}

    def grade(self):
        with tempfile.TemporaryDirectory() as folder:
            workspace = {"policy": "policy.yaml", "plans": "plan.yaml", "scores": "scores/*.csv"}
            workspace.update({key: f"{key}.csv" for key in ("roster", "appeals") if self.files[f"{key}.csv"]})
            os.makedirs(os.path.join(folder, "scores"))
            for name, data in (
                ("passline", workspace),
                ("policy", self.policy),
                ("plan", {"courses": self.courses}),
            ):
                with open(os.path.join(folder, f"{name}.yaml"), "w", encoding="utf-8") as file:
                    json.dump(data, file)
            for name, text in self.files.items():
                if text:
                    with open(os.path.join(folder, name), "wb") as file:
                        file.write(text if isinstance(text, bytes) else text.encode())
            return reference.Grading(folder, CALENDAR)

    def row(self, index=0):
        return self.grade().results()[index]


def long_sheet(*lines):
    """Lines `employee component attempt score [rater] [date]` of course C1, or of `employee/course`."""
    out = ["employee_id,course_id,component,attempt,score,rater,date"]
    for line in lines:
        who, component, attempt, score, rater, date = (line.split() + ["-", "-"])[:6]
        employee, _, course = who.partition("/")
        out.append(
            ",".join(
                [
                    employee,
                    course or "C1",
                    component,
                    attempt,
                    score.replace("_", ""),
                    rater.strip("-"),
                    "" if date == "-" else date,
                ]
            )
        )
    return "\n".join(out) + "\n"


class Cases(unittest.TestCase):
    def expect(self, row, **wanted):
        self.assertEqual({key: row[key] for key in wanted}, wanted)

    def test_joint_scoring_is_exact(self):
        sheet = long_sheet(
            "E1 theory 1 79.995", "E1 practical 1 85 mentor", "E1 practical 1 84.999 hr 2026-01-23"
        )
        self.expect(
            Workspace(TWO, sheet, on_fail=LADDER).row(),
            scores="theory=79.995;practical=84.9995",
            failed="theory;practical",
            outcome="fail",
            next="retrain",
            articles="9a;9b;9",
            total="",
            due="2026-02-27",
        )

    def test_reaching_the_line_passes(self):
        sheet = long_sheet(
            "E1 theory 1 80.0", "E1 practical 1 80 导师:a", "E1 practical 1 90 导师:b", "E1 practical 1 85 hr"
        )
        self.expect(
            Workspace(TWO, sheet, on_pass={"actions": ["talk"], "article": "18"}).row(),
            outcome="pass",
            scores="theory=80;practical=85",
            articles="9a;9b;18",
            actions="talk",
            next="none",
            failed="",
        )

    def test_missing_rater_is_incomplete(self):
        sheet = long_sheet("E1 theory 1 80", "E1 practical 1 90 mentor")
        self.expect(
            Workspace(TWO, sheet).row(), outcome="incomplete", next="assess", scores="theory=80", attempts="1"
        )

    def test_below_a_line_fails_before_the_rest_is_known(self):
        self.expect(
            Workspace(TWO, long_sheet("E1 theory 1 79")).row(),
            outcome="fail",
            failed="theory",
            scores="theory=79",
            next="none",
        )

    def test_round_applies_before_comparing(self):
        one = {"components": {"theory": {"pass": "eighty"}}, "round": {"to": 0.01, "mode": "half_up"}}
        self.expect(
            Workspace(one, long_sheet("E1 theory 1 79.995")).row(), outcome="pass", scores="theory=80"
        )
        self.expect(
            Workspace(one, long_sheet("E1 theory 1 79.994")).row(), outcome="fail", scores="theory=79.99"
        )

    def test_total_of_groups(self):
        # process (80 + 90) / 2 = 85, outcome 30 of 50 = 60: 85 * 0.4 + 60 * 0.6 = 70
        sheet = long_sheet("E1 a 1 80", "E1 b 1 90", "E1 d 1 30")
        self.expect(
            Workspace(GROUPS, sheet, {"pass": 70}).row(), total="70.00", outcome="pass", articles="10;11"
        )
        self.expect(
            Workspace(GROUPS, sheet, {"pass": 70.01}, on_fail=LADDER).row(),
            outcome="fail",
            failed="total",
            articles="10;11;9",
        )

    def test_skipped_component_leaves_its_weight_to_its_group(self):
        # process is b alone, 90: 90 * 0.4 + 60 * 0.6 = 72
        sheet = long_sheet("E1 a 1 免考", "E1 b 1 90", "E1 d 1 30")
        self.expect(Workspace(GROUPS, sheet, {"pass": 60}).row(), total="72.00", scores="a=exempt;b=90;d=30")

    def test_skipped_group_leaves_its_weight_to_the_others(self):
        sheet = long_sheet("E1 a 1 免考", "E1 b 1 exempt", "E1 d 1 30")
        self.expect(Workspace(GROUPS, sheet, {"pass": 60}).row(), total="60.00", outcome="pass")

    def test_group_without_a_score_is_incomplete(self):
        sheet = long_sheet("E1 a 1 80", "E1 b 1 90", "E1 d 1 缺考")
        self.expect(Workspace(GROUPS, sheet, {"pass": 60}).row(), total="", outcome="incomplete")

    def test_all_skipped_passes_without_total_or_band(self):
        sheet = long_sheet("E1 theory 1 免考")
        self.expect(
            Workspace(
                {"components": {"theory": {"pass": 80, "article": "9"}}},
                sheet,
                bands={"low": {"at_least": 0}},
            ).row(),
            outcome="pass",
            total="",
            band="",
            articles="9",
            scores="theory=exempt",
        )

    def test_printed_total_stays_on_its_side(self):
        # 79.996 against 80: half up would print 80.00
        weights = {"components": "from plan", "pass": "from plan"}
        stated = {"pass": 80, "components": {"x": {"weight": 50}, "y": {"weight": 50}}}
        self.expect(
            Workspace(weights, long_sheet("E1 x 1 79.996", "E1 y 1 79.996"), stated).row(),
            total="79.99",
            failed="total",
            scores="x=79.996;y=79.996",
        )

    def test_highest_band_with_its_actions(self):
        bands = {"good": {"at_least": 80}, "top": {"at_least": 90, "actions": ["reward"], "article": "18"}}
        one = {"components": {"theory": {"pass": 80, "out_of": 120}}}
        self.expect(
            Workspace(one, long_sheet("E1 theory 1 108"), bands=bands).row(),
            band="top",
            actions="reward",
            articles="18",
        )
        self.expect(
            Workspace(one, long_sheet("E1 theory 1 107.999"), bands=bands).row(), band="good", actions=""
        )

    def test_ladder_ends(self):
        one = {"components": {"theory": {"pass": 80}}}
        sheet = long_sheet("E1 theory 1 70 - 2026-01-23", "E1 theory 2 75 - 2026-02-10")
        self.expect(
            Workspace(one, sheet, on_fail=LADDER).row(),
            attempts="2",
            next="none",
            due="",
            actions="leave",
            articles="18",
        )
        with self.assertRaises(sheets.InvalidWorkspace):
            Workspace(one, sheet).grade()

    def test_due_is_the_twentieth_working_day(self):
        # from 10 February 2026 over the Spring Festival with 14 and 28 February worked
        one = {"components": {"theory": {"pass": 80}}}
        self.expect(
            Workspace(one, long_sheet("E1 theory 1 70 - 2026-02-10"), on_fail=LADDER).row(), due="2026-03-16"
        )

    def test_repeat_stands_for_all_further_failures(self):
        ladder = [
            {"then": "resit", "within": "soon"},
            {"then": "retrain", "repeat": True, "within": "1 month"},
        ]
        lines = [f"E1 theory {n} 70 - 2026-01-3{n - 1}" for n in (1, 2)] + ["E1 theory 3 70 - 2026-03-31"]
        one = {"components": {"theory": {"pass": 80}}}
        self.expect(
            Workspace(one, long_sheet(*lines[:1]), on_fail=ladder).row(), next="resit", due="2026-02-02"
        )
        self.expect(
            Workspace(one, long_sheet(*lines), on_fail=ladder).row(), next="retrain", due="2026-04-30"
        )

    def test_carry_keeps_what_was_reached(self):
        two = {"components": {"x": {"pass": 80}, "y": {"pass": 80}}}
        sheet = long_sheet("E1 x 1 85", "E1 y 1 70", "E1 y 2 90")
        self.expect(
            Workspace(two, sheet, on_fail=[{"then": "resit", "carry": "passed", "repeat": True}]).row(),
            outcome="pass",
            scores="x=85;y=90",
            attempts="2",
        )
        self.expect(
            Workspace(two, sheet, on_fail=[{"then": "resit", "repeat": True}]).row(),
            outcome="incomplete",
            scores="y=90",
        )

    def test_void_fails_with_what_the_mark_adds(self):
        one = {
            "components": {"theory": {"pass": 80, "article": "9"}},
            "marks": {"void": {"as": "fail", "actions": ["talk"], "article": "5.3"}},
        }
        self.expect(
            Workspace(one, long_sheet("E1 theory 1 作弊"), on_fail=LADDER).row(),
            scores="theory=void",
            failed="theory",
            actions="talk",
            articles="9;5.3",
        )

    def test_on_fails_counts_in_one_course(self):
        one = {"components": {"theory": {"pass": 80}}}
        sheet = long_sheet("E1 theory 1 70", "E1 theory 2 70")
        self.expect(
            Workspace(one, sheet, on_fail=LADDER, on_fails=[{"count": 2, "actions": ["list"]}]).row(),
            actions="leave;list",
        )

    def test_upheld_appeal_makes_the_second_attempt_superfluous(self):
        one = {"components": {"theory": {"pass": 80}}}
        sheet = long_sheet("E1 theory 1 79", "E1 theory 2 70")
        appeals = (
            "appeal_id,employee_id,course_id,attempt,component,filed_on,status,corrected_score\n"
            "A1,E1,C1,1,,2026-02-01,upheld,80\n"
        )
        self.expect(
            Workspace(one, sheet, on_fail=LADDER, appeals=appeals).row(),
            outcome="pass",
            attempts="1",
            appeal="upheld",
            scores="theory=80",
        )

    def test_open_appeal_holds_what_someone_decides(self):
        one = {"components": {"theory": {"pass": 80}}}
        appeals = "appeal_id,employee_id,course_id,filed_on,status\nA1,E1,C1,2026-02-01,open\n"
        ladder = [{"then": "end", "actions": ["leave", "talk"]}]
        self.expect(
            Workspace(one, long_sheet("E1 theory 1 79"), on_fail=ladder, appeals=appeals).row(),
            appeal="open",
            actions="talk",
        )

    def test_two_courses_in_a_row(self):
        days = [
            ("C1", "2026-01-05", "2026-01-23"),
            ("C2", "2026-02-02", "2026-02-06"),
            ("C0", "2026-03-02", "2026-03-06"),
        ]
        courses = [{"id": i, "track": "t", "start": s, "end": e} for i, s, e in days]
        one = {"components": {"theory": {"pass": 80}}}
        sheet = long_sheet("E1 theory 1 70", "E1/C2 theory 1 _", "E1/C0 theory 1 60 - 2026-03-06")
        rule = {"count": 2, "actions": ["list"], "within": "soon", "then": "retrain", "article": "10"}
        rows = (
            Workspace(
                one,
                sheet,
                courses=courses,
                on_fail=[{"then": "end", "actions": ["talk"]}],
                on_consecutive_fails=[rule],
            )
            .grade()
            .results()
        )
        self.assertEqual(
            [(r["course_id"], r["outcome"], r["actions"], r["next"], r["due"]) for r in rows],
            [
                ("C0", "fail", "talk;list", "retrain", "2026-03-09"),
                ("C1", "fail", "talk", "none", ""),
                ("C2", "incomplete", "", "assess", ""),
            ],
        )

    def test_participants_and_summary(self):
        courses = [
            {
                "id": "C1",
                "track": "t",
                "start": "2026-01-05",
                "end": "2026-01-23",
                "participants": {"track": "t"},
            }
        ]
        grading = Workspace(
            {"components": {"theory": {"pass": 80}}}, long_sheet("E1 theory 1 90"), courses=courses
        ).grade()
        self.assertEqual(
            [(r["employee_id"], r["outcome"], r["next"], r["attempts"]) for r in grading.results()],
            [("E1", "pass", "none", "1"), ("E2", "withdrawn", "none", "0")],
        )
        self.assertEqual(
            [list(row.values()) for row in grading.summary()],
            [
                ["C1", "", "2", "1", "1", "1", "0", "0", "0", "100.00", "100.00", ""],
                ["C1", "-", "1", "0", "0", "0", "0", "0", "0", "", "", ""],
                ["C1", "客服", "1", "1", "1", "1", "0", "0", "0", "100.00", "100.00", ""],
            ],
        )

    def test_components_table(self):
        sheet = long_sheet("E1 theory 1 79.5", "E1 practical 1 缺考 hr", "E1 theory 2 80")
        rows = Workspace(TWO, sheet, on_fail=LADDER).grade().components()
        self.assertEqual(
            [list(row.values()) for row in rows],
            [
                ["E1", "C1", "1", "theory", "79.5", "80", "fail"],
                ["E1", "C1", "1", "practical", "absent", "85", "incomplete"],
                ["E1", "C1", "2", "theory", "80", "80", "pass"],
            ],
        )

    def test_wide_gb18030_sheet(self):
        sheet = "成绩表,,,\r\n工号,课程编号,theory,practical@导师,practical@HR\r\nE1,C1,８０分,85,85\r\n合计,,,,\r\n"
        sheet = sheet.replace("成绩表,,,", "成绩表,,,,")
        self.expect(
            Workspace(TWO, sheet.encode("gb18030")).row(), outcome="pass", scores="theory=80;practical=85"
        )

    def test_baseline_never_counts(self):
        data = {"components": {"theory": {"pass": 80}, "before": {"baseline_of": "theory"}}}
        self.expect(
            Workspace(
                data, long_sheet("E1 theory 1 90", "E1 before 1 10"), bands={"top": {"at_least": 90}}
            ).row(),
            outcome="pass",
            band="top",
            scores="theory=90;before=10",
        )


if __name__ == "__main__":
    unittest.main()
