"""What is refused, and in which words."""

import numpy as np
import pandas as pd
import pytest

from hlhdash.language import Message
from hlhdash.stats import StatsError, kaplan_meier, logrank


def refusal(*arguments, **choices):
    with pytest.raises(StatsError) as caught:
        kaplan_meier(*arguments, **choices)
    assert isinstance(caught.value.sentence, Message)
    return str(caught.value)


def test_durations_passed_as_the_event_flag_are_refused():
    assert refusal([5, 8, 9], [5, 8, 9]) == (
        "Event must be 1 (happened) or 0 (did not), but 5 occurs; are durations or other codes in its place?"
    )


def test_events_coded_1_and_2_are_refused():
    assert "but 2 occurs" in refusal([5, 8, 9], [1, 2, 1])


def test_a_missing_event_is_refused():
    assert "but nan occurs" in refusal([5, 8, 9], [1, np.nan, 1])


def test_a_missing_time_is_refused():
    assert refusal([5, np.nan, np.inf], [1, 1, 0]) == (
        "2 values of time are missing or infinite; leave those patients out first."
    )


def test_a_missing_time_in_a_nullable_column_is_refused():
    time = pd.Series([5, None, 7], dtype="Int64")
    assert refusal(time, [1, 1, 0]) == "1 value of time is missing or infinite; leave that patient out first."


def test_a_negative_time_is_refused():
    assert refusal([5, -2], [1, 0]) == "A value of time is negative (-2); times count from day zero."


def test_unequal_lengths_are_refused():
    assert refusal([5, 6, 7], [1, 0]) == "There are 3 times but 2 event flags; each patient needs one of both."


def test_nobody_is_refused():
    assert refusal([], []) == "There is no patient to analyse; widen the selection."


def test_text_is_refused():
    assert refusal(["soon", "late"], [1, 0]) == "Every value of time must be a number."


def test_a_table_is_refused():
    assert refusal([[5, 6], [7, 8]], [1, 0]) == "time must be one list of numbers, not a table."


def test_entry_after_the_end_is_refused():
    assert refusal([5, 6], [1, 0], entry=[0, 6]) == (
        "Patient number 2 enters at 6, not before the end of follow-up at 6."
    )


def test_entry_that_differs_from_the_end_by_rounding_only_is_refused():
    assert refusal([0.1 + 0.2, 6], [1, 0], entry=[0.3, 0]) == (
        "An entry time equals the end of the same patient's follow-up."
    )


def test_entries_of_another_number_of_patients_are_refused():
    assert "There are 2 times but 1 entry times" in refusal([5, 6], [1, 0], entry=[0])


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_is_not_a_share_is_refused(level):
    assert "between 0 and 1" in refusal([5, 6], [1, 0], level=level)


def test_an_unknown_interval_is_refused():
    assert refusal([5, 6], [1, 0], interval="arcsine") == (
        "There is no interval named arcsine; choose log-log, log, plain, bpcp or bpcp-midp."
    )


def test_the_beta_product_interval_with_delayed_entry_is_refused():
    assert "does not cover delayed entry" in refusal([5, 6], [1, 0], entry=[0, 2], interval="bpcp")


def test_a_missing_group_is_refused():
    with pytest.raises(StatsError, match="1 patient has no group; leave them out or name their group first"):
        logrank([5, 6, 7], [1, 0, 1], ["a", None, "b"])


def test_groups_of_another_number_of_patients_are_refused():
    with pytest.raises(StatsError, match="There are 3 patients but 2 values of group"):
        logrank([5, 6, 7], [1, 0, 1], ["a", "b"])


def test_true_and_false_are_events():
    assert kaplan_meier([5, 6, 7], [True, False, True]).events == 2
