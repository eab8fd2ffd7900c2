"""The asymptotic log-rank P of one cohort with one patient changed, for many such changes at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hlhdash.stats.checks import Floats, Integers
from hlhdash.stats.rank_scores import chi_squared

_AT_ONCE = 2_000_000  # cells of the tables of groups at risk that are held together


@dataclass(frozen=True, eq=False)
class RankChanges:
    """A cohort of k groups counted at its m distinct times; `rank_changes` makes one.

    Attributes
    ----------
    at_risk, events : arrays of shape (k, m)
    """

    at_risk: Floats
    events: Floats

    def p(self, position: Integers, event: Integers, group: Integers, *, leave_out: bool) -> Floats:
        """Give P with each of b patients changed in turn, as `logrank` gives it.

        Parameters
        ----------
        position, event, group : arrays of shape (b,)
            Number of the patient's time, 1 or 0, number of the group.
        leave_out : bool
            Whether the patient is left out, or has the event flag turned over.

        Returns
        -------
        array of shape (b,)
            NaN where a group of one would vanish.
        """
        rows = max(1, _AT_ONCE // self.at_risk.size)
        parts = [
            self._p(position[start : start + rows], event[start : start + rows], group[start : start + rows], leave_out)
            for start in range(0, len(position), rows)
        ]
        return np.concatenate(parts)

    def _p(self, position: Integers, event: Integers, group: Integers, leave_out: bool) -> Floats:
        from scipy.special import chdtrc

        row = np.arange(len(position))
        at_risk, events = (np.repeat(table[None], len(row), axis=0) for table in (self.at_risk, self.events))
        if leave_out:
            at_risk[row, group] -= np.arange(at_risk.shape[2]) <= position[:, None]
            events[row, group, position] -= event
        else:
            events[row, group, position] += 1 - 2 * event
        statistic, df = _statistic(at_risk, events)
        p = np.where(df > 0, chdtrc(np.maximum(df, 1), statistic), 1.0)
        return np.where((at_risk[:, :, 0] > 0).all(axis=1), p, np.nan)


def rank_changes(position: Integers, event: Integers, group: Integers, k: int) -> RankChanges:
    """Count a cohort; arguments are those of `RankChanges.p` for all n patients."""
    m = int(position.max()) + 1
    tally = np.bincount((group * m + position) * 2 + event, minlength=k * m * 2).reshape(k, m, 2)
    ended = tally.sum(axis=2)
    return RankChanges(ended[:, ::-1].cumsum(axis=1)[:, ::-1].astype(float), tally[:, :, 1].astype(float))


def _statistic(at_risk: Floats, events: Floats) -> tuple[Floats, Integers]:
    """Chi-squared and degrees of freedom of each of b cohorts; shape (b, k, m) in, (b,) out."""
    n, d = at_risk.sum(axis=1), events.sum(axis=1)
    share = at_risk / np.maximum(n, 1)[:, None]
    expected = (share * d[:, None]).sum(axis=2)
    spread = d * (n - d) / np.maximum(n - 1, 1)
    spread_share = share * spread[:, None]
    covariance = -spread_share @ share.transpose(0, 2, 1)
    groups = np.arange(at_risk.shape[1])
    covariance[:, groups, groups] += spread_share.sum(axis=2)
    # Leaving out the largest group keeps the numbers that are subtracted small.
    kept = groups != np.argmax(at_risk[:, :, 0].sum(axis=0))
    difference = (events.sum(axis=2) - expected)[:, kept]
    scale = float(spread.sum(axis=1).max())
    statistic = chi_squared(difference, covariance[:, kept][:, :, kept], scale)
    return statistic, np.maximum((expected > 0).sum(axis=1) - 1, 0)
