"""No text of a file reaches Plotly as markup, in any figure."""

from __future__ import annotations

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash import figures
from tests.figures.cohorts import wide_table
from tests.figures.reading import OWN_MARKUP, drawn

LINK = '<a href="http://127.0.0.1:9/some/where/else">click</a>'
PICTURE = "<span style=\"background:url('//127.0.0.1:9/y')\">z</span>"
TEMPLATE = "%{customdata} & <b>bold</b>"
COLUMN = "arm <img src=//127.0.0.1:9/z>"


@pytest.fixture(scope="module")
def hostile() -> hlhdash.Cohort:
    table = wide_table(24).astype({"etiology": object, "patient_id": object, "added_therapy": object})
    table.loc[0, "patient_id"] = LINK
    table.loc[:7, "etiology"] = [LINK, PICTURE, TEMPLATE, *["EBV"] * 5]
    table["added_therapy"] = [LINK, PICTURE] * 12
    table["added_therapy_start"] = range(3, 27)
    table["line_of_therapy"] = [PICTURE, TEMPLATE] * 12
    table[COLUMN] = [LINK, TEMPLATE] * 12
    labs = pd.DataFrame({"patient_id": [LINK, LINK], "day": [0, 7], "analyte": LINK, "value": [5, 3], "unit": PICTURE})
    treatments = pd.DataFrame(
        {"patient_id": LINK, "treatment": TEMPLATE, "start_day": [0, 9], "end_day": [9, 20], "dose": [LINK, PICTURE]}
    )
    cohort = hlhdash.read_cohort({"patients": table, "labs": labs, "treatments": treatments})
    return cohort.where(line_of_therapy=[PICTURE, TEMPLATE])


@pytest.fixture(scope="module")
def all_figures(hostile: hlhdash.Cohort) -> dict[str, go.Figure]:
    return {
        "swimmer": figures.swimmer(hlhdash.swimmer(hostile)),
        "swimmer with facts": figures.swimmer(
            hlhdash.swimmer(hostile, sort=COLUMN, facts=("etiology", COLUMN, "line_of_therapy"), strip=LINK)
        ),
        "waterfall": figures.waterfall(hlhdash.waterfall(hostile, LINK)),
        "swimmer by column": figures.swimmer(hlhdash.swimmer(hostile, group=COLUMN), colour="etiology"),
        "survival": figures.survival(hlhdash.kaplan_meier(hostile, by="etiology")),
        "survival against": figures.survival(hlhdash.kaplan_meier(hostile, by="etiology", against=LINK)),
        "survival by column": figures.survival(hlhdash.kaplan_meier(hostile, by=COLUMN)),
        "response": figures.response(hlhdash.response_table(hostile)),
        "response against": figures.response(hlhdash.response_table(hostile, against=LINK)),
        "response by column": figures.response(hlhdash.response_table(hostile, by=COLUMN)),
    }


def test_no_tag_is_drawn_but_our_own(all_figures: dict[str, go.Figure]) -> None:
    for name, figure in all_figures.items():
        texts = drawn(figure)
        assert any("&lt;a href=" in text or "&lt;img" in text for text in texts), name
        assert [text for text in texts if "<" in OWN_MARKUP.sub("", text)] == []


def test_no_template_of_a_file_is_filled(all_figures: dict[str, go.Figure]) -> None:
    for figure in all_figures.values():
        assert [text for text in drawn(figure) if "%{" in text] == []
        assert {getattr(trace, "hovertemplate", None) for trace in figure.data} == {None}


def test_no_control_character_is_drawn(all_figures: dict[str, go.Figure]) -> None:
    for figure in all_figures.values():
        assert [text for text in drawn(figure) if any(ord(letter) < 32 for letter in text)] == []


def test_the_description_holds_no_markup(all_figures: dict[str, go.Figure]) -> None:
    for figure in all_figures.values():
        assert not set("<>") & set(figure.layout.meta["alt"])


def test_labels_are_short(all_figures: dict[str, go.Figure]) -> None:
    assert LINK.index("click") > 40
    for figure in all_figures.values():
        assert [text for text in drawn(figure) if "click&lt;/a&gt;" in text] == []


def test_a_status_that_is_an_event_of_its_own_is_drawn_as_text() -> None:
    table = pd.DataFrame({"id": range(4), "time": [10, 20, 30, 40], "status": ["death", LINK[:40], LINK[:40], "alive"]})
    answered = {f"vital_status:{LINK[:40]}": "another event"}
    cohort = hlhdash.read_cohort(table, mapping=answered)
    texts = drawn(figures.incidence(hlhdash.cumulative_incidence(cohort, "time to other event 1")))
    assert any("&lt;a href=" in text for text in texts)
    assert [text for text in texts if "<" in OWN_MARKUP.sub("", text)] == []


def test_ids_for_selection_are_as_they_are_in_the_cohort(all_figures: dict[str, go.Figure]) -> None:
    spec = json.loads(all_figures["swimmer"].to_json())
    assert LINK in spec["data"][0]["customdata"] + spec["data"][2]["customdata"]
