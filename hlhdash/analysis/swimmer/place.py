"""Where each patient's lane lies, and which day is 0 in it.

A plot is laid out anew at every click, so this and its users work on arrays: pandas takes longer to select and join a
hundred rows than all else here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Lanes = npt.NDArray[np.int_]


@dataclass(frozen=True)
class Place:
    """The lanes from the top.

    Attributes
    ----------
    lane : patient_id to lane
    zero : the day that is 0, of each lane
    end : the end of follow-up, counted from it
    alive : whether the patient was alive then
    """

    lane: Mapping[str, int]
    zero: Floats
    end: Floats
    alive: npt.NDArray[np.bool_]

    def rows(self, table: pd.DataFrame) -> tuple[Lanes, Lanes]:
        """Return which rows of a table are of patients who have a lane, and the lane of each of these."""
        lane = np.array([self.lane.get(one, -1) for one in table["patient_id"].tolist()], dtype=int)
        at = np.flatnonzero(lane >= 0)
        return at, lane[at]
