"""Each wrong argument of each function becomes a sentence, never a traceback."""

import numpy as np
import pandas as pd
import pytest

from hlhdash import stats
from hlhdash.language import Message
from hlhdash.stats import (
    StatsError,
    completeness,
    cox,
    cumulative_incidence,
    fragility,
    gray_test,
    kaplan_meier,
    landmark,
    landmark_strip,
    logrank,
    pairwise_logrank,
    rmst,
    rmst_difference,
    simon_makuch,
    time_varying_cox,
)

TIME, EVENT, GROUP, STATE = [3, 5, 7, 9, 12, 15], [1, 1, 0, 1, 0, 1], list("abbaab"), [1, 2, 0, 1, 0, 2]
CHANGE = [float("nan"), 2, 3, float("nan"), 4, 5]
NAN = float("nan")

OF_ONE_GROUP = [kaplan_meier, rmst, lambda t, e: completeness(t, e, 10)]
OF_GROUPS = [logrank, pairwise_logrank, cox, rmst_difference, fragility]
OF_CHANGES = [
    simon_makuch,
    time_varying_cox,
    lambda t, e, c: landmark(t, e, c, 4),
    lambda t, e, c: landmark_strip(t, e, c, [4]),
]
OF_TIMES = [
    *OF_ONE_GROUP,
    *(lambda t, e, of=of: of(t, e, GROUP) for of in OF_GROUPS),
    *(lambda t, e, of=of: of(t, e, CHANGE) for of in OF_CHANGES),
]


def refusal(call, *arguments, **choices):
    with pytest.raises(StatsError) as caught:
        call(*arguments, **choices)
    assert type(caught.value.sentence) is Message
    return str(caught.value)


@pytest.mark.parametrize("analysis", OF_TIMES)
@pytest.mark.parametrize(
    ("time", "event", "sentence"),
    [
        (
            TIME,
            TIME,
            "Event must be 1 (happened) or 0 (did not), but 3 occurs; are durations or other codes in its place?",
        ),
        ([-1, *TIME[1:]], EVENT, "A value of time is negative (-1); times count from day zero."),
        ([NAN, *TIME[1:]], EVENT, "1 value of time is missing or infinite; leave that patient out first."),
        (pd.date_range("2020-01-01", periods=6), EVENT, "Every value of time must be a number."),
        (pd.Series(pd.to_timedelta(TIME, unit="D")), EVENT, "Every value of time must be a number."),
        (np.array(TIME) * 1j, EVENT, "Every value of time must be a number."),
        (5, 1, "time must be one list of numbers, not a table."),
        (TIME, ["dead"] * 6, "Every value of event must be a number."),
    ],
)
def test_times_and_events_that_make_no_sense(analysis, time, event, sentence):
    assert refusal(analysis, time, event) == sentence


@pytest.mark.parametrize("analysis", [*OF_GROUPS, lambda t, e, g: gray_test(t, STATE, g)])
@pytest.mark.parametrize("group", [[["a", "b"]] * 6, np.zeros((6, 2)), [{}] * 6])
def test_a_group_that_is_a_list(analysis, group):
    assert refusal(analysis, TIME, EVENT, group) == "Each patient needs one group, a word or a number, not a list."


@pytest.mark.parametrize(
    "weights",
    [
        None,
        5,
        "gehan",
        {},
        ("fleming-harrington",),
        ("fleming-harrington", "a", 1),
        ("fleming-harrington", None, 0),
        ("fleming-harrington", -1, 0),
        ("fleming-harrington", NAN, 0),
        ("fleming-harrington", float("inf"), 0),
    ],
)
def test_weights_that_are_none(weights):
    assert refusal(logrank, TIME, EVENT, GROUP, weights=weights) == (
        "Weights are logrank, peto or (fleming-harrington, rho, gamma) with rho and gamma from 0 up; "
        f"{weights} is none of them."
    )


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"p": None}, "P is auto, asymptotic or exact; None is none of them."),
        ({"draws": 0}, "The number of draws must be a whole number from 1 up; it is 0."),
        ({"draws": "many"}, "The number of draws must be a whole number from 1 up; it is many."),
        ({"seed": -1}, "The seed must be a whole number from 0 up; it is -1."),
        ({"seed": None}, "The seed must be a whole number from 0 up; it is None."),
        ({"seed": 2.5}, "The seed must be a whole number from 0 up; it is 2.5."),
    ],
)
def test_choices_of_the_log_rank_test(choices, sentence):
    assert refusal(logrank, TIME, EVENT, GROUP, **choices) == sentence


@pytest.mark.parametrize("times", ["soon", None, NAN, -1, ["a"], [[1, 2]], float("inf")])
def test_times_asked_of_a_curve(times):
    curves = [
        kaplan_meier(TIME, EVENT).at,
        kaplan_meier(TIME, EVENT).counts,
        cumulative_incidence(TIME, STATE).at,
        simon_makuch(TIME, EVENT, CHANGE).at,
    ]
    assert {refusal(asked, times) for asked in curves} == {"Times asked for must be numbers from 0 up."}


@pytest.mark.parametrize("tau", ["a", NAN, -1, 0, [1, 2], "3"])
def test_tau(tau):
    sentence = f"The time tau must be a number above 0, in the unit of the times; it is {tau}."
    assert refusal(rmst, TIME, EVENT, tau) == sentence
    assert refusal(rmst_difference, TIME, EVENT, GROUP, tau) == sentence


def test_tau_beyond_follow_up_is_answered_and_said():
    assert rmst(TIME, [1, 1, 0, 1, 0, 0], 20).method == (
        "restricted mean survival time up to 20, 95 % interval by the normal distribution; "
        "the curve is carried on flat from the last follow-up at 15"
    )
    found = rmst_difference(TIME, EVENT, GROUP, 14)
    assert [mean.extrapolated for mean in found.means] == [True, False]
    assert found.method.endswith("; the curve of a group with shorter follow-up is carried on flat, which is a guess")
    assert rmst_difference(TIME, EVENT, GROUP).method.endswith("P by the normal distribution")


def test_a_mean_of_nobody_followed():
    sentence = "Nobody of a group is followed past time 0; there is no mean survival time."
    assert refusal(rmst, [0, 0], [1, 0]) == sentence
    assert refusal(rmst_difference, [0, 0, 4], [1, 0, 1], ["a", "a", "b"]) == sentence


@pytest.mark.parametrize("p", ["half", None, 0, 1])
def test_quantile(p):
    assert refusal(kaplan_meier(TIME, EVENT).quantile, p) == f"The quantile must lie between 0 and 1; it is {p}."


@pytest.mark.parametrize("level", ["95", None, 95, NAN])
def test_level(level):
    sentence = f"The confidence level must lie between 0 and 1, such as 0.95; it is {level}."
    assert refusal(kaplan_meier, TIME, EVENT, level=level) == sentence
    assert refusal(cox, TIME, EVENT, GROUP, level=level) == sentence
    assert refusal(landmark_strip, TIME, EVENT, CHANGE, [4], level=level) == sentence


@pytest.mark.parametrize("choice", [None, 3, []])
def test_names_of_choices(choice):
    assert refusal(kaplan_meier, TIME, EVENT, interval=choice) == (
        f"There is no interval named {choice}; choose log-log, log, plain, bpcp or bpcp-midp."
    )
    assert refusal(pairwise_logrank, TIME, EVENT, GROUP, choice) == (
        f"Adjustment is holm, bh or none; {choice} is none of them."
    )
    assert refusal(cox, TIME, EVENT, GROUP, penalty=choice) == (
        f"Penalty is auto, none or firth; {choice} is none of them."
    )


@pytest.mark.parametrize("at", ["x", None, [5], NAN, -1])
def test_a_landmark(at):
    assert refusal(landmark, TIME, EVENT, CHANGE, at) == f"A landmark is a time from 0 up; it is {at}."


def test_durations_in_place_of_states():
    sentence = (
        "State must be 0 (censored) or a small number for each kind of event, but 6 different ones occur; "
        "are durations in its place?"
    )
    assert refusal(cumulative_incidence, TIME, TIME) == sentence
    assert refusal(gray_test, TIME, TIME, GROUP) == sentence
    assert "but 30 different ones occur" in refusal(cumulative_incidence, [5] * 30, list(range(1, 31)))


def test_an_event_at_time_zero_counts():
    """R's survfit lets the curve fall at 0; whether that may be is for whoever reads the file to ask."""
    found = kaplan_meier([0, 5, 9], [1, 0, 1])
    assert found.at([0])["survival"].tolist() == [2 / 3]
    assert found.counts([0, 5])["at_risk"].tolist() == [3, 2]
    assert logrank([0, 5, 9, 9], [1, 0, 1, 0], list("abab"), p="asymptotic").observed.tolist() == [2, 0]


def test_a_group_of_one_is_compared():
    found = logrank([3, 5, 7, 9], [1, 1, 0, 1], list("abbb"))
    assert (found.assignments, found.p) == (4, 1 / 4)


@pytest.mark.parametrize(
    "call",
    [
        lambda: stats.risk_difference([[3, 1], [1, 3]], interval=["newcombe"]),  # type: ignore[arg-type]
        lambda: stats.proportion(10**400, 10**401),
        lambda: stats.proportion(3, 4, interval=["wilson"]),  # type: ignore[arg-type]
        lambda: stats.fisher_exact([[3, 1], [1, 3]], interval=["minlike"]),  # type: ignore[arg-type]
        lambda: stats.holm([0.01, "x"]),
        lambda: stats.holm([1.5, -1]),
        lambda: stats.holm([[0.1, 0.2]]),
    ],
)
def test_what_no_choice_can_be_is_refused_in_a_sentence(call):
    with pytest.raises(StatsError):
        call()
