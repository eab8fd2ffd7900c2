"""An answer that can be projected tells no count under the chosen size, neither in its table nor in its figure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import hlhdash
from hlhdash import views
from hlhdash.cohort.endpoints import STANDARD
from hlhdash.export.picture import live
from hlhdash.figures.style import Look
from hlhdash.language import Translator
from hlhdash.report.plain_table import plain_table
from hlhdash.views import Answer, Condition, Lens, ResponseView, SurvivalView, SwimmerView, View

SAMPLES = Path(__file__).parents[2] / "sample_data"
SAY = Translator("en")


@pytest.fixture(scope="module")
def nine() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def hundred() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "invented120.xlsx")


def cells(asked: Answer) -> list[tuple[str, ...]]:
    return list(plain_table(asked.table, SAY).rows)


def masked(cohort: hlhdash.Cohort, settings: Any, least: int = 5, lens: Lens = Lens()) -> Answer:  # noqa: B008
    return views.masked(views.answer(View(settings, lens), cohort), least)


def test_of_nine_patients_hardly_anything_is_left(nine: hlhdash.Cohort) -> None:
    shown = cells(masked(nine, ResponseView()))
    assert [row[:2] for row in shown] == [
        ("EBV", "5"),
        ("FHL", "[c]"),
        ("AID", "[c]"),
        ("unknown", "[c]"),
        ("Total", "9"),
    ]
    # Of all nine, five improved; every other number is hidden.
    assert [cell for row in shown for cell in row[2:] if cell not in ("[c]", "")] == ["5"]


def test_large_counts_of_a_large_cohort_stay(hundred: hlhdash.Cohort) -> None:
    shown = {row[0]: row[1:] for row in cells(masked(hundred, ResponseView()))}
    assert shown["EBV"][:2] == ("48", "15")
    assert shown["EBV"][6] == "15/48 (31.3)"
    assert shown["Total"][0] == "120"
    assert shown["CMV"][0] == "[c]"
    assert shown["AID"] == ("6", *["[c]"] * (len(shown["AID"]) - 1))


@pytest.mark.parametrize("by", ["etiology", "sex", "line_of_therapy", None])
def test_no_number_under_the_size_stands_in_a_response_table(hundred: hlhdash.Cohort, by: str | None) -> None:
    asked = masked(hundred, ResponseView(by=by))
    counts = 2 + sum(1 for column in asked.table.columns if column.align == "right") - 5
    shown = [cell for row in cells(asked) for cell in row[1 : max(counts, 2)]]
    assert [cell for cell in shown if cell.isdecimal() and int(cell) < 5] == []


def test_a_curve_is_drawn_of_groups_whose_size_may_be_seen(nine: hlhdash.Cohort) -> None:
    asked = masked(nine, SurvivalView(by="etiology"))
    assert [one.name for one in asked.result.groups] == ["EBV"]  # pyright: ignore[reportAttributeAccessIssue]
    shown = {row[0]: row[1:] for row in cells(asked)}
    assert shown["EBV"] == ("5", *["[c]"] * 6)
    assert shown["FHL"] == ("[c]",) * 7
    assert shown["All patients"] == ("9", *["[c]"] * 6)


def test_where_no_group_is_large_enough_all_patients_are_drawn(nine: hlhdash.Cohort) -> None:
    asked = masked(nine, SurvivalView(by="etiology"), lens=Lens(conditions=(Condition("etiology", ("EBV", "FHL")),)))
    assert [str(one.name) for one in asked.result.groups] == ["All patients"]  # pyright: ignore[reportAttributeAccessIssue]


def test_small_numbers_at_risk_are_hidden_and_with_them_that_of_all(hundred: hlhdash.Cohort) -> None:
    shown = {row[0]: row[1:] for row in cells(masked(hundred, SurvivalView(by="sex"), 30))}
    full = {row[0]: row[1:] for row in cells(masked(hundred, SurvivalView(by="sex"), 0))}
    at_risk = {name: [cell.rpartition("; ")[2] for cell in row[3:]] for name, row in full.items()}
    small = [any(int(at_risk[one][j]) < 30 for one in full if one != "All patients") for j in range(4)]
    assert True in small
    for j, hidden in enumerate(small):
        assert (shown["All patients"][3 + j].rpartition("; ")[2] == "[c]") == hidden


def test_incidence_hides_events_of_each_kind(nine: hlhdash.Cohort) -> None:
    asked = masked(nine, SurvivalView(STANDARD["time to HSCT"], shown="side by side"))
    assert {cell for row in cells(asked) for cell in row[2:]} == {"[c]", ""}


@pytest.mark.parametrize("settings", [ResponseView(), SurvivalView(by="etiology"), SurvivalView()])
def test_the_figure_says_what_is_hidden_and_counts_nobody(nine: hlhdash.Cohort, settings: Any) -> None:
    drawn = live(masked(nine, settings), Look(say=SAY))
    words = " ".join(str(one["text"]) for one in drawn.to_dict()["layout"]["annotations"])
    assert "hidden, because fewer than 5 patients" in words
    assert re.findall(r"\b[0-4]/[59]\b|\b[0-4] of [59]\b", words) == []
    data: Any = drawn.data
    for trace in data:
        assert trace.customdata is None
        assert trace.hovertext is None
        text = trace.text if isinstance(trace.text, (list, tuple)) else [trace.text or ""]
        assert [one for one in text if re.search(r"(^|<br>|\s)[0-4]($|<br>)", one)] == []


def test_a_forest_has_no_rate_whose_count_is_hidden(nine: hlhdash.Cohort) -> None:
    drawn = live(masked(nine, ResponseView("forest")), Look(say=SAY))
    words = [str(one["text"]) for one in drawn.to_dict()["layout"]["annotations"]]
    assert [one for one in words if "[c]/" in one] == ["[c]/5", "<b>[c]/9</b>"]
    data: Any = drawn.data
    assert [one != one for one in data[0].x] == [True, True]


def test_a_bar_of_hidden_classes_tells_their_sum_only(nine: hlhdash.Cohort) -> None:
    from hlhdash.figures.classes import CLOSED, split

    result = masked(nine, ResponseView()).result
    assert isinstance(result, hlhdash.ResponseTable)
    assert {key: counts.tolist() for key, counts in split(result).items()} == {
        ("improved", False): [0, 5],
        (CLOSED, False): [5, 4],
    }


def test_lanes_show_patients_one_by_one(nine: hlhdash.Cohort) -> None:
    asked = views.answer(View(SwimmerView()), nine)
    assert views.masked(asked, 5) is asked


def test_too_few_patients_are_refused(nine: hlhdash.Cohort) -> None:
    with pytest.raises(hlhdash.CohortError, match="fewer patients than that"):
        masked(nine, ResponseView(), lens=Lens(conditions=(Condition("etiology", ("FHL",)),)))


def test_0_hides_nothing(nine: hlhdash.Cohort) -> None:
    asked = views.answer(View(ResponseView()), nine)
    assert views.masked(asked, 0) is asked


def test_no_exact_test_tells_how_large_two_groups_are(nine: hlhdash.Cohort) -> None:
    settings = SurvivalView(by="etiology", against="EBV")
    bare, asked = views.answer(View(settings), nine), masked(nine, settings)
    told = [str(one) for one in (*bare.methods, *bare.table.notes)]
    assert any("over all 126 assignments" in one for one in told)  # 4 and 5 of 9 patients
    seen = [*map(str, (*asked.methods, *asked.table.notes)), str(live(asked, Look(say=SAY)).to_json())]
    assert not any("126" in one for one in seen)
    assert any("exact permutation P over all assignments, supposing groups censored alike" in one for one in seen)
