"""From arrays to numbers: survival, comparisons and tables, for anyone who has times and flags."""

from hlhdash.stats.adjustment import adjusted, holm
from hlhdash.stats.checks import StatsError
from hlhdash.stats.comparison import LogRank, logrank
from hlhdash.stats.competing import CumulativeIncidence, cumulative_incidence
from hlhdash.stats.completeness import Completeness, completeness
from hlhdash.stats.cox import Cox, cox
from hlhdash.stats.detectable import DetectableDifference, detectable_difference
from hlhdash.stats.estimate import Estimate
from hlhdash.stats.fisher import FisherExact, fisher_exact
from hlhdash.stats.follow_up import FollowUp, follow_up
from hlhdash.stats.fragility import Fragility, fragility
from hlhdash.stats.gray import GrayTest, gray_test
from hlhdash.stats.landmark_analysis import Landmark, landmark
from hlhdash.stats.landmark_strip import landmark_strip
from hlhdash.stats.pairwise import logrank_against_rest, pairwise_logrank
from hlhdash.stats.proportion import Proportion, proportion
from hlhdash.stats.proportional_hazards import ProportionalHazards
from hlhdash.stats.restricted_mean import RestrictedMean, RestrictedMeanDifference, rmst, rmst_difference
from hlhdash.stats.survival import KaplanMeier, kaplan_meier
from hlhdash.stats.time_dependent import SimonMakuch, simon_makuch, time_varying_cox

__all__ = [
    "Completeness",
    "Cox",
    "CumulativeIncidence",
    "DetectableDifference",
    "Estimate",
    "FisherExact",
    "FollowUp",
    "Fragility",
    "GrayTest",
    "KaplanMeier",
    "Landmark",
    "LogRank",
    "Proportion",
    "ProportionalHazards",
    "RestrictedMean",
    "RestrictedMeanDifference",
    "SimonMakuch",
    "StatsError",
    "adjusted",
    "completeness",
    "cox",
    "cumulative_incidence",
    "detectable_difference",
    "fisher_exact",
    "follow_up",
    "fragility",
    "gray_test",
    "holm",
    "kaplan_meier",
    "landmark",
    "landmark_strip",
    "logrank",
    "logrank_against_rest",
    "pairwise_logrank",
    "proportion",
    "rmst",
    "rmst_difference",
    "simon_makuch",
    "time_varying_cox",
]
