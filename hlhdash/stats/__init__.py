"""From arrays to numbers: survival, comparisons and tables, for anyone who has times and flags."""

from hlhdash.stats.checks import StatsError
from hlhdash.stats.estimate import Estimate
from hlhdash.stats.follow_up import FollowUp, follow_up
from hlhdash.stats.survival import KaplanMeier, kaplan_meier

__all__ = ["Estimate", "FollowUp", "KaplanMeier", "StatsError", "follow_up", "kaplan_meier"]
