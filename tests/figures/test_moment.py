"""The time machine covers what is to come and leaves the axes alone."""

from __future__ import annotations

import hlhdash
from hlhdash import figures


def test_what_comes_later_is_covered_on_the_same_axes(study: hlhdash.Cohort) -> None:
    whole = figures.survival(hlhdash.kaplan_meier(study, by="etiology"))
    part = figures.until(whole, 0.5, figures.Look())
    low, high = whole.layout.xaxis.range
    cover, line = part.layout.shapes[-2:]
    assert (cover.x0, cover.x1) == (high / 2, high)
    assert (line.x0, line.x1) == (high / 2, high / 2)
    assert cover.fillcolor == "#ffffff"
    assert part.layout.xaxis.range == (low, high)
    assert len(whole.layout.shapes) == len(part.layout.shapes) - 2
