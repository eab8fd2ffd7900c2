"""Every view of every screen can be kept: what is pinned draws the same figure again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from hlhdash import views
from hlhdash.analysis.criteria import ProtocolSettings
from hlhdash.export.further import has_figure
from hlhdash.export.picture import live
from hlhdash.figures import painted_once
from hlhdash.figures.style import Look
from hlhdash.ui.screens import SCREENS
from hlhdash.views import AssessedView, Condition, DiagnosisView, FeverView, SafetyView, View, WaterfallView
from hlhdash.views.settings import Settings
from scripts.browser import ROOT

SAMPLE = ROOT / "sample_data" / "invented120.xlsx"
# Of each view: its screen, the link to it, and the pins it offers in their order.
WALK: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("cohort", {}, ("table_one",)),
    ("swimmer", {}, ("swimmer",)),
    ("swimmer", {"waterfall": "a1", "group": "1"}, ("swimmer", "waterfall")),
    ("swimmer", {"waterfall": "a0", "same_order": "0", "sort": "etiology"}, ("swimmer", "waterfall")),
    ("survival", {}, ("survival",)),
    ("survival", {"shown": "side by side", "endpoint": "time to HSCT"}, ("survival",)),
    ("survival", {"facet": "1"}, ("survival0", "survival1")),
    ("response", {"rview": "groups"}, ("response",)),
    ("response", {"rview": "groups", "source": "midwest", "hbrise": "none"}, ("response",)),
    ("response", {"rview": "forest"}, ("rates",)),
    ("response", {"rview": "course"}, ("course",)),
    ("response", {"rview": "speed"}, ("speed",)),
    ("response", {"rview": "labs", "rule": "emapalumab"}, ("agreement", "disagreements", "assessed")),
    ("response", {"rview": "diagnosis"}, ("diagnostic_criteria", "hscore")),
    ("response", {"rview": "before"}, ("before",)),
    ("response", {"rview": "who", "t1labs": "1"}, ("who",)),
    ("patient", {}, ("patient",)),
    ("labs", {}, ("labs",)),
    ("labs", {"lview": "pairs"}, ("labs",)),
    ("labs", {"lview": "normal", "lby": "1"}, ("labs",)),
    ("labs", {"lview": "strips"}, ("labs",)),
    ("labs", {"analyte": "99"}, ("labs",)),
    ("safety", {"sby": "1"}, ("safety", "first")),
)
# Figures that have no pin of their own, and why.
BESIDE = {"place": "one patient among all, on the screen of the patient only"}
# Views that stand beside another one, or share its controls: the pin that offers them again.
AGAIN: tuple[tuple[Settings, str], ...] = (
    (WaterfallView("platelets", False, "etiology", "etiology"), "waterfall"),
    (WaterfallView("ferritin", True, "age_years"), "waterfall"),
    (WaterfallView("ferritin", True, "follow-up", None, "hsct"), "waterfall"),
    (SafetyView("first_line", "Not recorded"), "safety"),
    (FeverView("sex"), "fever"),
    (SafetyView("sex", None, "first"), "first"),
    (AssessedView("response_week2", "emapalumab", "agreement"), "agreement"),
    (AssessedView("response_week4", "emapalumab", "differing"), "disagreements"),
    (AssessedView(rule="hlh-2004", limits=ProtocolSettings(fever_from=38.3)), "assessed"),
    (DiagnosisView("hscore", "first_line_start"), "hscore"),
)


@pytest.fixture(scope="module")
def visit() -> Any:
    """The sample as a visit has it once its file was dropped."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    uploader: Any = app.get("file_uploader")[0]
    uploader.set_value([(SAMPLE.name, SAMPLE.read_bytes(), "application/octet-stream")])
    return app.run().session_state["_visit"]


def opened(visit: Any, screen: str, link: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["_visit"] = visit
    for name, value in link.items():
        app.query_params[name] = value
    return app.run().switch_page(f"pages/{screen}.py").run()


def pins(app: AppTest) -> list[str]:
    return [str(one.key).removeprefix("pin.") for one in app.main.button if str(one.key).startswith("pin.")]


def figures(app: AppTest) -> dict[str, list[Any]]:
    """Return the traces of each figure by its name."""
    found = {}
    for one in app.get("plotly_chart"):
        name = one.proto.id.split("figure-")[-1].split("figure.")[-1].rsplit(".", 1)[0]
        found[name] = json.loads(one.proto.spec)["data"]
    return found


def test_every_screen_that_shows_patients_is_walked() -> None:
    walked = {screen for screen, _, _ in WALK}
    assert [one.path.stem for one in SCREENS if one.path.stem not in walked] == ["present"]


@pytest.mark.parametrize(("screen", "link", "expected"), WALK)
def test_each_view_is_kept_and_draws_the_same(
    visit: Any, screen: str, link: dict[str, str], expected: tuple[str, ...]
) -> None:
    app = opened(visit, screen, link)
    assert not app.exception
    assert tuple(pins(app)) == expected
    for name in expected:
        app.button(key=f"pin.{name}").click().run()
    deck = app.session_state["_deck"].views
    assert len(deck) == len(expected)
    drawn = [views.answer(view, visit.cohort) for view in deck]
    again = [json.loads(str(painted_once(live(one, Look())).to_json()))["data"] for one in drawn if has_figure(one)]
    assert again == [traces for name, traces in figures(app).items() if name not in BESIDE]


@pytest.mark.parametrize(("settings", "name"), AGAIN)
def test_a_view_beside_another_comes_back_into_its_controls(visit: Any, settings: Settings, name: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["_visit"] = visit
    app.session_state["_deck_go"] = View(settings)
    app.run()
    assert not app.exception
    app.button(key=f"pin.{name}").click().run()
    assert [view.settings for view in app.session_state["_deck"].views] == [settings]


def test_a_filter_does_not_turn_the_drawn_group_into_another(visit: Any) -> None:
    center = visit.groupings.index("center")
    values = visit.cohort.values("center")
    link = {"sby": str(center + 1), "sgroup": "2", f"f{center}": "1-2"}  # the second center, and the second and third
    app = opened(visit, "safety", link)
    app.button(key="pin.safety").click().run()
    kept = app.session_state["_deck"].views[0]
    assert kept.settings == SafetyView("center", values[1])
    assert kept.lens.conditions == (Condition("center", tuple(values[1:3])),)
    app = opened(visit, "safety", link | {"sgroup": "1"})
    assert f"Nobody of {values[0]} meets the filters; all patients are drawn." in [
        one.value.replace("\\", "") for one in app.main.markdown
    ]
