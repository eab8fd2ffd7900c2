"""The thresholds of the rules as named constants, each with its source.

Units: temperature in degrees Celsius, ferritin in ng/mL (ug/L), sCD25 in U/mL, triglyceride in mmol/L, haemoglobin
in g/L, cells in 10^9/L, fibrinogen in g/L, ALT and AST in U/L, D-dimer in ug/L, liver and spleen in cm.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Literal

AFEBRILE_BELOW = 37.5  # Wang 2015; Wei 2020
FEVER_FROM = 38.5  # Henter 2007 (HLH-2004); some tables print 38.3, so it is a setting


@dataclass(frozen=True)
class MidwestSettings:
    """The Midwest cooperative group's rule as used in Beijing.

    Sources: Marsh, Pediatric Blood & Cancer 2013;60:101-109; Wang, Blood 2015;126:2186-2192; NCT02862054; Wei 2020.

    Attributes
    ----------
    afebrile_below, ferritin_below, scd25_below, triglyceride_below, haemoglobin_from, anc_from, platelets_from,
    alt_up_to : what counts as normal; a laboratory's own limits may replace them
    scd25_ratio : sCD25 improved: baseline over value above this
    fall : ferritin and triglyceride improved: down by at least this share
    anc_low, anc_middle : neutrophils improved: below the first at baseline, doubled and above it; up to the second at
        baseline, doubled and above that
    anc_factor : how much "up by 100 %" is
    alt_from, alt_fall : ALT improved: above the first at baseline and down by at least the second
    count_rise : haemoglobin and platelets, on which the text is silent: up by at least this share; None for no rule
    normal_at_baseline : a marker normal at baseline, on which the text is silent, cannot improve ("not evaluable"),
        or counts as one that has ("counts")
    needed : markers a partial response needs
    """

    afebrile_below: float = AFEBRILE_BELOW
    ferritin_below: float = 500.0
    scd25_below: float = 2400.0
    triglyceride_below: float = 3.0
    haemoglobin_from: float = 90.0
    anc_from: float = 1.0
    platelets_from: float = 100.0
    alt_up_to: float = 40.0
    scd25_ratio: float = 1.5
    fall: float = 0.25
    anc_low: float = 0.5
    anc_middle: float = 2.0
    anc_factor: float = 2.0
    alt_from: float = 400.0
    alt_fall: float = 0.5
    count_rise: float | None = 0.25
    normal_at_baseline: Literal["not evaluable", "counts"] = "not evaluable"
    needed: int = 2


@dataclass(frozen=True)
class EmapalumabSettings:
    """The rule of NI-0501-04 (Locatelli, NEJM 2020;382:1811-1822, supplement).

    Attributes
    ----------
    afebrile_below, anc_above, platelets_above, ferritin_below, fibrinogen_above, d_dimer_below : normal values
    scd25_worse : sCD25 must not be above baseline times this
    normal_needed : abnormalities of baseline that must be normal for a partial response
    improved_needed, improved_by : how many must be better, and by which share, for HLH improvement
    assumed_normal : what a file without a record of it may be taken as normal for, such as "cns"; none unless said
    """

    afebrile_below: float = AFEBRILE_BELOW
    anc_above: float = 1.0
    platelets_above: float = 100.0
    ferritin_below: float = 2000.0
    fibrinogen_above: float = 1.5
    d_dimer_below: float = 500.0
    scd25_worse: float = 2.0
    normal_needed: int = 3
    improved_needed: int = 3
    improved_by: float = 0.5
    assumed_normal: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProtocolSettings:
    """The disease states of HLH-94 and HLH-2004 (Henter, Pediatric Blood & Cancer 2007;48:124-131).

    Attributes
    ----------
    fever_from, afebrile_below : fever for a reactivation, and none for a non-active disease
    haemoglobin_from, platelets_from, anc_from, triglyceride_below, ferritin_up_to : a non-active disease
    triglyceride_from, fibrinogen_up_to, ferritin_from, scd25_from : a reactivation, with platelets below theirs
    needed : of the eight, how many make a reactivation
    assumed_normal : what a file without a record of it may be taken as normal for
    """

    fever_from: float = FEVER_FROM
    afebrile_below: float = AFEBRILE_BELOW
    haemoglobin_from: float = 90.0
    platelets_from: float = 100.0
    anc_from: float = 0.5
    triglyceride_below: float = 3.0
    ferritin_up_to: float = 500.0
    triglyceride_from: float = 3.0
    fibrinogen_up_to: float = 1.5
    ferritin_from: float = 500.0
    scd25_from: float = 2400.0
    needed: int = 3
    assumed_normal: tuple[str, ...] = ()


@dataclass(frozen=True)
class DiagnosisSettings:
    """HLH-2004 (Henter 2007) and its revision of 2024 (Henter, Blood 2024;144:2308-2318).

    Attributes
    ----------
    needed : criteria that must be met, 5 of 8 in 2004 and, without NK activity, 5 of 7 in 2024
    haemoglobin_newborn : haemoglobin below this under 4 weeks of age
    """

    needed: int = 5
    fever_from: float = FEVER_FROM
    haemoglobin_below: float = 90.0
    haemoglobin_newborn: float = 100.0
    newborn_years: float = 28 / 365.25
    platelets_below: float = 100.0
    anc_below: float = 1.0
    triglyceride_from: float = 3.0
    fibrinogen_up_to: float = 1.5
    ferritin_from: float = 500.0
    scd25_from: float = 2400.0


Settings = MidwestSettings | EmapalumabSettings | ProtocolSettings


def changed(settings: Settings | DiagnosisSettings) -> dict[str, Any]:
    """Return the settings that are not the published ones, by name."""
    published = type(settings)()
    return {
        one.name: getattr(settings, one.name)
        for one in fields(settings)
        if getattr(settings, one.name) != getattr(published, one.name)
    }


# HScore (Fardet, Arthritis & Rheumatology 2014;66:2613-2620), derived in adults: points from a value on.
HSCORE_CUT_OFF = 169
HSCORE_HIGHEST = 337
HSCORE_TEMPERATURE = (38.4, 39.4, 33, 49)
HSCORE_FERRITIN = (2000.0, 6000.0, 35, 50)
HSCORE_TRIGLYCERIDE = (1.5, 4.0, 44, 64)
HSCORE_ORGANS = MappingProxyType({0: 0, 1: 23, 2: 38})
HSCORE_LINEAGES = MappingProxyType({0: 0, 1: 0, 2: 24, 3: 34})
HSCORE_HAEMOGLOBIN, HSCORE_WBC, HSCORE_PLATELETS = 92.0, 5.0, 110.0
HSCORE_FIBRINOGEN = (2.5, 30)
HSCORE_AST = (30.0, 19)
HSCORE_HAEMOPHAGOCYTOSIS = 35
HSCORE_IMMUNOSUPPRESSION = 18
