"""The public face: what it costs to import, and that everything it says stays translatable."""

import subprocess
import sys

import pytest

from hlhdash import stats
from hlhdash.language import Message, Translator

TIME, EVENT, GROUP, STATE = [3, 5, 7, 9, 12, 15], [1, 1, 0, 1, 0, 1], list("abbaab"), [1, 2, 0, 1, 0, 2]
CHANGE = [float("nan"), 2, 3, float("nan"), 4, 5]

SAID = {
    "kaplan_meier": lambda: stats.kaplan_meier(TIME, EVENT).method,
    "kaplan_meier log": lambda: stats.kaplan_meier(TIME, EVENT, interval="log").method,
    "kaplan_meier midp": lambda: stats.kaplan_meier(TIME, EVENT, interval="bpcp-midp").method,
    "follow_up": lambda: stats.follow_up(TIME, EVENT).reverse_method,
    "completeness": lambda: stats.completeness(TIME, EVENT, 10).method,
    "logrank": lambda: stats.logrank(TIME, EVENT, GROUP).method,
    "logrank stratified": lambda: stats.logrank(TIME, EVENT, GROUP, strata=GROUP[::-1], p="asymptotic").method,
    "pairwise_logrank": lambda: stats.pairwise_logrank(TIME, EVENT, GROUP)["method"].iloc[0],
    "detectable_difference": lambda: stats.detectable_difference(5, 5, 0.5, 1, 2, simulations=50).method,
    "fragility": lambda: stats.fragility(TIME, EVENT, GROUP).method,
    "fragility asymptotic": lambda: stats.fragility(TIME * 5, EVENT * 5, GROUP * 5).method,
    "cumulative_incidence": lambda: stats.cumulative_incidence(TIME, STATE).method,
    "gray_test": lambda: stats.gray_test(TIME, STATE, GROUP)[1].method,
    "cox": lambda: stats.cox(TIME, EVENT, GROUP).method,
    "cox firth": lambda: stats.cox(TIME, EVENT, GROUP, penalty="firth").method,
    "proportional hazards": lambda: stats.cox(TIME, EVENT, GROUP, penalty="none").proportional_hazards.method,
    "rmst": lambda: stats.rmst(TIME, EVENT, 99).method,
    "rmst_difference": lambda: stats.rmst_difference(TIME, EVENT, GROUP).method,
    "landmark": lambda: stats.landmark(TIME, EVENT, CHANGE, 4).method,
    "landmark_strip": lambda: stats.landmark_strip(TIME, EVENT, CHANGE, [4])["method"].iloc[0],
    "landmark_strip missing": lambda: stats.landmark_strip(TIME, EVENT, CHANGE, [99])["missing"].iloc[0],
    "simon_makuch": lambda: stats.simon_makuch(TIME, EVENT, CHANGE).method,
    "time_varying_cox": lambda: stats.time_varying_cox(TIME, EVENT, CHANGE).table["term"].iloc[0],
    "fisher_exact": lambda: stats.fisher_exact([[1, 2], [3, 4]]).method,
    "proportion": lambda: stats.proportion(1, 2).method,
}


@pytest.mark.parametrize("name", SAID)
def test_every_method_is_a_message_that_can_be_said_again(name):
    said = SAID[name]()
    assert type(said) is Message
    assert Translator("en")(said) == said
    assert "{" not in said


def test_the_face_holds_what_is_promised():
    assert sorted(stats.__all__) == stats.__all__
    promised = {
        "kaplan_meier", "logrank", "pairwise_logrank", "cumulative_incidence", "gray_test", "cox", "rmst", "landmark",
        "fisher_exact", "proportion", "follow_up", "holm", "simon_makuch", "time_varying_cox", "StatsError",
    }  # fmt: skip
    assert promised <= set(stats.__all__)
    assert all(callable(getattr(stats, name)) for name in stats.__all__)


def test_importing_the_face_imports_nothing_slow():
    code = "import sys, hlhdash.stats; print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "numpy" in loaded
    for slow in ("scipy", "lifelines", "matplotlib", "streamlit", "plotly"):
        assert f"'{slow}'" not in loaded
