"""From arrays to numbers: survival, comparisons and tables, for anyone who has times and flags."""

from hlhdash.stats.adjustment import adjusted, holm
from hlhdash.stats.checks import StatsError
from hlhdash.stats.comparison import LogRank, logrank
from hlhdash.stats.estimate import Estimate
from hlhdash.stats.fisher import FisherExact, fisher_exact
from hlhdash.stats.follow_up import FollowUp, follow_up
from hlhdash.stats.pairwise import pairwise_logrank
from hlhdash.stats.proportion import Proportion, proportion
from hlhdash.stats.survival import KaplanMeier, kaplan_meier

__all__ = [
    "Estimate",
    "FisherExact",
    "FollowUp",
    "KaplanMeier",
    "LogRank",
    "Proportion",
    "StatsError",
    "adjusted",
    "fisher_exact",
    "follow_up",
    "holm",
    "kaplan_meier",
    "logrank",
    "pairwise_logrank",
    "proportion",
]
