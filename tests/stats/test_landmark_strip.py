"""How a landmark analysis moves with the choice of the landmark."""

import numpy as np
import pytest

from hlhdash.stats import StatsError, cox, landmark, landmark_strip

NUMBERS = ["hazard_ratio", "lower", "upper", "p"]


@pytest.fixture(scope="module")
def children():
    """Sixty patients; half respond within eight weeks, if they live."""
    random = np.random.default_rng(3)
    death, censoring = np.ceil(random.exponential(150, 60)), np.ceil(random.uniform(60, 400, 60))
    time = np.minimum(death, censoring)
    response = np.where(random.random(60) < 0.5, np.ceil(random.uniform(0, 56, 60)), np.nan)
    return time, (death <= censoring).astype(int), np.where(response < time, response, np.nan)


def test_each_row_is_one_landmark_analysis(children):
    landmarks = list(range(7, 57, 7))
    table = landmark_strip(*children, landmarks)
    assert table["at"].tolist() == landmarks
    for row in table.itertuples():
        alone = landmark(*children, row.at)
        ratio = cox(alone.time, alone.event, alone.changed)
        assert (row.n, row.n_changed, row.n_excluded) == (alone.n, alone.n_changed, alone.n_excluded)
        assert (row.hazard_ratio, row.lower, row.upper) == (ratio.hr, ratio.lower, ratio.upper)
        assert row.p == alone.compare(p="asymptotic").p
    assert table["missing"].tolist() == [None] * 8
    assert set(table["method"]) == {
        "P by log-rank test, asymptotic (chi-squared with 1 degree of freedom); ratio and limits by "
        "Cox model (Efron ties), 95 % Wald interval and P"
    }


def test_agrees_with_r_at_day_30(survival_json):
    from lifelines import datasets

    spells = datasets.load_stanford_heart_transplants()
    heart = spells.groupby("id").agg(time=("stop", "max"), event=("event", "max"))
    change = spells[spells["transplant"] == 1].groupby("id")["start"].min()
    row = landmark_strip(heart["time"], heart["event"], heart.assign(change=change)["change"], [30]).iloc[0]
    expected = survival_json["stanford_heart"]["landmark30"]
    assert (row["n"], row["n_changed"]) == (expected["n"], expected["n_transplanted"])
    assert row["p"] == pytest.approx(expected["p"], rel=1e-9)


def test_a_group_without_events_gets_firth_and_says_so():
    row = landmark_strip([10, 20, 30, 40, 50], [1, 1, 0, 1, 0], [np.nan, np.nan, 2, np.nan, 3], [5]).iloc[0]
    assert 0 < row["lower"] < row["hazard_ratio"] < row["upper"] < np.inf
    assert "Firth's penalty" in row["method"]
    assert row["method"].startswith("P by log-rank test, asymptotic")


def test_rows_that_cannot_be_given_say_why():
    time, event, change = [10, 20, 30, 40, 50], [1, 1, 1, 0, 0], [np.nan, np.nan, 15, 12, 12]
    table = landmark_strip(time, event, change, [5, 15, 25, 35, 50, 99])
    assert table["missing"].tolist() == [
        "Nobody still followed at 5 had changed by then.",
        None,
        "Everybody still followed at 25 had changed by then.",
        "Everybody still followed at 35 had changed by then.",
        "Nobody is followed beyond the landmark at 50.",
        "Nobody is followed beyond the landmark at 99.",
    ]
    assert table["n"].tolist() == [5, 4, 3, 2, 0, 0]
    assert table["n_changed"].tolist() == [0, 3, 3, 2, 0, 0]
    assert table["n_excluded"].tolist() == [0, 1, 2, 3, 5, 5]
    assert table[NUMBERS].isna().all(axis=1).tolist() == [True, False, True, True, True, True]
    assert table["method"].isna().tolist() == table[NUMBERS[0]].isna().tolist()


def test_no_event_after_the_landmark():
    row = landmark_strip([10, 20, 30], [1, 0, 0], [np.nan, 5, np.nan], [12]).iloc[0]
    assert row["missing"] == "Nobody has the event after the landmark at 12."


def test_an_event_when_the_other_group_has_gone_compares_nothing():
    row = landmark_strip([10, 20, 30], [0, 0, 1], [5, 5, np.nan], [6]).iloc[0]
    assert row["missing"] == "No event after the landmark at 6 found both groups still followed."
    assert np.isnan(row["hazard_ratio"])
    assert np.isnan(row["p"])


def test_a_last_follow_up_equal_to_the_landmark_but_for_rounding_leaves_nobody():
    row = landmark_strip([0.1, 0.1 + 0.2], [1, 0], [np.nan, 0.05], [0.3]).iloc[0]
    assert row["missing"] == "Nobody is followed beyond the landmark at 0.3."


def test_the_order_of_landmarks_is_kept_and_one_number_will_do(children):
    assert landmark_strip(*children, [28, 7])["at"].tolist() == [28, 7]
    assert landmark_strip(*children, 28)["at"].tolist() == [28]


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ([7, -1], "A landmark is a time from 0 up; it is -1.0."),
        ([float("nan")], "A landmark is a time from 0 up; it is nan."),
        (["soon"], "Every value of landmark must be a number."),
    ],
)
def test_landmarks_that_are_no_times_are_refused(children, at, sentence):
    with pytest.raises(StatsError) as caught:
        landmark_strip(*children, at)
    assert str(caught.value) == sentence
