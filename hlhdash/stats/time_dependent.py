"""Groups that patients enter after day zero (response, HSCT), without counting the wait in their favour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.language import Message, message
from hlhdash.stats.bands import Interval
from hlhdash.stats.checks import ArrayLike, Floats, Followed, Integers, StatsError, changes, followed
from hlhdash.stats.cox import Cox, hazard_ratios
from hlhdash.stats.survival import KaplanMeier, kaplan_meier
from hlhdash.stats.ties import TOLERANCE


@dataclass(frozen=True, eq=False)
class SimonMakuch:
    """Survival before and after a change of status; `simon_makuch` makes one.

    Attributes
    ----------
    before, after : KaplanMeier
        Each patient counts before the change until it happens, and after it from then on.
    method : Message
    """

    before: KaplanMeier
    after: KaplanMeier
    method: Message

    def at(self, times: npt.ArrayLike) -> pd.DataFrame:
        """Give both curves at the asked times: changed (False, True) and the columns of `KaplanMeier.at`."""
        parts = [
            curve.at(times).assign(changed=changed) for changed, curve in ((False, self.before), (True, self.after))
        ]
        table = pd.concat(parts, ignore_index=True)
        return table[["changed", *table.columns[:-1]]]


def change_times(change_time: ArrayLike, time: Floats) -> Floats:
    """Check the times at which patients changed: infinite where they never did while they were followed.

    A change on the day follow-up ends has no follow-up after it and counts as none; one before day zero counts
    from day zero.
    """
    when = changes(change_time, len(time))
    margin = TOLERANCE * max(1.0, float(time.mean()))
    happened = np.isfinite(when) & (when < time - margin)
    return np.where(happened, np.maximum(when, 0.0), np.inf)


def time_varying_cox(time: ArrayLike, event: ArrayLike, change_time: ArrayLike, *, level: float = 0.95) -> Cox:
    """Estimate the hazard ratio after a change of status against before it.

    Agrees with R's `coxph(Surv(start, stop, event) ~ changed)` on patients split at their change.

    Parameters
    ----------
    time, event : array-like of shape (n,)
        Time to the event or last follow-up; 1 for the event, 0 for censored.
    change_time : array-like of shape (n,)
        When the status changed; missing where it never did.

    Raises
    ------
    StatsError
        If the data make no sense, or nobody changed, or everybody from the start.
    """
    patients = followed(time, event)
    spells, code = _spells(patients, change_times(change_time, patients.time))
    if len(np.unique(code)) < 2:
        raise StatsError(message("Nobody is followed both with and without the change; there is nothing to compare."))
    names = [message("before the change"), message("after the change")]
    return hazard_ratios(spells, code, names, "auto", level, len(patients.time))


def simon_makuch(
    time: ArrayLike,
    event: ArrayLike,
    change_time: ArrayLike,
    *,
    interval: Interval = "log-log",
    level: float = 0.95,
) -> SimonMakuch:
    """Draw survival before and after a change of status, each patient counted where they are.

    Simon and Makuch, Statistics in Medicine 1984;3:35-44; agrees with R's `survfit(Surv(start, stop, event))` on
    patients split at their change. The curves are not of fixed groups of patients.

    Parameters
    ----------
    time, event, change_time : array-like of shape (n,)
        As for `time_varying_cox`.
    interval, level
        As for `kaplan_meier`; no beta product interval, which does not cover delayed entry.

    Raises
    ------
    StatsError
        If the data make no sense, or nobody changed, or everybody from the start.
    """
    patients = followed(time, event)
    spells, code = _spells(patients, change_times(change_time, patients.time))
    if len(np.unique(code)) < 2 or spells.entry is None:
        raise StatsError(message("Nobody is followed both with and without the change; there is nothing to compare."))
    waiting, changed = code == 0, code == 1
    return SimonMakuch(
        before=kaplan_meier(spells.time[waiting], spells.event[waiting], interval=interval, level=level),
        after=kaplan_meier(
            spells.time[changed], spells.event[changed], interval=interval, level=level, entry=spells.entry[changed]
        ),
        method=message(
            "Simon-Makuch curves: each patient counts before the change until it happens, and after it then"
        ),
    )


def _spells(patients: Followed, when: Floats) -> tuple[Followed, Integers]:
    """Split each patient at the change; give the spells and whether each is before (0) or after it (1)."""
    changed, waited = np.isfinite(when), when > 0
    time = np.concatenate([np.minimum(patients.time, when)[waited], patients.time[changed]])
    event = np.concatenate([np.where(changed, 0, patients.event)[waited], patients.event[changed]])
    entry = np.concatenate([np.full(waited.sum(), -1.0), when[changed]])
    # Entry just before day zero lets an event on day zero itself find its patient at risk.
    return Followed(time, event, entry), np.repeat([0, 1], [waited.sum(), changed.sum()])
