"""Response from labs, its settings and the diagnostic criteria, as they are printed."""

from __future__ import annotations

import pytest

import hlhdash
from hlhdash import report
from hlhdash.analysis import criteria
from hlhdash.analysis.criteria import DiagnosisSettings, EmapalumabSettings, MidwestSettings, ProtocolSettings
from hlhdash.report.criteria_words import settings_code, settings_words
from hlhdash.report.diagnosis import Tally, tally
from scripts.browser import ROOT


@pytest.fixture(scope="module")
def cohort():
    return hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.xlsx")


def cells(table, row):
    return tuple(map(str, table.rows[row].cells))


@pytest.mark.parametrize(
    ("settings", "sentences"),
    [
        (
            MidwestSettings(),
            [
                "Haemoglobin and platelets, on which the rule is silent, improve by a rise of 25 % or more.",
                "ALT up to 400 U/L at baseline, on which the rule is silent, cannot improve.",
                "A marker that is normal at baseline cannot improve; the rule is silent on it.",
            ],
        ),
        (
            MidwestSettings(
                count_rise=None, alt_from=40, normal_at_baseline="counts", ferritin_below=300, anc_from=1.5
            ),
            [
                "Haemoglobin and platelets, on which the rule is silent, cannot improve.",
                "ALT improves from any abnormal value when it falls by half; the rule says so above 400 U/L only.",
                "A marker that is normal at baseline counts as improved; the rule is silent on it.",
                "Normal limits other than the published ones: Ferritin below, ng/mL: 300, "
                "Neutrophils from, 10⁹/L: 1.5.",
            ],
        ),
        (EmapalumabSettings(), ["What the file does not record is missing; nothing is taken as normal."]),
        (
            EmapalumabSettings(assumed_normal=("cns", "d_dimer")),
            ["Taken as normal where the file has no record: CNS, D-dimer."],
        ),
        (
            ProtocolSettings(fever_from=38.3, assumed_normal=("spleen",)),
            ["Fever is 38.3 °C or more.", "Taken as normal where the file has no record: Spleen."],
        ),
        (DiagnosisSettings(), ["Fever is 38.5 °C or more."]),
    ],
)
def test_how_the_silent_points_stand_is_said(settings, sentences):
    assert list(settings_words(settings)) == sentences


def test_settings_as_python_name_only_what_is_not_published():
    assert settings_code(MidwestSettings()) == "MidwestSettings()"
    assert settings_code(MidwestSettings(count_rise=None, needed=3)) == "MidwestSettings(count_rise=None, needed=3)"


def test_the_table_by_a_rule_prints_its_settings(cohort):
    result = hlhdash.response_table(cohort, rule="midwest", rule_settings=MidwestSettings(count_rise=None))
    assert (result.p, result.total["responders"]) == (pytest.approx(1 / 21), 3)
    notes = report.response_rows(result).notes
    assert "Haemoglobin and platelets, on which the rule is silent, cannot improve." in notes
    code = report.snippet(result)
    assert "from hlhdash.analysis.criteria import MidwestSettings" in code
    assert "rule='midwest', rule_settings=MidwestSettings(count_rise=None))" in code


def test_a_higher_limit_of_normal_takes_the_improvement_of_ferritin_away(cohort):
    """Four children of the study improved by ferritin alone, from under 20,000: normal then, it cannot improve."""
    result = hlhdash.response_table(cohort, rule="midwest", rule_settings=MidwestSettings(ferritin_below=20_000))
    assert {name: int(result.total[name]) for name in ("PR", "improved", "NR", "died")} == {
        "PR": 3, "improved": 1, "NR": 4, "died": 1,
    }  # fmt: skip


def test_disagreements_are_listed_with_the_markers_that_decided(cohort):
    found = hlhdash.assess(cohort, settings=MidwestSettings(ferritin_below=20_000))
    agreement = criteria.compare(found)
    table = report.agreement_rows(found, agreement)
    assert table.notes == ("5 of 9 agree; kappa 0.45 (0.15 to 0.76; Cohen's kappa, unweighted, with 95 % interval).",)
    differing = report.disagreements_rows(agreement)
    assert [cells(differing, i)[:4] for i in range(4)] == [
        (patient, "Improved", "NR", "none") for patient in ("P2", "P6", "P8", "P9")
    ]


def test_kappa_by_hand(cohort):
    """Recorded 3 PR, 5 improved, 1 died; computed 3, 1, 1 and 4 NR: (5/9 - 15/81) / (1 - 15/81) is 5/11."""
    found = criteria.compare(hlhdash.assess(cohort, settings=MidwestSettings(ferritin_below=20_000))).kappa
    assert found.value == pytest.approx((5 / 9 - 15 / 81) / (1 - 15 / 81))
    assert found.value == pytest.approx(5 / 11)


def test_the_snippet_of_a_rule_gives_the_same_classes(cohort):
    found = hlhdash.assess(cohort, "response_week8", settings=MidwestSettings(count_rise=None))
    assert report.assessed_snippet(found).splitlines()[-3:] == [
        "result = hlhdash.assess(cohort, 'response_week8', 'midwest', MidwestSettings(count_rise=None))",
        "print(result.table)",
        "print(criteria.compare(result).table, criteria.compare(result).kappa)",
    ]
    assert "at most 7 days off." in report.assessed_methods(found)[2]


def test_criteria_of_each_patient(cohort):
    found = criteria.diagnoses(cohort, "rux_start")
    table = report.criteria_rows(found, "rux_start", DiagnosisSettings())
    assert cells(table, 0) == (
        "P1", "?", "yes", "?", "yes", "yes", "?", "?", "yes", "yes", "5–8", "fulfilled", "fulfilled",
    )  # fmt: skip
    assert "Values nearest to Ruxolitinib start, within 7 days." in table.notes
    assert report.diagnosis_words(found)[0] == "HLH-2004: 9 of 9 patients; 0 not, 0 open."


def test_the_hscore_of_each_patient(cohort):
    table = report.hscore_rows(criteria.diagnoses(cohort, "rux_start"), "rux_start")
    assert cells(table, 0) == (
        "P1", "0–18", "33", "0–38", "24–34", "50", "64", "30", "0–19", "0–35", "201–321", "yes",
    )  # fmt: skip
    assert table.notes[0].startswith("The HScore was derived in adults; 169 of 337 points is its cut-off.")


def test_answers_are_counted():
    assert tally([True, None, False, True]) == Tally(yes=2, no=1, open=1)
