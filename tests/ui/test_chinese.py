"""Every screen in Chinese: it is drawn without an error, and no English sentence is left on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from hlhdash.ui.choices import LAB_VIEWS, RESPONSE_VIEWS
from scripts.browser import ROOT

INVENTED = ROOT / "sample_data" / "invented120.csv"
SAMPLE = ROOT / "sample_data" / "ruxolitinib9.csv"
SCREENS = ("cohort", "swimmer", "survival", "response", "patient", "labs", "safety", "present")
# Names of people, methods, drugs, protocols, units, file formats and programs, and ids that stand in a file.
NAMES = """
    Kaplan Meier Aalen Johansen Clopper Pearson Wilson Fisher Freeman Halton Holm Benjamini Hochberg Gray Cox Firth
    Efron Breslow Wald Greenwood Brookmeyer Crowley Clark Poisson Garwood Newcombe Monte Carlo Yates Barnard Boschloo
    Cochran Mantel Haenszel Wilcoxon Kruskal Wallis Cohen kappa Simon Makuch Peto log beta mid Midwest Marsh Wang Wei
    Henter Locatelli Fardet Pediatr Blood Cancer Int J Hematol N Engl Med Arthritis Rheumatol
    HLH HSCT FHL EBV CAEBV CMV MAS AID DEP CR PR NR NE NK DNA ALT AST LDH CTCAE HScore sCD NI L D P C R S n x
    mmol mL ng U g kg ug cm mm dpi copies L
    CSV Excel Word HTML Markdown PowerPoint SHA UTF Python PNG SVG PDF CDISC hlhdash English
    ruxolitinib patients treatments events labs xlsx csv patient id day analyte value ferritin d label kind grade start
    adverse event F M CD k e PRF UNC A B i no dexamethasone
"""
KNOWN = frozenset(NAMES.lower().split())
# What stands in the file itself: columns and cells of which the program knows nothing, and rows shown as an example.
OURS = {"improved", "died", "alive", "dead", "lost", "unknown", "other", "infection", "malignancy", "leishmania"}
CELLS = {
    str(cell)
    for table in (pd.read_csv(SAMPLE, dtype=str), pd.read_csv(INVENTED, dtype=str))
    for column in table.columns
    for cell in (column, *table[column].dropna().unique())
    if re.search("[A-Za-z]{3}|[A-Z][0-9]", str(cell))
}
OF_THE_FILE = sorted(CELLS - OURS, key=len, reverse=True)
OF_THE_FILE += ["Platelet count decreased", "Lung infection", "Hypertension", "start_date", "i.csv"]
WORD = re.compile(r"[A-Za-z]+")
MARKUP = re.compile(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>|:material/\w+:|&#?\w+;", re.DOTALL)
FINGERPRINT = re.compile(r"\b[0-9a-f]{8,64}\b")


def english(text: str) -> list[str]:
    """Return the words of a text that are no names: two in a row are a sentence that was not translated."""
    plain = FINGERPRINT.sub("", MARKUP.sub(" ", text).replace("\\", ""))
    for one in OF_THE_FILE:
        plain = plain.replace(one, "")
    found = []
    for part in re.split(r"[^A-Za-z \-'’]+", plain):
        strange = [word for word in WORD.findall(part) if word.lower() not in KNOWN]
        if strange:
            found.append(" ".join(strange))
    return found


def shown(app: AppTest) -> Iterator[str]:
    """Return every text of the page: headings, paragraphs, tables, labels, options and the words of figures."""
    for kind in ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success"):
        yield from (str(one.value) for one in app.get(kind))
    for kind in ("selectbox", "multiselect", "toggle", "button", "slider", "number_input", "radio", "button_group"):
        for one in app.get(kind):
            yield from _control(one)
    yield from (one.label for one in app.metric)
    for kind in ("expander", "tab"):
        yield from (one.label for one in app.get(kind))
    for one in app.get("html"):
        yield one.proto.body
    for chart in app.get("plotly_chart"):
        yield from _texts(json.loads(chart.proto.spec))


def _control(one: Any) -> Iterator[str]:
    yield str(one.label)
    yield str(getattr(one, "help", "") or "")
    yield from (str(option) for option in getattr(one, "options", ()) or ())


def _texts(part: Any, name: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in ("meta", "font", "family", "customdata", "template", "uid", "name", "ids"):
                yield from _texts(value, key)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one, name)
    elif isinstance(part, str) and name in ("text", "hovertemplate", "hovertext", "ticktext", "title"):
        yield part


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.query_params["lang"] = "zh"
    return app.run()


def left(app: AppTest) -> list[str]:
    assert not app.exception
    assert not app.error
    return sorted({words for text in shown(app) for words in english(text)})


@pytest.mark.parametrize("screen", SCREENS)
def test_no_english_is_left(app: AppTest, screen: str) -> None:
    app.switch_page(f"pages/{screen}.py").run()
    assert any("\u4e00" <= letter <= "\u9fff" for letter in app.title[0].value)
    assert left(app) == []


@pytest.mark.parametrize(
    ("screen", "settings"),
    [
        ("swimmer", {"align": "hsct", "strip": "ferritin", "waterfall": "ferritin", "colour": "etiology"}),
        ("survival", {"endpoint": "time to HSCT"}),
        ("survival", {"endpoint": "time to HSCT", "shown.competing": "stacked"}),
        ("survival", {"endpoint": "event-free survival", "unit": "days", "against": "1"}),
        ("survival", {"by": "0"}),
        *(("response", {"rview": view}) for view in RESPONSE_VIEWS),
        *(("labs", {"lview": view, "lby": "1"}) for view in LAB_VIEWS),
        ("safety", {"zero": "diagnosis"}),
    ],
)
def test_no_english_is_left_in_another_view(screen: str, settings: dict[str, str]) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    for name, value in {"lang": "zh", **settings}.items():
        app.query_params[name] = value
    app.run().switch_page(f"pages/{screen}.py").run()
    assert left(app) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_no_english_is_left_over_a_hundred_patients(screen: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.query_params["lang"] = "zh"
    app.run()
    app.sidebar.get("file_uploader")[0].set_value([("i.csv", INVENTED.read_bytes(), "text/csv")])
    app.run().switch_page(f"pages/{screen}.py").run()
    assert "120" in app.sidebar.subheader[0].value
    assert left(app) == []


def test_english_is_found() -> None:
    assert english("总生存。Clock starts: day zero") == ["Clock starts", "zero"]
    assert english("Kaplan-Meier 法，P = 0.048，HLH-94") == []
