"""One analyte as colours in the lanes: each value from its day to the next one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.analysis.labs import one_unit
from hlhdash.analysis.normal import SKEWED, TITLES
from hlhdash.analysis.swimmer.place import Place
from hlhdash.cohort.findings import CohortError
from hlhdash.language import Message, message

CARRIED = 28.0  # days for which a value is drawn where no other follows
ENDS = (0.01, 0.99)  # quantiles of the values at which the colours end, so that one slip of the pen is not the scale
MANY = 100  # values from which the colours end at those quantiles, not at the extremes
LOW_IS_ILL = frozenset({"platelets", "haemoglobin", "anc", "wbc", "fibrinogen"})


@dataclass(frozen=True)
class Strip:
    """The values of one analyte in the lanes.

    A value that the laboratory gave only as a bound stands at its bound; the truth lies beyond.

    Attributes
    ----------
    analyte, title, unit : what was measured
    cells : lane, patient_id, start_day, end_day, value, bound ("<", ">" or ""); by lane and day
    log : whether the colours are logarithmic
    low, high : where the colours end; a value beyond has the colour of the end
    beyond : how many values lie beyond
    low_is_ill : whether low values are those of illness
    other_units : values in another unit, which are left out
    without : patients with a lane who have no value
    """

    analyte: str
    title: Message
    unit: str
    cells: pd.DataFrame
    log: bool
    low: float
    high: float
    beyond: int
    low_is_ill: bool
    other_units: int
    without: int


def strip(labs: pd.DataFrame, analyte: str, place: Place) -> Strip:
    """Return the values of one analyte as stretches of the lanes.

    Parameters
    ----------
    labs : as in a Cohort

    Raises
    ------
    CohortError
        Where nobody with a lane has a value.
    """
    known = np.isfinite(labs["value"].to_numpy(float)) & np.isfinite(labs["day"].to_numpy(float))
    rows = labs[(labs["analyte"].to_numpy(object) == analyte) & known]
    rows = rows.iloc[place.rows(rows)[0]]
    if rows.empty:
        raise CohortError(
            message(
                "There is no {analyte} among the patients who are looked at, so the lanes have no colour strip. "
                "A labs sheet needs the columns patient_id, day, analyte and value.",
                analyte=TITLES.get(analyte, analyte),
            )
        )
    unit, rows, other = one_unit(rows)
    _, lane = place.rows(rows)
    day = rows["day"].to_numpy(float) - place.zero[lane]
    order = np.lexsort((day, lane))
    table, lane, day = rows.iloc[order], lane[order], day[order]
    values = table["value"].to_numpy(float)
    following = np.append(day[1:], np.inf)
    following[np.append(np.diff(lane) != 0, True)] = np.inf
    end = np.minimum(np.minimum(following, day + CARRIED), place.end[lane])
    end = np.maximum(end, np.minimum(day + 1, following))
    log = analyte in SKEWED and bool((values > 0).all())
    low, high = (
        (float(one) for one in np.quantile(values, ENDS)) if len(values) > MANY else (values.min(), values.max())
    )
    cells = pd.DataFrame(
        {
            "lane": lane,
            "patient_id": table["patient_id"].to_numpy(object),
            "start_day": day,
            "end_day": end,
            "value": values,
            "bound": table["bound"].fillna("").astype(str).to_numpy(object),
        }
    )
    return Strip(
        analyte,
        TITLES.get(analyte) or message("{analyte}", analyte=analyte),
        unit,
        cells,
        log,
        float(low),
        float(high),
        int(((values < low) | (values > high)).sum()),
        analyte in LOW_IS_ILL,
        other,
        len(place.lane) - len(np.unique(lane)),
    )
