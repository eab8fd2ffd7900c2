"""A figure on a page is the figure itself, and handing it to Plotly again paints nothing."""

from __future__ import annotations

import json
from collections.abc import Callable

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser
from plotly.offline import get_plotlyjs

import hlhdash
from hlhdash import figures

# How many elements of the plot change when Plotly gets the same figure a second time, as Streamlit hands it over.
AGAIN = """async (json) => {
  const plot = document.body.appendChild(document.createElement('div'));
  const first = JSON.parse(json), second = JSON.parse(json);
  await Plotly.newPlot(plot, first.data, first.layout);
  let changed = 0;
  const watch = {childList: true, subtree: true, attributes: true};
  new MutationObserver(all => changed += all.length).observe(plot.querySelector('.cartesianlayer'), watch);
  await Plotly.react(plot, second.data, second.layout);
  await new Promise(resolve => setTimeout(resolve, 50));
  return changed;
}"""
DRAWN: dict[str, Callable[[hlhdash.Cohort], go.Figure]] = {
    "swimmer": lambda study: figures.swimmer(hlhdash.swimmer(study, group="etiology")),
    "survival": lambda study: figures.survival(hlhdash.kaplan_meier(study, by="etiology")),
    "response": lambda study: figures.response(hlhdash.response_table(study)),
    "labs": lambda study: figures.labs(hlhdash.labs(study, "ferritin")),
}


@pytest.mark.browser
@pytest.mark.parametrize("name", DRAWN)
def test_it_is_painted_once(study: hlhdash.Cohort, chromium: Browser, name: str) -> None:
    drawn = DRAWN[name](study)
    page = chromium.new_page()
    page.set_content("<div></div>")
    page.add_script_tag(content=get_plotlyjs())
    changes = {
        way: page.evaluate(AGAIN, figure.to_json())
        for way, figure in (("as drawn", drawn), ("once", figures.painted_once(drawn)))
    }
    page.close()
    assert changes["as drawn"] > 0
    assert changes["once"] == 0


@pytest.mark.parametrize("name", DRAWN)
def test_it_is_the_same_figure(study: hlhdash.Cohort, name: str) -> None:
    drawn = DRAWN[name](study)
    once = json.loads(figures.painted_once(drawn).to_json())
    assert "bdata" not in json.dumps(once)
    assert once["layout"]["template"] is None
    assert once["layout"]["font"] == drawn.layout.template.layout.font.to_plotly_json()
    assert once["layout"]["height"] == drawn.layout.height
    ink = drawn.layout.template.layout.xaxis.tickfont.color
    axes = [axis for key, axis in once["layout"].items() if key[1:5] == "axis"]
    assert len(axes) >= 2
    assert {axis["tickfont"].get("color", ink) for axis in axes if "tickfont" in axis} >= {ink}
    assert [len(trace["x"]) for trace in once["data"]] == [len(trace.x) for trace in drawn.data]
    # The figure itself is left as it was.
    assert drawn.layout.meta["alt"]


def revisions(drawn: go.Figure) -> dict[str, str]:
    """Return the part of each layout that keeps what the reader did, and what it means."""
    layout = json.loads(figures.painted_once(drawn).to_json() or "")["layout"]
    assert "uirevision" not in layout
    return {
        name: part["uirevision"] for name, part in layout.items() if isinstance(part, dict) and "uirevision" in part
    }


def test_axes_and_legend_keep_what_the_reader_did_while_another_patient_is_selected(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study)
    one, other, later = (
        revisions(figures.swimmer(result, selected=frozenset(chosen), until=until))
        for chosen, until in ((["P1"], None), (["P6", "P7"], None), ([], 60.0))
    )
    assert one == other
    assert set(one) == {"xaxis", "xaxis3", "yaxis", "legend", "modebar"}  # one for all would keep the selected points
    assert {part for part in one if one[part] != later[part]} == {"xaxis"}


def test_lanes_of_other_patients_do_not_keep_the_zoom(study: hlhdash.Cohort) -> None:
    result, fewer = hlhdash.swimmer(study), hlhdash.swimmer(study.where(etiology="EBV"))
    assert revisions(figures.swimmer(result))["yaxis"] != revisions(figures.swimmer(fewer))["yaxis"]


def test_its_values_are_not_copied_again_each_time_it_is_written(study: hlhdash.Cohort) -> None:
    once = figures.painted_once(figures.swimmer(hlhdash.swimmer(study)))
    first, second = (once.to_dict()["data"][0]["customdata"] for _ in range(2))
    assert first is second
    assert first == list(hlhdash.swimmer(study).order)
