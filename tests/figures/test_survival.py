"""The survival figure draws the estimate as it is, with the numbers behind it under the same axis."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash.figures import Look, survival
from hlhdash.figures.frame import EDGE
from hlhdash.figures.palette import ETIOLOGY_COLOURS, GROUP_COLOURS
from hlhdash.figures.text import px
from hlhdash.numbers import asked_days
from tests.figures.cohorts import cohort
from tests.figures.reading import named, plain, sentences, written


@pytest.fixture(scope="module")
def ebv(study: hlhdash.Cohort) -> hlhdash.Survival:
    return hlhdash.kaplan_meier(study, by="etiology", against="EBV")


def followed(times: list[float], dead: list[int], **columns: list[object]) -> hlhdash.Cohort:
    return hlhdash.read_cohort(
        pd.DataFrame(
            {
                "patient_id": [f"P{i}" for i in range(1, len(times) + 1)],
                "rux_start": 0,
                "last_follow_up": times,
                "vital_status": ["dead" if one else "alive" for one in dead],
                **columns,
            }
        )
    )


def lines(figure: object, label: str) -> list[object]:
    """Return the traces that draw a curve, not its band."""
    return [trace for trace in figure.data if trace.name == label and trace.mode == "lines+markers"]


def test_curves_start_at_one_and_step_as_the_estimate(ebv: hlhdash.Survival) -> None:
    solid, dashed = lines(survival(ebv, unit="days"), "EBV")
    assert solid.x.tolist() == [0, 7, 91, 198]
    assert np.allclose(solid.y, [1, 0.8, 0.6, 0.4])
    assert solid.line.shape == dashed.line.shape == "hv"
    assert dashed.x.tolist() == [198, 365, 548, 548]


def test_the_tail_is_dashed_where_fewer_than_three_are_at_risk(ebv: hlhdash.Survival) -> None:
    figure = survival(ebv)
    assert [trace.line.dash for trace in lines(figure, "EBV")] == ["solid", "dash"]
    assert "Dashed: fewer than 3 or 10 % of a group at risk (groups under 5 are never dashed)" in written(figure)


def test_a_group_under_five_is_never_dashed(ebv: hlhdash.Survival) -> None:
    assert [trace.line.dash for trace in lines(survival(ebv), "All others")] == ["solid"]


def test_ten_percent_rules_a_large_group() -> None:
    result = hlhdash.kaplan_meier(followed([10.0 * k for k in range(1, 61)], [0] * 60))
    solid, dashed = lines(survival(result, unit="days"), "All patients")
    at_risk = result.groups[0].curve.at([solid.x[-1] + 10, solid.x[-1]])["n_at_risk"].tolist()
    assert at_risk == [5, 6]
    assert dashed.x[0] == solid.x[-1]


def test_a_tail_can_be_cut_or_drawn_in_full(ebv: hlhdash.Survival) -> None:
    cut, full = (lines(survival(ebv, unit="days", tail=tail), "EBV") for tail in ("cut", "full"))
    assert [trace.x.tolist() for trace in cut] == [[0, 7, 91, 198, 198]]
    assert [trace.x.tolist() for trace in full] == [[0, 7, 91, 198, 365, 548, 548]]
    assert "A curve ends where fewer than 3" in written(survival(ebv, tail="cut"))
    assert "at risk" not in written(survival(ebv, tail="full", table=False))


def test_every_step_carries_the_patients_who_left_there(ebv: hlhdash.Survival) -> None:
    traces = lines(survival(ebv, unit="days", tail="full"), "EBV")
    assert [list(ids) for ids in traces[0].customdata] == [[], ["P5"], ["P7"], ["P8"], ["P9"], ["P6"], ["P6"]]


def test_a_tick_stands_at_each_censoring_and_nowhere_else(ebv: hlhdash.Survival) -> None:
    (curve,) = lines(survival(ebv, unit="days", tail="full"), "EBV")
    ticks = [x for x, symbol in zip(curve.x, curve.marker.symbol, strict=True) if symbol == "line-ns"]
    assert ticks == [365, 548]
    assert curve.marker.opacity.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert curve.marker.symbol[-1] == "circle"


def test_ticks_can_be_left_out(ebv: hlhdash.Survival) -> None:
    figure = survival(ebv, unit="days", tail="full", censor_marks=False)
    (curve,) = lines(figure, "EBV")
    assert curve.marker.opacity.tolist() == [0, 0, 0, 0, 0, 0, 1]
    assert "Ticks: censored" not in written(figure)


def test_the_band_of_a_group_in_which_nobody_died_is_not_empty(ebv: hlhdash.Survival) -> None:
    figure = survival(ebv, unit="days")
    (band,) = [trace for trace in figure.data if trace.name == "All others" and trace.fill == "toself"]
    table = ebv.groups[1].curve.table
    assert max(band.y) == 1
    assert min(band.y) == pytest.approx(table["lower"].min())
    assert band.y[-1] == pytest.approx(0.397635, abs=1e-6)


def test_the_band_follows_the_interval_in_steps(ebv: hlhdash.Survival) -> None:
    figure = survival(ebv, unit="days")
    (band,) = [trace for trace in figure.data if trace.name == "EBV" and trace.fill == "toself"]
    table = ebv.groups[0].curve.table
    half = len(band.x) // 2
    assert band.x[:5].tolist() == [0, 7, 7, 91, 91]
    assert band.y[:4].tolist() == np.repeat(table["upper"].to_numpy(), 2)[:4].tolist()
    assert band.y[half:][::-1].tolist() == np.repeat(table["lower"].to_numpy(), 2)[:-1].tolist()
    assert band.hoverinfo == "skip"


def test_the_band_can_be_left_out(ebv: hlhdash.Survival) -> None:
    figure = survival(ebv, band=False)
    assert [trace for trace in figure.data if trace.fill == "toself"] == []
    assert "Shaded" not in written(figure)


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
def test_the_table_holds_the_counts_at_the_days_of_the_ticks(ebv: hlhdash.Survival, unit: str) -> None:
    figure = survival(ebv, unit=unit)
    ticks = list(figure.layout.xaxis.tickvals)
    counts = ebv.counts(tuple(asked_days(k, unit) for k in ticks))
    wanted = [counts.loc[counts["group"] == g, name] for name in ("at_risk", "events", "censored") for g in GROUPS]
    blocks = table_of(figure)
    assert [row for block in blocks for row in list(block.values())[1:]] == [list(map(str, one)) for one in wanted]
    assert named(figure)[TABLE].yaxis == "y2"
    assert list(named(figure)[TABLE].x) == [ticks[0], *ticks] * 3


GROUPS = ("EBV", "All others")
TABLE = "At risk, events and censored"


def table_of(figure: go.Figure) -> list[dict[str, list[str]]]:
    """Read the painted table back: per block, the row's name to its cells at the ticks."""
    texts = [text.split("<br>") for text in named(figure)[TABLE].text]
    width = len(figure.layout.xaxis.tickvals) + 1
    blocks = [texts[i : i + width] for i in range(0, len(texts), width)]
    return [{plain(row[0]).strip(): [cell.strip() for cell in row[1:]] for row in zip(*b, strict=True)} for b in blocks]


def test_at_risk_events_and_censored_add_up_in_every_column(ebv: hlhdash.Survival) -> None:
    blocks = table_of(survival(ebv))
    shown = np.array([[block[f"{name} {sign}"] for name, sign in zip(GROUPS, "●◆", strict=True)] for block in blocks])
    assert (shown.astype(int).sum(axis=0).T == [5, 4]).all()


def test_six_are_at_risk_at_twelve_months(study: hlhdash.Cohort) -> None:
    figure = survival(hlhdash.kaplan_meier(study))
    ticks = list(figure.layout.xaxis.tickvals)
    assert ticks == [0, 3, 6, 9, 12, 15, 18, 21, 24]
    (table,) = table_of(figure)
    assert list(table) == ["At risk", "Events", "Censored"]
    assert table["At risk"][ticks.index(12)] == "6"


def test_rows_of_the_table_are_named_and_coloured_by_group(ebv: hlhdash.Survival) -> None:
    figure = survival(ebv)
    named_rows = [list(block) for block in table_of(figure)]
    assert named_rows == [[heading, "EBV ●", "All others ◆"] for heading in ("At risk", "Events", "Censored")]
    names = named(figure)[TABLE].text[0]
    assert ETIOLOGY_COLOURS["EBV"].light in names
    assert GROUP_COLOURS["All others"].light in names


def test_the_table_can_be_left_out(ebv: hlhdash.Survival) -> None:
    figure = survival(ebv, table=False)
    assert TABLE not in named(figure)
    assert figure.layout.height < survival(ebv).layout.height


def test_curves_are_named_where_they_end(ebv: hlhdash.Survival) -> None:
    figure = survival(ebv, unit="days")
    at = {plain(one.text): (one.x, one.y) for one in figure.layout.annotations if one.xref == "x"}
    assert at == {"EBV, n = 5": (548, pytest.approx(0.4)), "All others, n = 4": (730, 1)}
    assert all(trace.showlegend is False for trace in figure.data)


def test_names_of_curves_that_end_together_do_not_lie_on_one_another(study: hlhdash.Cohort) -> None:
    figure = survival(hlhdash.kaplan_meier(cohort(120), by="etiology"))
    ends = [one for one in figure.layout.annotations if one.xref == "x"]
    scale = 340.0 / np.ptp(figure.layout.yaxis.range)
    heights = sorted((one.x, one.y * scale + (one.yshift or 0)) for one in ends)
    near = [abs(a[1] - b[1]) for a, b in pairwise(heights) if abs(a[0] - b[0]) < 1]
    assert min(near) >= 14


def test_the_caption_gives_both_p_values_by_name(ebv: hlhdash.Survival) -> None:
    words = written(survival(ebv))
    assert "P = 0.167 by log-rank test, exact permutation P over all 126 assignments" in words
    assert "Chi-squared 3.10, asymptotic P = 0.078." in words


def test_a_median_that_is_not_reached_is_said_so(ebv: hlhdash.Survival) -> None:
    words = written(survival(ebv))
    assert "Median survival (95 % interval): EBV 6.5 months (0.2 months to not reached), 3 of 5 died" in words
    assert "All others not reached, 0 of 4 died" in words


def test_where_nobody_died_the_reason_stands_in_place_of_p() -> None:
    result = hlhdash.kaplan_meier(followed([5, 9, 12, 20], [0, 0, 0, 0], sex=["F", "F", "M", "M"]), by="sex")
    assert "Nobody had the event: there is nothing to compare." in written(survival(result))


def test_a_group_that_died_out_reaches_zero() -> None:
    result = hlhdash.kaplan_meier(followed([5, 10, 20], [1, 1, 1]))
    (curve,) = lines(survival(result, unit="days"), "All patients")
    assert curve.y.tolist() == pytest.approx([1, 2 / 3, 1 / 3, 0, 0])


@pytest.mark.parametrize(
    ("by", "against", "question"),
    [
        (None, None, "Who lives, and how long, from ruxolitinib start?"),
        ("etiology", None, "Does survival differ by etiology?"),
        ("etiology", "EBV", "Does survival differ between EBV and all others?"),
    ],
)
def test_the_title_states_the_question(
    study: hlhdash.Cohort, by: str | None, against: str | None, question: str
) -> None:
    figure = survival(hlhdash.kaplan_meier(study, by=by, against=against))
    assert sentences(figure)[0] == question


def test_the_words_around_it_say_what_and_where_from(study: hlhdash.Cohort, ebv: hlhdash.Survival) -> None:
    figure = survival(ebv)
    words = written(figure)
    for fact in (
        "Reconstruction from published totals, not patient data",
        "9 of 9 patients",
        "Day zero: Ruxolitinib start",
        "Data cut-off: 2020-01-29",
        "Filters: none",
        "Kaplan-Meier, 95 % interval by the log-log transform",
        f"File: ruxolitinib9.xlsx ({study.fingerprint[:8]})",
    ):
        assert fact in words
    assert plain(figure.layout.yaxis.title.text) == "Overall survival (%)"
    assert plain(figure.layout.xaxis.title.text) == "Months from day zero (Ruxolitinib start)"


def test_who_is_left_out_is_counted() -> None:
    patients = followed([5, 9, 12], [0, 1, 0]).patients.assign(vital_status=["alive", "dead", None])
    result = hlhdash.kaplan_meier(hlhdash.read_cohort(patients))
    assert len(result.left_out) == 1
    assert "1 patient without a usable time or status is left out" in written(survival(result))


def test_a_filter_by_what_is_known_later_is_warned_of_in_the_figure(study: hlhdash.Cohort) -> None:
    kept = study.where(best_response=["CR", "improved"])
    words = written(survival(hlhdash.kaplan_meier(kept)))
    assert "Filtered by something known only after day zero (Best response)" in words
    assert "after day zero" not in written(survival(hlhdash.kaplan_meier(study.where(etiology=["EBV", "FHL"]))))


def test_data_without_a_note_have_none(ebv: hlhdash.Survival) -> None:
    result = replace(ebv, provenance=replace(ebv.provenance, note=None))
    assert "Reconstruction" not in written(survival(result))


def test_hovering_tells_the_numbers(ebv: hlhdash.Survival) -> None:
    (curve,) = lines(survival(ebv, tail="full"), "EBV")
    assert plain(curve.hovertext[1]) == (
        "EBV Day 7: survival 80 % (interval 20 to 97 %). At risk 5, died 1, censored 0."
    )


def test_it_can_be_told_in_one_sentence(ebv: hlhdash.Survival) -> None:
    assert survival(ebv).layout.meta["alt"] == (
        "Kaplan-Meier curves of 9 patients over 24.0 months. EBV: 3 of 5 died, 40 % alive at the end of the curve; "
        "All others: 0 of 4 died, 100 % alive at the end of the curve."
    )


def test_more_patients_are_no_more_traces() -> None:
    result = hlhdash.kaplan_meier(cohort(1000), by="etiology")
    assert len(survival(result).data) <= 3 * len(result.groups) + 1


def test_the_names_of_the_blocks_have_room_beside_groups_with_short_names() -> None:
    result = hlhdash.kaplan_meier(
        followed([60, 30, 90, 80], [0, 1, 0, 1], etiology=["EBV", "EBV", "FHL", "FHL"]), by="etiology"
    )
    room = px("Censored", Look().sizes.label, bold=True) + 1.5 * Look().sizes.label + 2 * EDGE
    assert survival(result).layout.margin.l == pytest.approx(room)
