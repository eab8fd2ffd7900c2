"""Who entered the cohort only after day zero: until then nobody in the file could die."""

from __future__ import annotations

import pandas as pd

from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import Finding
from hlhdash.cohort.timeline import SLACK
from hlhdash.language import Message, counted, message

ENTRY = "rux_start"  # a child is in the file because it was given the study drug
BEFORE_ENTRY = ("diagnosis", "first_line_start")
REMEDY = message("Count from the start of ruxolitinib, or compare groups from there only.")


def late_entry(patients: pd.DataFrame, zero: str) -> Finding | None:
    """Return the warning that day zero comes before eligibility, None where nobody enters later.

    A child who died between the two is not in the file, so survival from such a day zero looks better than it was
    (delayed entry, left truncation).

    Parameters
    ----------
    patients : milestones in days from `zero`
    """
    if zero not in BEFORE_ENTRY or ENTRY not in patients:
        return None
    later = patients[ENTRY][(patients[ENTRY] > SLACK).to_numpy(bool)]
    if not len(later):
        return None
    return Finding("warning", _sentence(zero, later), REMEDY, affects=("survival",))


def _sentence(zero: str, later: pd.Series) -> Message:
    return counted(
        "Day zero is {zero}, but {n} patient entered the cohort with ruxolitinib, {longest} days later. Whoever died "
        "before that is not in the file, so survival from day zero looks better than it was.",
        "Day zero is {zero}, but {n} patients entered the cohort with ruxolitinib, a median of {median} and up to "
        "{longest} days later. Whoever died before that is not in the file, so survival from day zero looks better "
        "than it was.",
        n=len(later),
        zero=title(zero),
        median=f"{later.median():.0f}",
        longest=f"{later.max():.0f}",
    )
