"""Both shapes of file, every way of writing it, become the same Cohort."""

from __future__ import annotations

import io

import pandas as pd
import pytest

import hlhdash

WIDE = """patient_id,sex,age_years,etiology,rux_start,rux_stop,hsct_months,vital_status,last_follow_up,response_week1
001,F,0.75,FHL,2018-01-29,2018-06-08,4.5,alive,2020-01-29,PR
1,男,1岁8月,EB病毒相关,2018-05-28,,,死亡,2018-06-04,未缓解
C3,M,20 months,unclear,2018-03-05,ongoing,,lost,2018-09-01,好转
"""


def expect(cohort: hlhdash.Cohort) -> None:
    people = cohort.patients.set_index("patient_id")
    assert list(people.index) == ["001", "1", "C3"]
    assert people["sex"].tolist() == ["F", "M", "M"]
    assert people["age_years"].tolist() == pytest.approx([0.75, 20 / 12, 20 / 12])
    assert people["etiology"].tolist() == ["FHL", "EBV", "unknown"]
    assert people["vital_status"].tolist() == ["alive", "dead", "lost"]
    assert people["response_week1"].tolist() == ["PR", "NR", "improved"]
    assert people["last_follow_up"].tolist() == [730, 7, 180]
    assert people["hsct"].tolist()[0] == 4.5 * 30.4375
    assert cohort.survival_table().to_dict("list") == {
        "patient_id": ["001", "1", "C3"],
        "time": [730.0, 7.0, 180.0],
        "event": [0, 1, 0],
    }
    ruxolitinib = cohort.courses.set_index("patient_id")
    assert ruxolitinib["start_day"].tolist() == [0, 0, 0]
    assert ruxolitinib["end_day"].iloc[0] == 130
    assert ruxolitinib["ongoing"].tolist() == [False, False, True]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_text_with_each_separator_with_and_without_a_byte_order_mark(separator: str, encoding: str):
    expect(hlhdash.read_cohort(WIDE.replace(",", separator).encode(encoding), "wide.csv"))


def test_a_workbook():
    out = io.BytesIO()
    pd.read_csv(io.StringIO(WIDE), dtype=str).to_excel(out, index=False, sheet_name="Sheet1")
    expect(hlhdash.read_cohort(out.getvalue(), "wide.xlsx"))


def test_a_table_in_memory():
    expect(hlhdash.read_cohort(pd.read_csv(io.StringIO(WIDE), dtype=str)))


def test_decimal_commas_where_semicolons_separate():
    data = b"patient_id;age_years;follow_up_months;vital_status\nA;1,5;2,5;alive\n"
    cohort = hlhdash.read_cohort(data, "comma.csv")
    assert cohort.patients["age_years"].tolist() == [1.5]
    assert cohort.survival_table()["time"].tolist() == [2.5 * 30.4375]


def test_chinese_headers():
    data = (
        "编号,性别,年龄,病因,芦可替尼开始,末次随访,结局,最佳疗效\nA,女,9月,家族性,2019年3月5日,20190405,存活,完全缓解\n"
    )
    cohort = hlhdash.read_cohort(data.encode(), "chinese.csv")
    row = cohort.patients.iloc[0]
    assert (row["sex"], row["age_years"], row["etiology"], row["best_response"]) == ("F", 0.75, "FHL", "CR")
    assert cohort.survival_table()["time"].tolist() == [31]


def test_a_workbook_in_long_form():
    cohort = hlhdash.read_cohort(
        {
            "patients": pd.DataFrame(
                {"patient_id": ["A", "B"], "rux_start": ["2020-01-01", "2020-02-01"], "etiology": ["EBV", "FHL"]}
            ),
            "treatments": pd.DataFrame(
                {
                    "patient_id": ["A", "A", "Z"],
                    "drug": ["rux", "VP16", "rux"],
                    "start": ["2020-01-01", "2020-01-15", "2020-01-01"],
                    "end": ["2020-03-01", "", ""],
                }
            ),
            "events": pd.DataFrame(
                {
                    "patient_id": ["A", "A", "B", "B"],
                    "date": ["2020-01-08", "2020-06-01", "2020-03-02", "2020-12-31"],
                    "event": ["PR", "death", "HSCT", "last follow-up"],
                }
            ),
            "labs": pd.DataFrame({"patient_id": ["A", "B"], "day": [0, 7], "ferritin_ng_ml": [">40000", "350"]}),
        }
    )
    assert cohort.patients["vital_status"].tolist() == ["dead", "alive"]
    assert cohort.survival_table()["time"].tolist() == [152, 334]
    assert cohort.patients["response_week1"].tolist() == ["PR", None]
    assert cohort.courses[["label", "start_day"]].to_numpy().tolist() == [
        ["ruxolitinib", 0],
        ["etoposide", 14],
        ["ruxolitinib", 0],
    ]
    assert cohort.labs[["value", "bound"]].to_numpy().tolist() == [[40000, ">"], [350, ""]]
    assert [finding.patient for finding in cohort.findings if finding.level == "error"] == ["Z"]


def test_dates_win_over_numbers_and_a_disagreement_is_a_finding():
    data = b"patient_id,rux_start,last_follow_up,follow_up_days,vital_status\nA,2020-01-01,2020-01-31,90,alive\n"
    cohort = hlhdash.read_cohort(data, "two.csv")
    assert cohort.survival_table()["time"].tolist() == [30]
    doubts = [finding for finding in cohort.findings if finding.level == "warning"]
    assert [finding.patient for finding in doubts] == ["A"]
    assert "30" in doubts[0].sentence
    assert "90" in doubts[0].sentence


def test_a_coarse_number_beside_a_date_is_no_disagreement():
    data = b"patient_id,rux_start,last_follow_up,follow_up_months,vital_status\nA,2020-01-01,2020-04-10,3,alive\n"
    cohort = hlhdash.read_cohort(data, "coarse.csv")
    assert [finding for finding in cohort.findings if finding.level == "warning"] == []


def test_another_day_zero_moves_every_time():
    data = b"patient_id,diagnosis,rux_start,last_follow_up,vital_status\nA,2019-12-02,2020-01-01,2020-01-31,dead\n"
    cohort = hlhdash.read_cohort(data, "zero.csv", day_zero="diagnosis")
    assert cohort.day_zero == "diagnosis"
    assert cohort.survival_table()["time"].tolist() == [60]
    assert cohort.courses["start_day"].tolist() == [30]
    assert cohort.events.loc[cohort.events["kind"] == "death", "day"].tolist() == [60]
    with pytest.raises(hlhdash.CohortError, match="cannot be day zero"):
        cohort.with_day_zero("hsct")


_VISIT = (
    "record_id,redcap_event_name,rux_start,last_follow_up,vital_status,{date},ferritin",
    "1,baseline_arm_1,2020-01-01,2020-12-01,alive,,",
    "1,week_1_arm_1,,,,{first},900",
    "2,baseline_arm_1,2020-02-01,2020-12-01,alive,,",
    "2,week_1_arm_1,,,,{second},9900",
)


def test_a_measurement_of_one_redcap_event_alone_lies_on_its_date_else_on_the_week_of_the_event():
    def days(**cells):
        file = "\n".join(_VISIT).format(**cells).encode()
        return hlhdash.read_cohort(file, "export.csv").labs[["patient_id", "day", "value"]].to_numpy().tolist()

    assert days(date="sample_date", first="2020-01-10", second="2020-02-05") == [["1", 9, 900], ["2", 4, 9900]]
    assert days(date="note", first="", second="") == [["1", 7, 900], ["2", 7, 9900]]
