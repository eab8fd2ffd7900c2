"""From rows read to patients used, and why the others are not."""

from __future__ import annotations

import hlhdash
from hlhdash.analysis.flow import exclusion_flow
from tests.cohort.making import HEADER, read, tables


def steps(cohort: hlhdash.Cohort) -> dict[str, tuple[int, list[tuple[str, tuple[str, ...]]]]]:
    return {
        str(one.analysis): (one.used, [(str(left.reason), left.patients) for left in one.left_out])
        for one in exclusion_flow(cohort).analyses
    }


def test_the_rows_of_a_sheet_that_are_not_used():
    cohort = read(
        "A1,2020-01-01,2020-12-31,alive", "A2,2020-01-01,2020-12-31,alive", "A1,2020-01-01,2020-12-31,alive",
        ",2020-01-01,2020-12-31,alive", "Total,2,,", "Note: all seen in clinic,,,",
    )  # fmt: skip
    (rows,) = exclusion_flow(cohort).rows
    assert (rows.sheet, rows.n, rows.used) == ("cohort", 6, 2)
    assert [(str(why), n) for why, n in rows.not_used] == [
        ("name no patient", 1), ("totals", 1), ("remarks", 1), ("repeat a patient", 1)
    ]  # fmt: skip


def test_rows_about_patients_nobody_knows():
    cohort = tables(
        patients={"patient_id": ["A1"], "rux_start": ["2020-01-01"], "last_follow_up": ["2020-03-01"],
                  "vital_status": ["alive"]},
        labs={"patient_id": ["A1", "A9", "A9"], "day": [0, 1, 2], "ferritin": [900, 800, 700]},
    )  # fmt: skip
    labs = exclusion_flow(cohort).rows[1]
    assert (labs.sheet, labs.n, labs.used) == ("labs", 3, 1)
    assert [(str(why), n) for why, n in labs.not_used] == [("about patients whom the patients sheet does not have", 2)]


def test_each_analysis_says_whom_it_cannot_use_and_why():
    cohort = read(
        "A1,2020-01-01,2020-12-31,alive,PR,900", "A2,2020-01-01,2020-12-31,,NE,", "A3,2020-01-01,,alive,,800",
        "A4,2020-01-01,2020-01-03,dead,,", "A5,2020-01-01,2019-12-01,alive,NR,",
        header=HEADER + ",response_week1,ferritin_d0",
    )  # fmt: skip
    assert steps(cohort) == {
        "Survival": (
            2,
            [
                ("no vital status", ("A2",)),
                ("no day of last follow-up or death from day zero", ("A3",)),
                ("last follow-up or death before day zero", ("A5",)),
            ],
        ),
        "Swimmer plot": (4, [("no day of last follow-up or death", ("A3",))]),
        "Response, Week 1": (3, [("recorded as not evaluable", ("A2",)), ("no response recorded", ("A3",))]),
        "Response, Best response": (3, [("no response recorded", ("A2", "A3"))]),
        "Laboratory values": (2, [("no measurement", ("A2", "A4", "A5"))]),
    }


def test_the_flow_agrees_with_the_figures():
    cohort = hlhdash.read_cohort("sample_data/invented120.xlsx").where(etiology=["EBV", "FHL"])
    flow = exclusion_flow(cohort)
    used = {str(one.analysis): one.used for one in flow.analyses}
    assert (flow.n_total, flow.n) == (120, len(cohort))
    assert used["Survival"] == hlhdash.kaplan_meier(cohort).n
    assert used["Swimmer plot"] == len(hlhdash.swimmer(cohort).lanes)
    assert (
        used["Response, Week 4"]
        == hlhdash.response_table(cohort, "response_week4", by=None, denominator="evaluable").patients["counted"].sum()
    )


def test_whoever_never_reached_day_zero_is_left_out_for_that_reason():
    cohort = read("A1,2020-01-01,2020-12-31,alive,2020-03-01", "A2,2020-01-01,2020-12-31,alive,",
                  header=HEADER + ",hsct")  # fmt: skip
    assert steps(cohort.with_day_zero("hsct")) == {
        "Survival": (1, [("never reached day zero", ("A2",))]),
        "Swimmer plot": (1, [("never reached day zero", ("A2",))]),
    }
