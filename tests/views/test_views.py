"""A view is kept and opened again as it was; what cannot be opened is refused in a sentence."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import hlhdash
from hlhdash import views
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.views import Condition, Lens, ResponseView, SurvivalView, SwimmerView, View

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="module")
def nine() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")


def deck() -> tuple[View, ...]:
    lens = Lens(None, True, "weeks", (Condition("etiology", ("EBV", "FHL")), Condition("age_years", (), 0.5, 12.0)))
    own = Endpoint("event-free survival", ("death", "hsct"), censoring=("added therapy",), failure_day=14)
    return (
        View(
            SwimmerView("response", "etiology", "etiology", (28.0, 56.0), "hsct", ("sex",), until=180.0),
            lens,
            "Überblick",
            "say this",
        ),
        View(SurvivalView(own, by="etiology", against="EBV", interval="plain", times=(4.0, 12.0))),
        View(SurvivalView(by="hsct", landmark=56.0, medians=True), Lens("first_line_start")),
        View(ResponseView("forest", by="etiology", pooled=("FHL", "AID"), planned=True, benchmark=0.3)),
    )


def test_a_saved_deck_comes_back_as_it_was(nine: hlhdash.Cohort) -> None:
    saved = views.save_view(nine, {"age": "age_years"}, deck(), {"encoding": "gb18030", "data_cutoff": "2020-01-31"})
    again = views.read_saved_view(saved.to_json(), "view.json")
    assert again == saved
    assert again.deck == deck()


def test_a_saved_view_holds_no_patient(nine: hlhdash.Cohort) -> None:
    content = views.save_view(nine, {}, deck()).to_json().decode()
    told = json.loads(content)
    assert set(told) == {"format", "version", "sha256", "patients", "headers", "mapping", "reading", "deck", "versions"}
    assert "ruxolitinib9" not in content  # a file may be called by a child's name
    words = {part.strip('",') for part in content.split()}
    assert not words & set(nine.roster)
    assert told["sha256"] == nine.fingerprint
    assert told["patients"] == 9


def test_the_same_file_restores_everything(nine: hlhdash.Cohort) -> None:
    opened = views.open_view(views.save_view(nine, {}, deck()), nine)
    assert opened == views.Opened(True, deck(), (), ())


def test_another_file_is_told_before_it_is_shown(nine: hlhdash.Cohort) -> None:
    saved = views.save_view(nine, {}, (View(SwimmerView()),))
    other = hlhdash.read_cohort(SAMPLES / "invented120.xlsx")
    opened = views.open_view(saved, other)
    assert not opened.same_file
    assert opened.changes[0] == (
        f"This view was made with another file (fingerprint {nine.fingerprint[:12]}; "
        f"the file here has {other.fingerprint[:12]})."
    )
    assert opened.changes[1] == "That file had 9 patients, this one has 120."
    assert opened.deck == saved.deck


def test_a_column_that_is_gone_loses_its_view_and_no_other(nine: hlhdash.Cohort) -> None:
    saved = views.save_view(nine, {}, (View(SurvivalView(by="donor"), title="By donor"), View(SwimmerView())))
    opened = views.open_view(saved, nine)
    assert opened.deck == (View(SwimmerView()),)
    assert opened.lost == ("View 1 (“By donor”) cannot be shown: this file has no column donor.",)


def test_a_value_nobody_has_leaves_the_filter(nine: hlhdash.Cohort) -> None:
    view = View(SwimmerView(), Lens(conditions=(Condition("etiology", ("EBV", "leishmania")),)))
    opened = views.open_view(views.save_view(nine, {}, (view,)), nine)
    assert opened.deck[0].lens.conditions == (Condition("etiology", ("EBV",)),)
    assert opened.lost == ("View 1 (Swimmer): nobody has Etiology leishmania any more; the filter goes on without.",)


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (View(SurvivalView(by="etiology", against="CMV")), "in this file nobody has Etiology CMV."),
        (View(ResponseView(response="response_week52")), "this file has no column Week 52."),
        (
            View(SwimmerView(), Lens("remission")),
            "in this file nobody has a time for Complete remission, its day zero.",
        ),
    ],
)
def test_what_this_file_cannot_answer_is_said(nine: hlhdash.Cohort, view: View, reason: str) -> None:
    opened = views.open_view(views.save_view(nine, {}, (view,)), nine)
    assert opened.deck == ()
    assert opened.lost[0].endswith(f"cannot be shown: {reason}")


def test_other_versions_of_packages_are_told(nine: hlhdash.Cohort) -> None:
    saved = replace(views.save_view(nine, {}, deck()), versions={"scipy": "0.1", "gone": "1"})
    (said,) = views.open_view(saved, nine).changes
    assert said.startswith("It was saved with other versions (then / now): scipy 0.1 / 1.")


def damaged(change: dict[str, Any], nine: hlhdash.Cohort) -> bytes:
    content = json.loads(views.save_view(nine, {}, deck()).to_json())
    return json.dumps(content | change).encode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "x"}, "v.json is no saved view of hlhdash. Save one in the sidebar."),
        ({"version": 9}, "v.json was saved by another version of hlhdash (format 9, this one reads 1). Make the view "
         "again and save it."),
        ({"sha256": 3}, "v.json is damaged: 3 is missing or holds something else. Make the view again and save it."),
        ({"reading": {"x": "y"}}, "v.json is damaged: x is missing or holds something else. Make the view again and "
         "save it."),
        ({"deck": [{"screen": "labour", "settings": {}}]}, "v.json is damaged: screen is missing or holds something "
         "else. Make the view again and save it."),
        ({"deck": [{"screen": "swimmer", "settings": {"colour": "red"}}]}, "v.json is damaged: colour is missing or "
         "holds something else. Make the view again and save it."),
        ({"deck": [{"screen": "survival", "settings": {"naive": 1}}]}, "v.json is damaged: naive is missing or holds "
         "something else. Make the view again and save it."),
        ({"deck": [{"screen": "survival", "settings": {"__class__": 1}}]}, "v.json is damaged: __class__ is missing or "
         "holds something else. Make the view again and save it."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_view_is_refused_in_a_sentence(
    nine: hlhdash.Cohort, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(hlhdash.CohortError) as problem:
        views.read_saved_view(damaged(change, nine), "v.json")
    assert problem.value.sentence == said


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"null"])
def test_rubbish_is_no_view(data: bytes) -> None:
    assert not views.is_saved_view(data)
    with pytest.raises(hlhdash.CohortError, match="is no saved view"):
        views.read_saved_view(data, "v.json")


def test_a_view_is_answered_by_the_analysis_it_names(nine: hlhdash.Cohort) -> None:
    found = views.answer(View(SurvivalView(by="etiology", against="EBV")), nine)
    assert isinstance(found.result, hlhdash.Survival)
    assert found.result.test is not None
    assert found.result.test.p == pytest.approx(21 / 126)
    assert [row.cells[0] for row in found.table.rows] == ["EBV", "All others", "All patients"]
    rates = views.answer(View(ResponseView()), nine).result
    assert isinstance(rates, hlhdash.ResponseTable)
    assert rates.p == pytest.approx(1 / 21)


def test_the_lens_is_the_sidebar(nine: hlhdash.Cohort) -> None:
    seen = Lens("first_line_start", True, "months", (Condition("etiology", ("EBV",)),)).of(nine)
    assert seen.day_zero == "first_line_start"
    assert seen.patients["patient_id"].tolist() == ["P05", "P06", "P07", "P08", "P09"]


@pytest.mark.parametrize("number", range(4))
def test_the_script_of_a_view_gives_its_numbers(
    nine: hlhdash.Cohort, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)
    found = views.answer(deck()[number], nine)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(views.script(found, {}), names)
    again = names["result"]
    assert again.provenance == found.result.provenance
    assert printed.getvalue()
    if isinstance(again, hlhdash.Swimmer):
        assert again.lanes.equals(found.result.lanes)
    elif isinstance(again, hlhdash.Survival):
        assert again.medians().equals(found.result.medians())
        assert again.endpoint == found.result.endpoint
    else:
        assert again.rows.equals(found.result.rows)
        assert again.p == found.result.p


def test_a_pooled_value_nobody_has_leaves_the_pooling(nine: hlhdash.Cohort) -> None:
    view = View(ResponseView(by="etiology", pooled=("FHL", "AID", "leishmania"), planned=True))
    opened = views.open_view(views.save_view(nine, {}, (view,)), nine)
    assert opened.lost == ("View 1 (Response): nobody has Etiology leishmania any more; the pooling goes on without.",)
    assert opened.deck == (replace(view, settings=replace(view.settings, pooled=("FHL", "AID"))),)
    assert views.answer(opened.deck[0], nine).table.rows[1].cells[0] == "FHL + AID"


def test_a_filter_may_take_a_pooled_value_away(nine: hlhdash.Cohort) -> None:
    lens = Lens(conditions=(Condition("etiology", ("EBV", "FHL")),))
    view = View(ResponseView(by="etiology", pooled=("FHL", "AID"), planned=True), lens)
    opened = views.open_view(views.save_view(nine, {}, (view,)), nine)
    assert (opened.lost, opened.deck) == ((), (view,))
    assert [row.cells[0] for row in views.answer(view, nine).table.rows] == ["EBV", "FHL + AID", "Total"]
