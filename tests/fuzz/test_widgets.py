"""Controls set by chance, again and again: every screen is drawn, or says in a sentence why not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.fuzz.budget import SEED, times

ROOT = Path(__file__).resolve().parents[2]
CHANGES = times(8)  # of each screen


def change(app: AppTest, chance: random.Random) -> None:
    """Set one control of the screen to one of its values."""
    lists = [one for one in app.selectbox if one.options]
    several = [one for one in app.multiselect if one.options]
    switches = [*app.toggle, *app.checkbox]
    kind = chance.choice([kind for kind in (lists, several, switches) if kind])
    one = chance.choice(kind)
    if kind is lists:
        one.select_index(chance.randrange(len(one.options)))
    elif kind is several:
        one.set_value(chance.sample(list(one.options), chance.randrange(min(4, len(one.options) + 1))))
    else:
        one.set_value(not one.value)
    app.run()


@pytest.mark.slow
@pytest.mark.parametrize("screen", ["swimmer", "survival", "response", "labs", "patient", "safety"])
def test_controls_set_by_chance(screen: str) -> None:
    chance = random.Random(f"{SEED} {screen}")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page(f"pages/{screen}.py").run()
    for _ in range(CHANGES):
        change(app, chance)
        assert not app.exception
        assert [one.value for one in app.error if "could not be drawn" in one.value] == []
