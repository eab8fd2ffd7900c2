"""Painted in a browser, no word lies on another or outside the figure, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser, Page

import hlhdash
from hlhdash import figures
from tests.figures.cohorts import cohort, wide_table

pytestmark = pytest.mark.browser
WORDS = (
    ".annotation-text-g, .textpoint text, .xtitle, .ytitle, [class$=tick] text, .cbaxis text, .cbtitle text, "
    ".legendtext, .legendtitletext"
)
# The box of the letters: spaces that keep a distance at the end of a line are no ink.
BOXES = f"""() => [...document.querySelectorAll("{WORDS}")].map(one => {{
  const box = [one.textContent, Infinity, Infinity, -Infinity, -Infinity];
  const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {{
    const text = walk.currentNode.data, range = document.createRange();
    if (!text.trim()) continue;
    range.setStart(walk.currentNode, text.length - text.trimStart().length);
    range.setEnd(walk.currentNode, text.trimEnd().length);
    for (const part of range.getClientRects()) {{
      box[1] = Math.min(box[1], part.left); box[2] = Math.min(box[2], part.top);
      box[3] = Math.max(box[3], part.right); box[4] = Math.max(box[4], part.bottom);
    }}
  }}
  return box;
}}).filter(box => box[3] > box[1])"""
EDGE = 8.0  # pixels around the body of a page
SLACK = 2.0  # pixels by which the boxes of neighbouring letters may touch


class Box(NamedTuple):
    """Where a text was painted, in pixels from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def lies_on(self, other: Box) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > SLACK and high > SLACK


def legible(page: Page, figure: go.Figure, width: int) -> list[Box]:
    """Return the words of a painted figure, none of which may lie on another or outside the figure."""
    boxes = [Box(*box) for box in page.evaluate(BOXES)]
    page.close()
    assert [(a.text, b.text) for a, b in combinations(boxes, 2) if a.lies_on(b)] == []
    low, right, bottom = EDGE - SLACK, width + EDGE + SLACK, figure.layout.height + EDGE + SLACK
    assert [one.text for one in boxes if one.left < low or one.right > right or one.bottom > bottom] == []
    return boxes


@pytest.fixture(scope="module")
def painted(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Callable[[go.Figure, int], Page]:
    folder: Path = tmp_path_factory.mktemp("figures")

    def paint(figure: go.Figure, width: int) -> Page:
        file = folder / f"figure{len(list(folder.iterdir()))}.html"
        file.write_text(figure.to_html(include_plotlyjs=True, config=figures.CONFIG), encoding="utf-8")
        page = chromium.new_page(viewport={"width": width + 16, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_selector(".main-svg .annotation-text-g")
        assert asked == [file.as_uri()]
        return page

    return paint


def swimmer_of_nine(study: hlhdash.Cohort) -> go.Figure:
    return figures.swimmer(hlhdash.swimmer(study), references=(7, 28, 365))


def swimmer_in_groups(study: hlhdash.Cohort) -> go.Figure:
    return figures.swimmer(hlhdash.swimmer(study, group="etiology"), colour="etiology", unit="days")


def swimmer_of_120(_: hlhdash.Cohort) -> go.Figure:
    return figures.swimmer(hlhdash.swimmer(cohort(120), group="etiology"), references=(28, 100))


def swimmer_of_500(_: hlhdash.Cohort) -> go.Figure:
    return figures.swimmer(hlhdash.swimmer(cohort(500)))


def swimmer_with_facts_and_strip(study: hlhdash.Cohort) -> go.Figure:
    facts = ("etiology", "age_years", "etiology_detail", "best_response")
    return figures.swimmer(
        hlhdash.swimmer(study, facts=facts, strip="ferritin", group="sex"), references=(7,), extras=("milestone",)
    )


def swimmer_of_few_aligned(study: hlhdash.Cohort) -> go.Figure:
    return figures.swimmer(hlhdash.swimmer(study, align="hsct", strip="ferritin"), extras=("milestone",))


def swimmer_aligned(_: hlhdash.Cohort) -> go.Figure:
    result = hlhdash.swimmer(cohort(60), align="hsct", sort="time to response", facts=("sex", "line_of_therapy"))
    return figures.swimmer(result, until=100, unit="days", references=(28, 30), extras=("cut-off",))


def waterfall_of_nine(study: hlhdash.Cohort) -> go.Figure:
    return figures.waterfall(hlhdash.waterfall(study, "ferritin"))


def waterfall_of_120(_: hlhdash.Cohort) -> go.Figure:
    return figures.waterfall(hlhdash.waterfall(hlhdash.read_cohort(INVENTED), "triglyceride"))


def swimmer_of_120_with_everything(_: hlhdash.Cohort) -> go.Figure:
    found = hlhdash.read_cohort(INVENTED)
    result = hlhdash.swimmer(found, facts=("age_years", "gene", "first_line", "center"), strip="platelets", group="sex")
    return figures.swimmer(result, extras=("adverse event", "milestone", "cut-off"), references=(28, 100))


def survival_of_one_group(study: hlhdash.Cohort) -> go.Figure:
    return figures.survival(hlhdash.kaplan_meier(study.where(vital_status=["alive", "dead"])))


def survival_of_two_groups(study: hlhdash.Cohort) -> go.Figure:
    return figures.survival(hlhdash.kaplan_meier(study, by="etiology", against="EBV"))


def survival_of_eight_groups(_: hlhdash.Cohort) -> go.Figure:
    return figures.survival(hlhdash.kaplan_meier(cohort(120), by="etiology"), unit="weeks")


def response_of_nine(study: hlhdash.Cohort) -> go.Figure:
    return figures.response(hlhdash.response_table(study))


def response_of_120(_: hlhdash.Cohort) -> go.Figure:
    return figures.response(hlhdash.response_table(cohort(120), "response_week4"))


def long_and_chinese_labels(_: hlhdash.Cohort) -> go.Figure:
    table = wide_table(20).astype({"etiology": object, "patient_id": object})
    table["etiology"] = ["不明原因的罕见病因分类名称", "a stratum with a very long name of its own"] * 10
    table.loc[0, "patient_id"] = "a patient code that is far too long"
    return figures.survival(hlhdash.kaplan_meier(hlhdash.read_cohort(table), by="etiology"))


def in_a_room(study: hlhdash.Cohort) -> go.Figure:
    return figures.swimmer(hlhdash.swimmer(study), look=ROOM, references=(28,))


def survival_in_a_room(study: hlhdash.Cohort) -> go.Figure:
    return figures.survival(hlhdash.kaplan_meier(study, by="etiology"), look=ROOM)


def response_in_a_room(study: hlhdash.Cohort) -> go.Figure:
    return figures.response(hlhdash.response_table(study), look=ROOM)


def patient_of_the_study(study: hlhdash.Cohort) -> go.Figure:
    return figures.patient(hlhdash.patient(study, "P7"))


def patient_with_adverse_events(_: hlhdash.Cohort) -> go.Figure:
    return figures.patient(hlhdash.patient(hlhdash.read_cohort(INVENTED), "H002"))


def patient_of_120(_: hlhdash.Cohort) -> go.Figure:
    return figures.patient(hlhdash.patient(hlhdash.read_cohort(INVENTED), "H002"), extent="all", unit="months")


def place_of_the_study(study: hlhdash.Cohort) -> go.Figure:
    figure = figures.place_on_curve(hlhdash.kaplan_meier(study), "P7")
    assert figure is not None
    return figure


def place_at_the_end_of_the_curve(_: hlhdash.Cohort) -> go.Figure:
    figure = figures.place_on_curve(hlhdash.kaplan_meier(hlhdash.read_cohort(INVENTED)), "H002")
    assert figure is not None
    return figure


def labs_over_time(study: hlhdash.Cohort) -> go.Figure:
    return figures.labs(hlhdash.labs(study, "ferritin", by="etiology"), selected=SELECTED)


def labs_before_and_after(study: hlhdash.Cohort) -> go.Figure:
    return figures.labs(hlhdash.labs(study, "ferritin", by="etiology"), view="pairs", selected=SELECTED)


def pairs_of_ten_groups(_: hlhdash.Cohort) -> go.Figure:
    return figures.labs(hlhdash.labs(hlhdash.read_cohort(INVENTED), "ferritin", by="etiology"), view="pairs")


def strips_of_ten_groups(_: hlhdash.Cohort) -> go.Figure:
    return figures.lab_strips(hlhdash.labs(hlhdash.read_cohort(INVENTED), "ferritin", by="etiology"), until=63)


def strips_in_groups(study: hlhdash.Cohort) -> go.Figure:
    return figures.lab_strips(hlhdash.labs(study, "ferritin", by="etiology"), selected=SELECTED)


def strips_of_120(_: hlhdash.Cohort) -> go.Figure:
    return figures.lab_strips(hlhdash.labs(hlhdash.read_cohort(INVENTED), "platelets"), until=63)


def time_to_normal(study: hlhdash.Cohort) -> go.Figure:
    return figures.time_to_normal(hlhdash.time_to_normal(study, "ferritin", "etiology"), selected=SELECTED)


def first_adverse_event(_: hlhdash.Cohort) -> go.Figure:
    return figures.time_to_adverse_event(hlhdash.time_to_adverse_event(hlhdash.read_cohort(INVENTED), "etiology"))


def adverse_events(_: hlhdash.Cohort) -> go.Figure:
    return figures.safety(hlhdash.safety(hlhdash.read_cohort(INVENTED)))


def response_with_a_selection(study: hlhdash.Cohort) -> go.Figure:
    return figures.response(hlhdash.response_table(study), selected=SELECTED)


def forest_with_a_selection(study: hlhdash.Cohort) -> go.Figure:
    return figures.forest(hlhdash.response_table(study), selected=SELECTED)


def states_with_a_selection(study: hlhdash.Cohort) -> go.Figure:
    return figures.states(hlhdash.states_over_time(study), selected=SELECTED)


def patient_in_a_room(study: hlhdash.Cohort) -> go.Figure:
    return figures.patient(hlhdash.patient(study, "P7"), look=ROOM)


def strips_in_a_room(study: hlhdash.Cohort) -> go.Figure:
    return figures.lab_strips(hlhdash.labs(study, "ferritin"), look=ROOM)


INVENTED = Path(__file__).parents[2] / "sample_data" / "invented120.xlsx"
SELECTED = frozenset({"P7"})
ROOM = figures.Look(size="room")
ON_A_DESK = (
    swimmer_of_nine,
    swimmer_in_groups,
    swimmer_of_120,
    swimmer_of_500,
    swimmer_with_facts_and_strip,
    swimmer_aligned,
    swimmer_of_few_aligned,
    swimmer_of_120_with_everything,
    waterfall_of_nine,
    waterfall_of_120,
    survival_of_one_group,
    survival_of_two_groups,
    survival_of_eight_groups,
    response_of_nine,
    response_of_120,
    long_and_chinese_labels,
    patient_of_the_study,
    patient_with_adverse_events,
    patient_of_120,
    place_of_the_study,
    place_at_the_end_of_the_curve,
    labs_over_time,
    labs_before_and_after,
    pairs_of_ten_groups,
    strips_in_groups,
    strips_of_ten_groups,
    strips_of_120,
    time_to_normal,
    first_adverse_event,
    adverse_events,
    response_with_a_selection,
    forest_with_a_selection,
    states_with_a_selection,
)
IN_A_ROOM = (in_a_room, survival_in_a_room, response_in_a_room, patient_in_a_room, strips_in_a_room)
CASES = [(draw, width) for draw in ON_A_DESK for width in (figures.Look().sizes.width, 1400)]
CASES += [(draw, ROOM.sizes.width) for draw in IN_A_ROOM]


@pytest.mark.parametrize(("draw", "width"), CASES)
def test_no_word_lies_on_another_or_outside_the_figure(
    study: hlhdash.Cohort,
    painted: Callable[[go.Figure, int], Page],
    draw: Callable[[hlhdash.Cohort], go.Figure],
    width: int,
) -> None:
    figure = draw(study)
    page = painted(figure, width)
    assert len(legible(page, figure, width)) > 10


def test_hostile_text_is_painted_as_it_is_written(painted: Callable[[go.Figure, int], Page]) -> None:
    link = '<a href="http://127.0.0.1:9/x">x</a>'
    table = wide_table(12).astype({"etiology": object})
    table["etiology"] = [link, "<span style='background:url(//127.0.0.1:9/y)'>"] * 6
    page = painted(figures.survival(hlhdash.kaplan_meier(hlhdash.read_cohort(table), by="etiology")), 1100)
    assert page.locator(".main-svg a, .main-svg image").count() == 0
    assert '<a href="http://127.0.0.1' in page.locator(".main-svg").first.text_content()
    page.close()
