"""The Response screen without a browser: what each view shows, and what a rarer choice changes."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from scripts.browser import ROOT


def opened(view: str = "groups", **link: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"rview": view, **link}.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/response.py").run()


def shown(app: AppTest) -> str:
    """Return the figure and the tables as text, with the spaces a reader sees."""
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    tables = " ".join(block.proto.body for block in app.get("html"))
    return f"{json.dumps(spec, ensure_ascii=False)} {tables}".replace("\xa0", " ")


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("groups", "Which etiologies respond at week 1?"),
        ("forest", "different population"),
        ("course", "How do responses change over time?"),
        ("speed", "How soon do patients respond?"),
    ],
)
def test_each_view_draws_its_own_figure(view, words):
    app = opened(view)
    assert not app.error
    assert words in shown(app)


def test_the_labs_give_the_published_week_1():
    app = opened("labs")
    assert not app.error
    tables = " ".join(block.proto.body for block in app.get("html"))
    assert "9 of 9 agree; kappa 1.00" in tables


def test_a_choice_in_the_closed_popover_holds():
    assert "evaluable patients only" in shown(opened(evaluable="1"))
    assert "evaluable patients only" not in shown(opened())


def test_a_benchmark_of_a_link_is_drawn_and_tested():
    words = shown(opened("forest", benchmark="40"))
    assert "benchmark of 40 %" in words
    assert "exact binomial test against 40 %" in words


def test_a_pooling_of_a_link_is_marked_as_made_after_looking():
    assert "Pooled after looking at the data: EBV + FHL (EBV, FHL)" in shown(opened(pool="0-1"))


def test_the_labs_can_give_the_classes_of_the_table():
    assert "Week 1 from labs by the Midwest/Marsh rule" in shown(opened(source="midwest"))


def test_table_one_stands_by_group():
    tables = " ".join(block.proto.body for block in opened("who", t1compare="1").get("html"))
    assert "Who is in the cohort, by Etiology" in tables
    assert "Kruskal-Wallis test, exact over 1,512 assignments" in tables


def test_labs_before_and_after():
    tables = " ".join(block.proto.body for block in opened("before").get("html")).replace("\xa0", " ")
    assert "7,350 (5,875 to 9,775; 3,300 to 20,300)" in tables


def test_which_one_patient_changes_the_answer_is_told_under_the_table():
    said = " ".join(one.value for one in opened().markdown).replace("\\", "").replace("\xa0", " ")
    assert "One patient changes the answer: P = 0.048 as it is" in said
