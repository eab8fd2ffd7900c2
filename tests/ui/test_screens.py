"""Every screen without a browser: what it shows, and what a control changes."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from scripts.browser import ROOT

FLAT = (ROOT / "sample_data" / "ruxolitinib9.csv").read_bytes()


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def to(app: AppTest, screen: str) -> AppTest:
    return app.switch_page(f"pages/{screen}.py").run()


def figure(app: AppTest) -> str:
    """Return the spec of the figure as text, with the spaces a reader sees."""
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    return json.dumps({"data": spec["data"], "layout": spec["layout"]}, ensure_ascii=False).replace("\xa0", " ")


def sidebar_size(app: AppTest) -> str:
    return app.sidebar.subheader[0].value


def test_the_app_opens_with_the_sample(app: AppTest):
    assert app.title[0].value == "Cohort"
    assert sidebar_size(app) == "9 patients"
    assert "reconstruction from published totals" in app.sidebar.caption[0].value
    assert [metric.value for metric in app.metric] == ["9", "3 (33 %)", "4", "0"]
    assert not app.error


@pytest.mark.parametrize("screen", ["swimmer", "survival", "response"])
def test_every_figure_says_that_the_sample_is_a_reconstruction(app: AppTest, screen: str):
    to(app, screen)
    assert not app.error
    assert "econstruction from published totals, not patient data" in figure(app)


def test_a_filter_is_seen_everywhere(app: AppTest):
    app.sidebar.multiselect[0].set_value([0]).run()
    assert sidebar_size(app) == "5 of 9 patients"
    for screen in ("swimmer", "survival", "response"):
        to(app, screen)
        assert sidebar_size(app) == "5 of 9 patients"
        assert "5 of 9 patients" in figure(app)


def test_masking_hides_every_identifier(app: AppTest):
    app.sidebar.toggle[0].set_value(True).run()
    to(app, "swimmer")
    assert '"P9"' not in figure(app)
    assert "P09" in figure(app)


def test_the_survival_screen_offers_nothing_that_is_known_only_later(app: AppTest):
    to(app, "survival")
    by = next(box for box in app.selectbox if box.label == "Group by")
    assert not {"Vital status", "Week 1", "Best response", "HSCT"} & set(by.options)
    assert "Etiology" in by.options


def test_one_etiology_against_the_rest_gives_the_exact_p(app: AppTest):
    to(app, "survival")
    compare = next(box for box in app.selectbox if box.label == "Compare")
    compare.set_value(1).run()
    assert "P = 0.167" in figure(app)
    assert "126" in figure(app)


def test_counting_only_complete_remissions_changes_the_table(app: AppTest):
    to(app, "response")
    counts = next(box for box in app.selectbox if box.label == "Counts as response")
    counts.set_value("cr").run()
    assert "0/9 · 0 %" in figure(app)


def test_an_error_inside_a_screen_shows_no_text_of_it(app: AppTest, monkeypatch: pytest.MonkeyPatch):
    import hlhdash.ui.visit as visit

    def broken() -> None:
        raise ValueError("CANARY cell of a patient")

    monkeypatch.setattr(visit, "view", broken)
    to(app, "survival")
    assert "CANARY" not in app.error[0].value
    assert "ValueError in" in app.error[0].value.replace("\\", "")


def survival(app: AppTest, **chosen: object) -> AppTest:
    to(app, "survival")
    for name, value in chosen.items():
        app.selectbox(key=f"view.{name}").set_value(value).run()
    assert not app.error
    return app


def test_every_endpoint_can_be_asked(app: AppTest):
    survival(app)
    names = app.selectbox(key="view.endpoint").options
    assert names == [
        "Overall survival",
        "Event-free survival",
        "Relapse-free survival from remission",
        "Time to response (PR or better)",
        "Time to HSCT",
        "Time to end of fever",
    ]
    for index, name in enumerate(names):
        app.selectbox(key="view.endpoint").select_index(index).run()
        assert not app.error, name
        assert name[:12].lower() in figure(app).lower() or index == 0


def test_what_competes_is_shown_as_incidence(app: AppTest):
    survival(app, endpoint="time to HSCT")
    assert app.selectbox(key="view.shown.competing").value == "side by side"
    assert "Cumulative incidence (%)" in figure(app)
    survival(app, **{"shown.competing": "survival"})
    assert "Still waiting" in figure(app)


def test_a_grouping_after_day_zero_becomes_a_landmark_by_itself(app: AppTest):
    survival(app)
    grouping = app.selectbox(key="view.by")
    grouping.select_index(grouping.options.index("HSCT (landmark)")).run()
    assert app.selectbox(key="view.at.4").value == "28"
    assert "followed from that day on" in figure(app)
    app.selectbox(key="view.at.4").set_value("100").run()
    assert "by day 100" in figure(app)
    assert "Who is left out by the landmark" in [one.label for one in app.expander]


def test_the_number_of_comparisons_is_counted(app: AppTest):
    survival(app, by=2)
    assert "2 comparisons looked at in this visit." in " ".join(one.value for one in app.caption)
