"""The Response screen with files that lack something: a sentence, and the rest is still shown."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from scripts.browser import ROOT

HEAD = "patient_id,etiology,rux_start,response_week1,vital_status,last_follow_up"
VIEWS = ("groups", "forest", "course", "speed", "labs", "diagnosis", "before", "who")


def rows(*patients: tuple[str, str], head: str = HEAD, more: tuple[str, ...] = ()) -> str:
    """Return a file of patients, each with an etiology and a response at week 1."""
    cells = [
        f"A{i},{etiology},2020-01-01,{response},alive,2020-12-31{''.join(f',{one}' for one in more)}"
        for i, (etiology, response) in enumerate(patients, start=1)
    ]
    return "\n".join([head, *cells])


def opened(text: str, view: str = "groups", **choices: object) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.sidebar.get("file_uploader")[0].set_value([("made.csv", text.encode(), "text/csv")])
    app.run()
    for name, value in {"rview": view, **choices}.items():
        app.session_state[f"view.{name}"] = value
    app.switch_page("pages/response.py").run()
    assert not app.error
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Return all that is on the screen, with the spaces a reader sees."""
    figures = [json.dumps(json.loads(one.proto.spec), ensure_ascii=False) for one in app.get("plotly_chart")]
    tables = [block.proto.body for block in app.get("html")]
    words = [one.value for kind in (app.info, app.markdown, app.caption) for one in kind]
    return " ".join([*figures, *tables, *words]).replace("\xa0", " ").replace("\\", "")


def test_a_response_word_nobody_knows_is_named_and_counts_as_not_evaluable():
    app = opened(rows(("EBV", "PR"), ("EBV", "marvellous"), ("FHL", "CR"), ("FHL", "NR")))
    words = said(app)
    assert "Words that are no known response count as not evaluable: marvellous." in words
    assert "1/2 (50)" in words
    assert "2/4 · 50 %" in words


def test_a_class_with_nobody_is_left_out_and_the_choice_still_answers():
    words = said(opened(rows(("EBV", "PR"), ("EBV", "NR"), ("FHL", "PR")), counts="cr"))
    assert "nobody responds, so nothing can differ" in words
    assert "0/3 (0)" in words


@pytest.mark.parametrize("view", VIEWS)
def test_one_etiology_only_draws_every_view(view):
    words = said(opened(rows(("EBV", "PR"), ("EBV", "NR"), ("EBV", "CR")), view))
    expected = {
        "groups": "One group only: nothing to compare.",
        "forest": "2/3 · 67 %",
        "course": "1/3 (33)",
        "speed": "All patients, 2/3",
        "labs": "The file has no labs, so no response can be computed.",
        "diagnosis": "The file has no labs, so only what its columns record can be looked at.",
        "before": "The file has no labs.",
        "who": "Who is in the cohort",
    }
    assert expected[view] in words


def test_where_all_respond_the_table_says_that_nothing_can_differ():
    app = opened(rows(("EBV", "PR"), ("EBV", "CR"), ("FHL", "PR")))
    words = said(app)
    assert "everybody responds, so nothing can differ" in words
    assert "3/3 (100)" in words
    assert "P = 1.000" in words


def test_labs_only_after_day_zero_leave_everyone_not_evaluable():
    app = opened(rows(("EBV", "PR"), ("FHL", "NR"), head=f"{HEAD},ferritin_d7,scd25_d7", more=("900", "3000")), "labs")
    words = said(app)
    assert "No patient has both a recorded class and one by the rule." in words
    assert "2 patients lack one of the two and are not compared." in words
    assert words.count(">Not evaluable<") == 2
    before = said(
        opened(rows(("EBV", "PR"), ("FHL", "NR"), head=f"{HEAD},ferritin_d7,scd25_d7", more=("900", "3000")), "before")
    )
    assert "0/2" in before
    assert "900 (900 to 900; 900 to 900)" in before


def test_a_zero_margin_is_tested_without_its_empty_group():
    """With evaluable patients only, one group is empty: its row stands at 0/0 and takes part in no test."""
    app = opened(rows(("EBV", "PR"), ("EBV", "NR"), ("FHL", "PR"), ("FHL", "PR"), ("MAS", "")), evaluable=True)
    words = said(app)
    assert "0/0" in words
    assert "over 2 groups" in words


def test_without_a_response_column_the_file_is_told_what_to_add():
    text = "patient_id,etiology,rux_start,vital_status,last_follow_up\nA1,EBV,2020-01-01,alive,2020-12-31"
    for view in ("groups", "forest"):
        assert "The file has no response column. Add one named response_week1" in said(opened(text, view))
    assert "The file has no response at a given time" in said(opened(text, "course"))
    assert "No response in this file has a day" in said(opened(text, "speed"))
    assert "Who is in the cohort" in said(opened(text, "who"))
