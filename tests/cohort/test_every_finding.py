"""Every doubt that the list of doubts promises, provoked once: level, place, sentence, remedy, cell, what it affects.

What each file must say stands in findings.json, a line for each. Sentences are compared word by word.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import hlhdash
from hlhdash.cohort import checks_dates
from tests.cohort.making import HEADER, read, tables

EXPECTED = json.loads((Path(__file__).parent / "findings.json").read_text(encoding="utf-8"))
FINE = "A1,2020-01-01,2020-12-31,alive"
FINE_TOO = "A2,2020-01-01,2020-12-31,alive"
PEOPLE = {"patient_id": ["A1", "A2"], "rux_start": ["2020-01-01"] * 2, "last_follow_up": ["2020-03-01", "2020-02-01"],
          "vital_status": ["alive", "dead"]}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks_dates, "now", lambda: dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC))


def rows(*lines: str, more: str = "") -> Callable[[], hlhdash.Cohort]:
    return lambda: read(*lines, header=f"{HEADER}{more}")


def book(**sheets: dict[str, list]) -> Callable[[], hlhdash.Cohort]:
    return lambda: tables(patients=PEOPLE, **sheets)


def courses(*starts_and_ends: tuple[str, str]) -> Callable[[], hlhdash.Cohort]:
    n = len(starts_and_ends)
    starts, ends = zip(*starts_and_ends, strict=True)
    return book(treatments={"patient_id": ["A1"] * n, "drug": ["VP16"] * n, "start": [*starts], "end": [*ends]})


def many(values: list[str], more: str) -> Callable[[], hlhdash.Cohort]:
    return rows(*(f"A{i},2020-01-01,2020-12-{i:02d},alive,{one}" for i, one in enumerate(values, 1)), more=f",{more}")


CASES: dict[str, Callable[[], hlhdash.Cohort]] = {
    "duplicate, identical": rows(FINE, FINE),
    "duplicate, conflicting": rows(FINE, "A1,2020-01-01,2020-06-30,dead"),
    "one child under two codes": rows(FINE, FINE_TOO),
    "a code written in two ways": rows(FINE, "a1,2020-02-02,2020-12-30,alive"),
    "end before start": courses(("2020-01-15", "2020-01-05")),
    "treatment after the end": courses(("2020-01-15", "2020-05-01")),
    "treatment that starts after the end": courses(("2020-04-15", "2020-05-01")),
    "overlapping intervals": courses(("2020-01-05", "2020-01-20"), ("2020-01-15", "2020-02-01")),
    "event after the end": book(events={"patient_id": ["A1"], "date": ["2020-04-02"], "event": ["relapse"]}),
    "measurement after the end": book(labs={"patient_id": ["A2"], "day": [60], "ferritin": [900]}),
    "own measurement after the end": rows("A1,2020-01-01,2020-01-05,dead,900", more=",ferritin_d7"),
    "death before the last visit": rows("A1,2020-01-01,2020-02-01,dead,2020-01-20", more=",death"),
    "alive with a day of death": rows("A1,2020-01-01,2020-02-01,alive,2020-02-01", more=",death"),
    "response after the death": rows("A1,2020-01-01,2020-01-09,dead,PR", more=",response_week4"),
    "response after the death, listed": book(events={"patient_id": ["A2"], "date": ["2020-02-20"], "event": ["CR"]}),
    "died, yet lived longer": rows(f"{FINE},died", more=",response_week1"),
    "relapse without a remission": rows(
        f"{FINE},,2020-05-01", FINE_TOO + ",2020-02-01,2020-05-01", more=",remission,relapse"
    ),
    "follow-up shorter than the time to transplant": rows("A1,2020-01-01,2020-02-01,alive,2020-03-05", more=",hsct"),
    "follow-up below zero": rows("A1,2020-01-01,2019-12-01,alive"),
    "death before day zero": rows("A1,2020-01-01,2019-12-01,dead", FINE_TOO),
    "follow-up of no length": rows("A1,2020-01-01,2020-01-01,alive"),
    "no follow-up": rows(FINE, "A2,2020-01-01,,alive"),
    "no day zero": rows(FINE, "A2,,2020-12-01,alive"),
    "milestones out of order": rows(f"{FINE},2020-01-08", more=",diagnosis"),
    "implausible age": rows(f"{FINE},45y", more=",age"),
    "implausible weight": rows(f"{FINE},400", more=",weight_kg"),
    "implausible date": rows(f"{FINE},2099-01-01", more=",hsct"),
    "implausible number of a laboratory": rows(f"{FINE},-5", more=",ferritin_d0 (ng/mL)"),
    "implausible value of a laboratory": many(["1200000", "800", "900"], "ferritin_d0 (ng/mL)"),
    "mixed units": many(["85", "9.5", "91", "88"], "haemoglobin_d0"),
    "a cell that is no number": rows(
        f"{FINE},abc", FINE_TOO + ",900", FINE.replace("A1", "A3") + ",800", more=",ferritin_d0"
    ),
    "a cell that is no date": rows(FINE, "A2,2020-01-01,soon,alive"),
    "missing status": rows(FINE, "A2,2020-01-01,2020-02-01,"),
    "unknown status": rows(FINE, "A2,2020-01-01,2020-02-01,perhaps"),
    "few in a category": many(["EBV"] * 4 + ["FHL"], "etiology"),
    "spellings of one value": many(["Arm A", "arm a", "B"], "arm"),
    "unknown etiology": many(["EBV", "Kikuchi"], "etiology"),
    "unknown response": many(["PR", "so so", "CR"], "response_week1"),
    "unknown patient": book(treatments={"patient_id": ["A9"], "drug": ["VP16"], "start": ["2020-01-15"], "end": [""]}),
    "later than the cut-off": rows("A1,2020-01-01,2021-03-01,alive,2020-12-31", more=",data cut-off"),
    "later than the cut-off, listed": lambda: tables(
        patients=PEOPLE | {"data cut-off": ["2020-02-20"] * 2},
        treatments={"patient_id": ["A1"], "drug": ["VP16"], "start": ["2020-01-05"], "end": ["2020-02-27"]},
    ),
    "in the future": rows("A1,2020-01-01,2026-01-04,alive"),
    "two columns for one thing, apart": rows(f"{FINE},3", more=",follow_up_months"),
    "names": rows(f"{FINE},Zhang Wei", more=",name"),
    "names by what they are": many(["王小明", "李红", "张伟"], "who"),
    "record numbers": rows(f"{FINE},00123456", more=",MRN"),
    "birth dates": rows(f"{FINE},2015-07-09", more=",DOB"),
    "telephone numbers": many(["13812345678", "13912345678", "13712345678"], "contact"),
    "addresses": many(["北京市西城区南礼士路56号", "河北省保定市清苑县", "山东省济南市历下区"], "where"),
    "doctors": rows(f"{FINE},李强", more=",主治医生"),
    "only a name tells patients apart": lambda: read(
        "王小明,2020-01-01,2020-12-31,alive", header="姓名,rux_start,last_follow_up,vital_status"
    ),
}
PARTS = ("level", "sheet", "row", "column", "patient", "sentence", "remedy", "read", "affects")


def said_of(finding: hlhdash.Finding) -> list:
    told = [getattr(finding, part) for part in PARTS]
    return [str(one) if isinstance(one, str) else list(one) if isinstance(one, tuple) else one for one in told]


@pytest.mark.parametrize("name", CASES)
def test_each_doubt_is_said_once_with_its_place_and_its_remedy(name):
    expected = [EXPECTED[name][part] for part in PARTS]
    found = [said_of(finding) for finding in CASES[name]().findings]
    assert [one for one in found if one[PARTS.index("sentence")] == EXPECTED[name]["sentence"]] == [expected]


def test_none_is_forgotten():
    assert set(EXPECTED) == set(CASES)
