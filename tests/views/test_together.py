"""A deck whose filters differ is warned of where small counts are hidden."""

from __future__ import annotations

from hlhdash.views import (
    Condition,
    Lens,
    PatientView,
    ResponseView,
    SurvivalView,
    SwimmerView,
    View,
    WaterfallView,
    together_words,
)
from hlhdash.views.together import differing

EBV = Lens(conditions=(Condition("etiology", ("EBV",)),))
BOTH = Lens(conditions=(Condition("sex", ("F",)), Condition("etiology", ("EBV",))))
TURNED = Lens(conditions=tuple(reversed(BOTH.conditions)))


def test_the_same_filters_tell_nothing() -> None:
    assert differing((View(SurvivalView(), BOTH), View(ResponseView(), TURNED))) == ()
    assert together_words(()) is None
    assert together_words((View(SurvivalView()),)) is None


def test_views_that_show_patients_one_by_one_do_not_count() -> None:
    deck = (View(SwimmerView(), EBV), View(WaterfallView(), EBV), View(PatientView(), EBV), View(SurvivalView()))
    assert differing(deck) == ()


def test_other_filters_are_named_by_their_place() -> None:
    deck = (View(SwimmerView()), View(SurvivalView()), View(ResponseView(), EBV), View(SurvivalView(), BOTH))
    assert differing(deck) == (2, 3)
    assert str(together_words(deck)) == (
        "Filters differ between the views (number 3, 4 counts other patients): small counts are hidden in each view "
        "by itself, and may follow from the difference of two. Give all views the same filters."
    )
