"""The settings of the rules on the Response screen: what a choice changes, drawn or not."""

from __future__ import annotations

import pytest

from hlhdash.ui.criteria_controls import RANGES
from tests.ui.test_response_screen import opened


def tables(app) -> str:
    return " ".join(block.proto.body for block in app.get("html")).replace("\xa0", " ")


def test_a_limit_of_the_laboratory_changes_classes_agreement_and_disagreements():
    """Normal up to 10,000, the ferritin of the two children that start below cannot improve."""
    words = tables(opened("labs", ferritin_below="10000"))
    assert "Normal limits other than the published ones: Ferritin below, ng/mL: 10000." in words
    assert "Patients on whom the recorded class and the rule differ" in words
    assert "7 of 9 agree; kappa 0.68" in words


@pytest.mark.parametrize(("link", "sentence"), [
    ({"hbrise": "none"}, "Haemoglobin and platelets, on which the rule is silent, cannot improve."),
    ({"hbrise": "50"}, "improve by a rise of 50 % or more."),
    ({"altrule": "any"}, "ALT improves from any abnormal value when it falls by half"),
    ({"atnormal": "counts"}, "A marker that is normal at baseline counts as improved"),
    ({"rule": "emapalumab", "assumed": "cns-d_dimer"}, "Taken as normal where the file has no record: CNS, D-dimer."),
    ({"rule": "hlh-2004", "fever": "38.3"}, "Fever is 38.3 °C or more."),
])  # fmt: skip
def test_each_setting_of_a_link_holds_and_is_printed(link, sentence):
    assert sentence in tables(opened("labs", **link))


@pytest.mark.parametrize("link", [{"ferritin_below": "999999"}, {"ferritin_below": "much"}, {"hbrise": "70"}])
def test_a_setting_nobody_offers_is_not_taken(link):
    words = tables(opened("labs", **link))
    assert "Normal limits other than" not in words
    assert "improve by a rise of 25 % or more." in words
    assert "9 of 9 agree" in words


def test_the_settings_reach_the_response_table():
    words = tables(opened(source="midwest", ferritin_below="10000"))
    assert "Normal limits other than the published ones: Ferritin below, ng/mL: 10000." in words
    assert "Normal limits" not in tables(opened(ferritin_below="10000"))


def test_an_assessment_the_file_does_not_record_can_be_computed():
    words = tables(opened("labs", labday="response_week4"))
    assert "Week 4 from labs: Midwest/Marsh rule as used in Beijing" in words
    assert "not recorded" in words


def test_week_8_by_the_rule_is_complete_in_three():
    words = tables(opened("labs", labday="response_week8"))
    assert words.count('<td class="l">CR</td><td class="l">CR</td>') == 3


def test_the_diagnosis_of_each_patient():
    app = opened("diagnosis")
    assert not app.error
    assert "Diagnostic criteria of each patient" in tables(app)
    assert "201–321" in tables(app)
    said = " ".join(one.value for one in app.markdown)
    assert "HLH-2004: 9 of 9 patients; 0 not, 0 open" in said.replace("\\", "")


def test_published_limits_lie_in_what_may_be_asked():
    from hlhdash.analysis.criteria import MidwestSettings

    for name, (low, high, _) in RANGES.items():
        assert low <= getattr(MidwestSettings(), name) <= high
