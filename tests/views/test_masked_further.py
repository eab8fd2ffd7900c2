"""Labs, adverse events and response in time tell no count under the chosen size: not in a table, figure or sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import hlhdash
from hlhdash import views
from hlhdash.export.picture import live
from hlhdash.export.wording import wording
from hlhdash.figures.style import Look
from hlhdash.language import Translator
from hlhdash.report.plain_table import plain_table
from hlhdash.views import Answer, CourseView, FeverView, LabsView, PatientView, SafetyView, SpeedView, View

SAMPLES = Path(__file__).parents[2] / "sample_data"
SAY = Translator("en")
ALL_VIEWS = (
    SpeedView(),
    SpeedView(by=None),
    CourseView(),
    CourseView(by="sex"),
    SafetyView(),
    SafetyView("etiology", "EBV"),
    SafetyView("etiology", None, "first"),
    FeverView("etiology"),
    LabsView("ferritin", "etiology"),
    LabsView("ferritin", "etiology", "strips"),
    LabsView("ferritin", "etiology", "pairs"),
    LabsView("ferritin", "etiology", "normal"),
)


@pytest.fixture(scope="module")
def cohort() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "invented120.xlsx")


def masked(cohort: hlhdash.Cohort, settings: Any, least: int = 5) -> Answer:
    return views.masked(views.answer(View(settings), cohort), least)


def rows(asked: Answer) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in plain_table(asked.table, SAY).rows}


@pytest.mark.parametrize("settings", ALL_VIEWS, ids=str)
@pytest.mark.parametrize("least", [5, 12])
def test_no_count_under_the_size_stands_in_a_table_or_beside_a_figure(
    cohort: hlhdash.Cohort, settings: Any, least: int
) -> None:
    asked = masked(cohort, settings, least)
    shown = [cell for row in plain_table(asked.table, SAY).rows for cell in row[1:]]
    if isinstance(settings, CourseView):  # a class that nobody of the file ever had is no count of anybody
        shown = [cell for cell in shown if not cell.startswith("0/")]
    found = [int(k) for cell in shown for k in re.findall(r"^(\d+)(?:/|$)", cell)]
    assert [k for k in found if k < least] == []
    said = wording(asked, SAY)
    words = " ".join((*said.notices, *said.caption, said.footer, said.alt, said.legend, *said.results, *said.methods))
    assert f"hidden, because fewer than {least} patients" in words
    told = re.findall(r"\b(\d+) (?:patients?|of \d+) (?:is|are|has|have|did)\b", words)
    assert [k for k in told if int(k) < least] == []


@pytest.mark.parametrize("settings", [one for one in ALL_VIEWS if not isinstance(one, LabsView)], ids=str)
def test_no_bar_or_name_of_a_figure_tells_a_small_count(cohort: hlhdash.Cohort, settings: Any) -> None:
    drawn = live(masked(cohort, settings), Look(say=SAY))
    data: Any = drawn.data
    inside = [text for trace in data for text in (trace.text if isinstance(trace.text, tuple) else ())]
    beside = [str(one["text"]) for one in drawn.to_dict()["layout"]["annotations"]]
    counts = [int(k) for text in inside for k in re.findall(r"(\d+)$", text)]
    assert [k for k in counts if k < 5] == []
    assert [one for one in beside if re.search(r"\b[0-4]/\d", one)] == []
    assert all(trace.customdata is None and trace.hovertext is None for trace in data)


def test_time_to_response_keeps_what_is_large(cohort: hlhdash.Cohort) -> None:
    asked = masked(cohort, SpeedView())
    shown = rows(asked)
    assert shown["EBV"][:4] == ("19/48 (39.6)", "[c]", "[c]", "39.6 % (26.5 to 52.4 %)")
    assert shown["MAS"] == ("[c]",) * 6
    assert [str(one) for one in asked.result.order][:2] == ["EBV", "FHL"]  # pyright: ignore[reportAttributeAccessIssue]
    assert "CMV" not in asked.result.order  # pyright: ignore[reportAttributeAccessIssue]


def test_hidden_classes_over_time_stand_together_in_one_bar(cohort: hlhdash.Cohort) -> None:
    asked = masked(cohort, CourseView(by=None))
    table: pd.DataFrame = asked.result.rows  # pyright: ignore[reportAttributeAccessIssue]
    assert table["closed"].tolist() == [7, 9, 15, 13]
    assert (table[["CR", "PR", "improved", "NR", "died", "NE", "closed"]].sum(axis=1) == 120).all()
    drawn = live(asked, Look(say=SAY)).to_dict()["data"]
    grey = next(one for one in drawn if one["name"] == "Hidden classes")
    assert list(grey["text"]) == ["", "", "", ""]


def test_of_adverse_events_rare_terms_are_gone_and_small_grades_stand_together(cohort: hlhdash.Cohort) -> None:
    full, asked = views.answer(View(SafetyView()), cohort).result, masked(cohort, SafetyView()).result
    assert isinstance(full, hlhdash.Safety)
    assert isinstance(asked, hlhdash.Safety)
    before, after = full.counts(), asked.counts()
    common = before.sum(axis=1) >= 5
    assert after.sum(axis=1).to_dict() == before[common].sum(axis=1).to_dict()
    cells = after.drop(columns=-1).to_numpy()
    assert cells[(cells > 0) & (cells < 5)].tolist() == []
    assert len(common) > common.sum()


def test_pairs_are_drawn_as_medians_of_groups_whose_size_may_be_seen(cohort: hlhdash.Cohort) -> None:
    asked = masked(cohort, LabsView("ferritin", "etiology", "pairs"))
    shown = rows(asked)
    assert shown["EBV"][4:] == ("30/40", "10/40")
    assert shown["FHL"][4:] == ("[c]", "[c]")
    assert shown["CMV"] == ("[c]",) * 6
    drawn = live(asked, Look(say=SAY)).to_dict()["data"]
    names = [one["name"] for one in drawn if one.get("showlegend")]
    assert names == ["EBV", "FHL", "MAS", "CAEBV", "AID", "infection", "malignancy", "unknown"]
    assert {len(one["x"]) for one in drawn} == {2}


def test_who_became_normal_is_hidden_day_by_day(cohort: hlhdash.Cohort) -> None:
    asked = masked(cohort, LabsView("ferritin", "etiology", "normal"))
    assert rows(asked)["EBV"] == ("47", "[c]", "[c]", "[c]", "[c]", "13/47", "27/47", "90")
    names = [str(one["text"]) for one in live(asked, Look(say=SAY)).to_dict()["layout"]["annotations"]]
    assert "<b>● EBV</b>" in names


def test_too_few_patients_are_refused() -> None:
    nine = hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")
    for settings in (CourseView(by=None), LabsView("ferritin", "etiology", "pairs"), SpeedView()):
        with pytest.raises(hlhdash.CohortError, match="Numbers under 10 are hidden"):
            masked(nine, settings, 10)


def test_a_patient_is_shown_as_chosen(cohort: hlhdash.Cohort) -> None:
    asked = views.answer(View(PatientView(3)), cohort)
    assert views.masked(asked, 5) is asked


@pytest.mark.parametrize("shown", ["time", "strips"])
def test_groups_of_few_lines_are_not_drawn(cohort: hlhdash.Cohort, shown: str) -> None:
    bare = views.answer(View(LabsView("ferritin", "added_therapy", shown)), cohort)  # pyright: ignore[reportArgumentType]
    assert {"anakinra", "chemotherapy"} < set(bare.result.groups)  # pyright: ignore[reportAttributeAccessIssue]
    seen: Any = views.masked(bare, 5).result
    assert {"anakinra", "chemotherapy"}.isdisjoint({*seen.groups, *seen.points["group"], *seen.medians["group"]})
    assert str(seen.provenance.note).endswith("; each line or row of values is still a patient")


def test_pairs_do_not_tell_how_many_patients_have_no_value(cohort: hlhdash.Cohort) -> None:
    asked = masked(cohort, LabsView("spleen", None, "pairs"))
    assert live(asked, Look(say=SAY)).layout["meta"]["alt"] == ("Spleen up to day zero and later: medians of patients.")
