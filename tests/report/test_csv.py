"""Text that a spreadsheet would run is defused."""

from __future__ import annotations

import pytest

from hlhdash.report.csv import defused


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_full_width_signs_are_defused_too(start):
    assert defused(f"{start}SUM(1)") == f"'{start}SUM(1)"
