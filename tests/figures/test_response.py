"""The response figure shows the classes, who counts as a responder, and how sure the share is."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.figures import response
from hlhdash.figures.palette import RESPONSE_COLOURS
from tests.figures.cohorts import cohort
from tests.figures.reading import named, plain, sentences, written


@pytest.fixture(scope="module")
def week1(study: hlhdash.Cohort) -> hlhdash.ResponseTable:
    return hlhdash.response_table(study)


@pytest.fixture(scope="module")
def mixed() -> hlhdash.ResponseTable:
    """Every class, in two groups; the CR and one PR of arm B come after another treatment had started."""
    patients = pd.DataFrame(
        {
            "patient_id": list("ABCDEFGH"),
            "arm": ["A"] * 4 + ["B"] * 4,
            "rux_start": 0,
            "added_therapy": ["DEP"] * 8,
            "added_therapy_start": [90, 90, 90, 90, 10, 11, 90, 90],
            "response_week4": ["CR", "PR", "improved", None, "CR", "PR", "NR", None],
            "vital_status": ["alive"] * 7 + ["dead"],
            "last_follow_up": [200] * 7 + [20],
        }
    )
    return hlhdash.response_table(hlhdash.read_cohort(patients), "response_week4", by="arm")


def bars(figure: object) -> dict[str, object]:
    return {name: trace for name, trace in named(figure).items() if trace.type == "bar"}


def test_classes_are_stacked_in_their_order_with_their_counts(week1: hlhdash.ResponseTable) -> None:
    found = {name: [len(one) for one in trace.customdata] for name, trace in bars(response(week1)).items()}
    assert found == {"PR": [0, 1, 1, 1, 3], "improved": [4, 1, 0, 0, 5], "died": [1, 0, 0, 0, 1]}
    assert list(found) == ["PR", "improved", "died"]


def test_bars_are_shares_of_each_group_and_fill_it(week1: hlhdash.ResponseTable) -> None:
    traces = bars(response(week1))
    assert traces["improved"].x.tolist() == [4 / 5, 1 / 2, 0, 0, 5 / 9]
    assert sum(trace.x for trace in traces.values()) == pytest.approx([1] * 5)


def test_counts_stand_inside_with_their_class_where_there_is_room(week1: hlhdash.ResponseTable) -> None:
    traces = bars(response(week1))
    assert list(traces["improved"].text) == ["improved 4", "improved 1", "", "", "improved 5"]
    assert list(traces["died"].text) == ["died 1", "", "", "", "1"]


def test_rows_are_the_groups_and_the_total(week1: hlhdash.ResponseTable) -> None:
    labels = [plain(text) for text in response(week1).layout.yaxis.ticktext]
    assert labels == ["EBV", "FHL", "AID", "unknown", "Total"]


def test_numbers_beside_the_bars_are_those_of_the_result(week1: hlhdash.ResponseTable) -> None:
    texts = [plain(one.text) for one in response(week1).layout.annotations if one.yref == "y"]
    assert texts == [
        "0/5 · 0 % (0 to 52 %)",
        "1/2 · 50 % (1 to 99 %)",
        "1/1 · 100 % (3 to 100 %)",
        "1/1 · 100 % (3 to 100 %)",
        "3/9 · 33 % (7 to 70 %)",
    ]


def test_points_and_intervals_are_those_of_the_result(week1: hlhdash.ResponseTable) -> None:
    points = named(response(week1))["Responders"]
    assert points.x.tolist() == week1.rows["proportion"].tolist()
    assert (points.x + points.error_x.array).tolist() == pytest.approx(week1.rows["upper"].tolist())
    assert (points.x - points.error_x.arrayminus).tolist() == pytest.approx(week1.rows["lower"].tolist())
    assert points.xaxis == "x2"
    assert points.marker.symbol[-1] == "diamond"


def test_an_edge_parts_responders_from_all_others(week1: hlhdash.ResponseTable) -> None:
    edge = named(response(week1))["← responders"]
    assert edge.x[::3].tolist() == week1.rows["proportion"].tolist()


def test_p_is_in_the_caption_over_all_and_for_each_against_the_rest(week1: hlhdash.ResponseTable) -> None:
    words = written(response(week1))
    assert "Over all groups P = 0.048 by Fisher-Freeman-Halton exact test." in words
    assert "EBV 0/5, others 3/4: P = 0.048, after Holm P = 0.190" in words
    assert "FHL 1/2, others 2/7: P = 1.000, after Holm P = 1.000" in words


def test_one_against_the_rest_has_one_p_value(study: hlhdash.Cohort) -> None:
    figure = response(hlhdash.response_table(study, against="EBV"))
    assert [plain(text) for text in figure.layout.yaxis.ticktext] == ["EBV", "All others", "Total"]
    assert written(figure).count("P = ") == 1
    assert "P = 0.048" in written(figure)


def test_a_response_after_added_therapy_is_hatched_and_behind_the_edge(mixed: hlhdash.ResponseTable) -> None:
    figure = response(mixed)
    traces = bars(figure)
    assert {name: [len(one) for one in trace.customdata] for name, trace in traces.items()} == {
        "CR": [1, 0, 1],
        "PR": [1, 0, 1],
        "CR, not counted": [0, 1, 1],
        "PR, not counted": [0, 1, 1],
        "improved": [1, 0, 1],
        "NR": [0, 1, 1],
        "died": [0, 1, 1],
        "NE": [1, 0, 1],
    }
    assert [name for name, trace in traces.items() if trace.marker.pattern.shape == "/"] == [
        "CR, not counted",
        "PR, not counted",
    ]
    assert named(figure)["← responders"].x[::3].tolist() == [0.5, 0.0, 0.25]
    assert "responses after added therapy not counted" in written(figure)


def test_counted_or_not_is_said_in_the_subtitle(study: hlhdash.Cohort) -> None:
    figure = response(hlhdash.response_table(study, added_therapy="counted", denominator="evaluable"))
    assert sentences(figure)[1] == (
        "Responders (CR, PR) among evaluable patients only; responses after added therapy counted."
    )


def test_who_cannot_be_evaluated_is_not_in_bars_of_evaluable_patients() -> None:
    table = hlhdash.response_table(cohort(120), "response_week4", denominator="evaluable")
    traces = bars(response(table))
    assert "NE" not in traces
    assert sum(trace.x for trace in traces.values()) == pytest.approx([1] * len(table.rows))


def test_a_class_has_its_colour_on_both_pages(mixed: hlhdash.ResponseTable) -> None:
    traces = bars(response(mixed))
    for name in RESPONSES:
        assert traces[name].marker.color == RESPONSE_COLOURS[name].light


@pytest.mark.parametrize(
    ("assessment", "by", "question"),
    [
        ("response_week1", "etiology", "Which etiologies respond at week 1?"),
        ("best_response", "etiology", "Which etiologies ever respond?"),
        ("response_week1", "sex", "Does response at week 1 differ by sex?"),
        ("best_response", "sex", "Does best response differ by sex?"),
        ("response_week1", None, "How many patients respond at week 1?"),
        ("best_response", None, "How many patients ever respond?"),
    ],
)
def test_the_title_states_the_question(study: hlhdash.Cohort, assessment: str, by: str | None, question: str) -> None:
    assert sentences(response(hlhdash.response_table(study, assessment, by=by)))[0] == question


@pytest.mark.parametrize(
    ("assessment", "question"),
    [
        ("response_week1", "Does EBV respond differently from all others at week 1?"),
        ("best_response", "Does the best response of EBV differ from that of all others?"),
    ],
)
def test_the_title_names_the_group_that_stands_alone(study: hlhdash.Cohort, assessment: str, question: str) -> None:
    assert sentences(response(hlhdash.response_table(study, assessment, against="EBV")))[0] == question


def test_the_words_around_it_say_what_and_where_from(study: hlhdash.Cohort, week1: hlhdash.ResponseTable) -> None:
    figure = response(week1)
    words = written(figure)
    for fact in (
        "Reconstruction from published totals, not patient data",
        "9 of 9 patients",
        "Day zero: Ruxolitinib start",
        "Data cut-off: 2020-01-29",
        "Filters: none",
        "Intervals: Clopper-Pearson, 95 %",
        "Partial remission (PR)",
        f"File: ruxolitinib9.xlsx ({study.fingerprint[:8]})",
    ):
        assert fact in words
    assert plain(figure.layout.xaxis.title.text) == "Patients of each group (%)"
    assert plain(figure.layout.xaxis2.title.text) == "Responders (%), 95 % interval"


def test_it_can_be_told_in_one_sentence(week1: hlhdash.ResponseTable) -> None:
    assert response(week1).layout.meta["alt"] == (
        "Stacked bars of response classes by group with the share of responders: 3 of 9 patients responded "
        "(33 %, 95 % interval 7 to 70 %)."
    )
