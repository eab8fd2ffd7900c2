"""Groups that patients enter after day zero: landmark, Simon-Makuch, time-varying Cox."""

import numpy as np
import pytest
from lifelines import datasets

from hlhdash.stats import StatsError, landmark, logrank, simon_makuch, time_varying_cox


@pytest.fixture(scope="module")
def heart():
    """One row for each patient of the Stanford heart transplant study, with the day of transplantation."""
    spells = datasets.load_stanford_heart_transplants()
    patients = spells.groupby("id").agg(time=("stop", "max"), event=("event", "max"))
    return patients.assign(change=spells[spells["transplant"] == 1].groupby("id")["start"].min())


def test_time_varying_cox_agrees_with_coxph(survival_json, heart):
    found = time_varying_cox(heart["time"], heart["event"], heart["change"])
    expected = survival_json["stanford_heart"]["time_varying_cox"]
    for part in ("hr", "lower", "upper", "p"):
        assert getattr(found, part) == pytest.approx(expected[part], rel=1e-6)
    assert (found.n, found.events) == (103, 75)
    assert found.table["term"].tolist() == ["after the change"]


def test_time_varying_cox_on_invented_data_agrees_with_coxph(made_up, from_r):
    found = time_varying_cox(made_up["time"], made_up["event"], made_up["change"])
    for part, expected in from_r("time-varying cox").items():
        assert getattr(found, part) == pytest.approx(expected, rel=1e-7)


def test_simon_makuch_agrees_with_survfit(survival_json, heart):
    curves = simon_makuch(heart["time"], heart["event"], heart["change"])
    for row in survival_json["stanford_heart"]["simon_makuch"]:
        at = curves.at([row["time"]])
        found = at[at["changed"] == (row["transplant"] == "1")].iloc[0]
        assert found["n_at_risk"] == row["n_at_risk"]
        for part in ("survival", "lower", "upper"):
            assert found[part] == pytest.approx(row[part], rel=1e-9)


def test_simon_makuch_on_invented_data_agrees_with_survfit(made_up, from_r):
    curves = simon_makuch(made_up["time"], made_up["event"], made_up["change"])
    for changed, curve in ((0, curves.before), (1, curves.after)):
        for key, expected in from_r(f"simon-makuch {changed}").items():
            time, part = key.split(" ")
            column = "survival" if part == "surv" else part
            assert curve.at([float(time)])[column].iloc[0] == pytest.approx(expected, rel=1e-9)


def test_landmark_agrees_with_r(survival_json, heart):
    found = landmark(heart["time"], heart["event"], heart["change"], 30)
    expected = survival_json["stanford_heart"]["landmark30"]
    assert (found.n, found.n_changed) == (expected["n"], expected["n_transplanted"])
    test = found.compare()
    assert test.statistic == pytest.approx(expected["chi2"], rel=1e-9)
    assert test.p == pytest.approx(expected["p"], rel=1e-9)


def test_landmark_on_invented_data_agrees_with_r(made_up, from_r):
    found, expected = landmark(made_up["time"], made_up["event"], made_up["change"], 4), from_r("landmark 4")
    assert (found.n, found.n_changed) == (expected["n"], expected["changed"])
    assert found.compare(p="asymptotic").statistic == pytest.approx(expected["chi2"], rel=1e-9)


def test_the_naive_comparison_would_have_been_significant(survival_json, heart):
    """Waiting for a heart and living to get one is what the naive test measures."""
    naive = logrank(heart["time"], heart["event"], heart["change"].notna())
    expected = survival_json["stanford_heart"]["naive_ever_transplanted"]
    assert naive.statistic == pytest.approx(expected["chi2"], rel=1e-9)
    assert naive.p == pytest.approx(expected["p"], rel=1e-8)


def test_landmark_lists_whom_it_leaves_out_and_why():
    found = landmark([10, 28, 28, 40, 50], [1, 1, 0, 1, 0], [5, np.nan, 3, 28, 29], 28)
    assert (found.n, found.n_changed, found.n_excluded) == (2, 1, 3)
    assert found.excluded["patient"].tolist() == [0, 1, 2]
    assert found.excluded["reason"].tolist() == [
        "had the event by the landmark",
        "had the event by the landmark",
        "last followed by the landmark, without the event",
    ]
    assert found.kept.tolist() == [False, False, False, True, True]
    assert found.changed.tolist() == [True, False]
    assert found.time.tolist() == [12, 22]
    assert found.event.tolist() == [1, 0]
    assert found.method == "landmark analysis at 28: status by then, follow-up from then on"


def test_a_landmark_equal_to_a_time_but_for_rounding_is_that_time():
    found = landmark([0.1 + 0.2, 5], [1, 1], [np.nan, 0.1 + 0.2], 0.3)
    assert found.kept.tolist() == [False, True]
    assert found.changed.tolist() == [True]


def test_a_landmark_nobody_passes_is_refused():
    with pytest.raises(StatsError, match=r"Nobody is followed beyond the landmark at 60; choose an earlier one\."):
        landmark([10, 50], [1, 0], [5, np.nan], 60)


def test_a_landmark_before_day_zero_is_refused():
    with pytest.raises(StatsError, match=r"A landmark is a time from 0 up; it is -3\."):
        landmark([10, 50], [1, 0], [5, np.nan], -3)


@pytest.mark.parametrize("analysis", [time_varying_cox, simon_makuch, lambda *data: landmark(*data, at=1)])
def test_each_patient_needs_a_time_of_change_or_none(analysis):
    with pytest.raises(StatsError, match="There are 3 patients but 1 times of change"):
        analysis([10, 20, 30], [1, 0, 1], [5])


@pytest.mark.parametrize("change", [[np.nan, np.nan], [0, 0], [10, 25]])
@pytest.mark.parametrize("analysis", [time_varying_cox, simon_makuch])
def test_without_a_change_under_observation_there_is_nothing_to_compare(analysis, change):
    with pytest.raises(StatsError, match="Nobody is followed both with and without the change"):
        analysis([10, 20], [1, 0], change)


def test_a_change_on_the_day_of_death_is_none():
    """Who dies on the day of transplantation died waiting."""
    curves = simon_makuch([10, 20, 30], [1, 1, 0], [10, 5, 6])
    assert (curves.before.events, curves.after.events) == (1, 1)
    assert (curves.before.n, curves.after.n) == (3, 2)


def test_a_change_from_the_start_leaves_nobody_waiting():
    curves = simon_makuch([10, 20, 30], [1, 1, 0], [0, np.nan, -4])
    assert (curves.before.n, curves.after.n) == (1, 2)
    assert curves.after.at([10])["survival"].iloc[0] == 0.5
