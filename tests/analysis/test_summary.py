"""The numbers of Table 1."""

import hlhdash
from hlhdash.analysis.summary import Level, Spread
from scripts.browser import ROOT


def test_the_study_in_numbers():
    found = hlhdash.summary(hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.csv"))
    assert (found.n, found.died, found.lost, found.transplanted) == (9, 3, 0, 4)
    assert found.words["etiology"] == (Level("EBV", 5), Level("FHL", 2), Level("AID", 1), Level("unknown", 1))
    assert found.words["sex"] == (Level("F", 5), Level("M", 4))
    assert found.numbers["age_years"] == Spread(9, 1.7, 1.2, 2.8, 0.75, 5.0)
