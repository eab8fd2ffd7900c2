"""Colours are the same everywhere, stand out from the page, and can be told apart without seeing all of them."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from hlhdash.analysis.groups import ALL, NOT_RECORDED, REST
from hlhdash.cohort.vocabulary import ETIOLOGIES, RESPONSES
from hlhdash.figures.incidence_panels import FILLED, STATE_SHADES
from hlhdash.figures.palette import (
    ETIOLOGY_COLOURS,
    GROUP_COLOURS,
    OTHERS,
    RESPONSE_COLOURS,
    TOGETHER,
    TREATMENT_COLOURS,
    colours,
    contrast,
    faded,
    readable_on,
)
from hlhdash.figures.style import DARK, LIGHT, Theme
from hlhdash.language import message

PAGES = {False: LIGHT.page, True: DARK.page}
# Machado, Oliveira and Fernandes, IEEE Trans Vis Comput Graph 2009;15:1291-1298, severity 1.
EYES = {
    "normal": np.eye(3),
    "red-blind": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "green-blind": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "blue-blind": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def lab(colour: str, eye: np.ndarray) -> np.ndarray:
    """Return a colour in CIELAB (D65) as an eye sees it."""
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(eye @ linear, 0, 1) / np.array([0.9505, 1, 1.0888])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def mixed(colour: str, page: str, share: float) -> str:
    """Return what is seen of a colour with an opacity on a page."""
    over, under = ([int(one[i : i + 2], 16) for i in (1, 3, 5)] for one in (colour, page))
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in zip(over, under, strict=True))


def nearest(palette: list[str]) -> float:
    """Return the smallest difference (CIE 1976) of any two colours to any of the eyes."""
    seen = [[lab(colour, eye) for colour in palette] for eye in EYES.values()]
    return min(float(np.linalg.norm(a - b)) for one in seen for a, b in combinations(one, 2))


@pytest.mark.parametrize("dark", [False, True])
def test_curves_and_their_names_stand_out_from_the_page(dark: bool) -> None:
    pairs = [*ETIOLOGY_COLOURS.values(), *GROUP_COLOURS.values(), *OTHERS]
    assert min(contrast(pair.on(dark), PAGES[dark]) for pair in pairs) >= 3.0


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_can_be_read_on_their_ground(theme: Theme) -> None:
    assert contrast(theme.ink, theme.page) >= 7.0
    assert contrast(theme.muted, theme.page) >= 4.5
    assert contrast(theme.line, theme.page) >= 3.0
    assert contrast(theme.notice, theme.notice_fill) >= 4.5
    assert contrast(theme.warning, theme.warning_fill) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_areas_of_events_that_are_stacked_differ_and_their_edges_stand_out(dark: bool) -> None:
    edges = [pair.on(dark) for pair in STATE_SHADES]
    assert min(contrast(edge, PAGES[dark]) for edge in edges) >= 3.0
    areas = [mixed(edge, PAGES[dark], FILLED) for edge in edges]
    assert nearest(areas) >= 8.0
    assert contrast(areas[0], PAGES[dark]) >= 2.9


@pytest.mark.parametrize("dark", [False, True])
def test_etiologies_differ_for_colour_blind_eyes(dark: bool) -> None:
    assert nearest([ETIOLOGY_COLOURS[name].on(dark) for name in ETIOLOGIES]) >= 8.0


@pytest.mark.parametrize("dark", [False, True])
def test_classes_of_response_differ_for_colour_blind_eyes(dark: bool) -> None:
    assert nearest([RESPONSE_COLOURS[name].on(dark) for name in RESPONSES]) >= 8.0


@pytest.mark.parametrize("dark", [False, True])
def test_classes_that_touch_in_a_bar_differ_in_grey(dark: bool) -> None:
    grey = [lab(RESPONSE_COLOURS[name].on(dark), EYES["normal"])[0] for name in RESPONSES]
    assert min(abs(one - following) for one, following in pairwise(grey)) >= 10.0


@pytest.mark.parametrize("dark", [False, True])
def test_treatments_differ_in_grey_and_for_colour_blind_eyes(dark: bool) -> None:
    shades = {name: pair.on(dark) for name, pair in TREATMENT_COLOURS.items()}
    assert nearest(list(shades.values())) >= 9.0
    grey = {name: float(lab(shade, EYES["normal"])[0]) for name, shade in shades.items()}
    assert min(after - one for one, after in pairwise(sorted(grey.values()))) >= 3.9
    assert min(after - one for one, after in pairwise(sorted(grey[name] for name in TOGETHER))) >= 7.5


@pytest.mark.parametrize("dark", [False, True])
def test_a_response_stands_out_from_the_bar_of_the_drug_it_is_a_response_to(dark: bool) -> None:
    ruxolitinib = TREATMENT_COLOURS["ruxolitinib"].on(dark)
    for name in ("CR", "PR", "improved", "NR"):
        assert nearest([RESPONSE_COLOURS[name].on(dark), ruxolitinib]) >= 16.0


@pytest.mark.parametrize("dark", [False, True])
def test_counts_can_be_read_inside_the_bars(dark: bool) -> None:
    for name in RESPONSES:
        shade = RESPONSE_COLOURS[name].on(dark)
        assert contrast(readable_on(shade), shade) >= 4.5


def test_every_word_of_the_dictionary_has_a_colour() -> None:
    assert set(ETIOLOGY_COLOURS) == set(ETIOLOGIES)
    assert set(RESPONSE_COLOURS) == set(RESPONSES)


def test_a_filter_does_not_change_a_colour() -> None:
    everyone = colours([*ETIOLOGIES, "our own stratum"], "etiology", dark=False)
    assert colours(["EBV", "our own stratum"], "etiology", dark=False) == {
        "EBV": everyone["EBV"],
        "our own stratum": everyone["our own stratum"],
    }


def test_labels_that_nobody_foresaw_never_share_a_colour_while_there_are_enough() -> None:
    labels = [f"centre {i}" for i in range(len(OTHERS))]
    assert len(set(colours(labels, "group", dark=False).values())) == len(OTHERS)


def test_more_labels_than_colours_still_get_one_each() -> None:
    labels = [f"centre {i}" for i in range(50)]
    assert set(colours(labels, "group", dark=True)) == set(labels)


def test_our_own_words_have_one_colour_on_every_screen() -> None:
    for word in (ALL, REST, NOT_RECORDED):
        assert colours([word], "etiology", dark=False) == colours([word], "group", dark=False)


def test_a_faded_colour_is_the_colour_with_an_opacity() -> None:
    assert faded("#c44a0c", 0.16) == "rgba(196,74,12,0.16)"


def test_before_and_after_a_change_have_two_colours_whatever_changed() -> None:
    for dark in (False, True):
        for event in ("HSCT", "Week 1", "relapse"):
            labels = [message("Before: {event}", event=event), message("After: {event}", event=event)]
            before, after = (colours(labels, "group", dark)[one] for one in labels)
            assert contrast(before, after) > 2
            assert (before, after) == (("#7d8798", "#9fd0ff") if dark else ("#8a93a3", "#0b4a85"))
    assert colours(["Before: {event}"], "group", False)["Before: {event}"] not in ("#8a93a3", "#0b4a85")
