"""From arrays to numbers: survival, comparisons and tables, for anyone who has times and flags."""

from hlhdash.stats.adjustment import adjusted, holm
from hlhdash.stats.agreement import Kappa, kappa
from hlhdash.stats.binomial import BinomialTest, binomial_test
from hlhdash.stats.checks import StatsError
from hlhdash.stats.chi_squared import ChiSquared, chi_squared
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
from hlhdash.stats.mid_p import MidP, fisher_midp
from hlhdash.stats.pairwise import logrank_against_rest, pairwise_logrank
from hlhdash.stats.proportion import Proportion, proportion
from hlhdash.stats.proportional_hazards import ProportionalHazards
from hlhdash.stats.ranks import RankTest, kruskal_wallis, wilcoxon
from hlhdash.stats.restricted_mean import RestrictedMean, RestrictedMeanDifference, rmst, rmst_difference
from hlhdash.stats.risk_difference import RiskDifference, risk_difference
from hlhdash.stats.standardised import standardised_difference, standardised_difference_of_shares
from hlhdash.stats.stratified_table import MantelHaenszel, mantel_haenszel
from hlhdash.stats.survival import KaplanMeier, kaplan_meier
from hlhdash.stats.time_dependent import SimonMakuch, simon_makuch, time_varying_cox
from hlhdash.stats.unconditional import Unconditional, barnard, boschloo

__all__ = [
    "BinomialTest",
    "ChiSquared",
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
    "Kappa",
    "Landmark",
    "LogRank",
    "MantelHaenszel",
    "MidP",
    "Proportion",
    "ProportionalHazards",
    "RankTest",
    "RestrictedMean",
    "RestrictedMeanDifference",
    "RiskDifference",
    "SimonMakuch",
    "StatsError",
    "Unconditional",
    "adjusted",
    "barnard",
    "binomial_test",
    "boschloo",
    "chi_squared",
    "completeness",
    "cox",
    "cumulative_incidence",
    "detectable_difference",
    "fisher_exact",
    "fisher_midp",
    "follow_up",
    "fragility",
    "gray_test",
    "holm",
    "kaplan_meier",
    "kappa",
    "kruskal_wallis",
    "landmark",
    "landmark_strip",
    "logrank",
    "logrank_against_rest",
    "mantel_haenszel",
    "pairwise_logrank",
    "proportion",
    "risk_difference",
    "rmst",
    "rmst_difference",
    "simon_makuch",
    "standardised_difference",
    "standardised_difference_of_shares",
    "time_varying_cox",
    "wilcoxon",
]
