"""Addresses nobody made: whatever a link says of whichever file, a screen is drawn or says in a sentence why not."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import hlhdash
from hlhdash.ui import address, choices
from hlhdash.ui.screens import SCREENS
from scripts.browser import ROOT
from tests.examples.telling import FILES
from tests.fuzz.budget import budget

HEADER = "patient_id,age_years,etiology,rux_start,last_follow_up,vital_status,response_week1"
ONE = "P1,3,EBV,2019-01-01,2019-06-01,alive,PR"
DROPPED = {
    "nobody.csv": HEADER,
    "alone.csv": f"{HEADER}\n{ONE}",
    "bare.csv": "patient_id,time,event\nP1,10,1\nP2,20,0\nP3,20,1",
    "odd.csv": f"{HEADER},arm\n{ONE},\nP2,,,2019-01-01,2019-01-01,dead,,x\nP3,0,=1,,2019-03-01,?,CR,{'y' * 90}",
}
FILE_NAMES = (None, *DROPPED, "years.xlsx")
# The settings as the source names them, and those whose name is put together.
SETTINGS = sorted(
    {
        name
        for path in (ROOT / "hlhdash" / "ui").glob("*.py")
        for name in re.findall(r'(?:name=|kept(?:_\w+)?\(|undrawn\()"([a-z_0-9]+)"', path.read_text("utf-8"))
    }
) + ["shown", "shown.competing", "f0", "f1", "f2", "at.0", "at.1", "times.months", "times.days", "map", "lang", "p"]
WORDS = sorted(
    {str(key) for table in vars(choices).values() if isinstance(table, dict) for key in table if isinstance(key, str)}
    | {
        "overall survival",
        "event-free survival",
        "time to response",
        "time to hsct",
        "rux_start",
        "diagnosis",
        "nothing",
    }
)
MANY_DIGITS = "9" * 5_000  # more than Python makes a number of
VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.from_regex(r"\A\d{1,2}(-\d{1,2}){0,3}\Z"),
    st.from_regex(r"\A-?\d{1,6}(\.\d)?(_\d{1,3})?\Z"),
    st.sampled_from([MANY_DIGITS, "-1", "nan", "inf_inf", "1e400", "٣", "²", "-", "_", ""]),
    st.text(max_size=12),
)


@cache
def dropped(name: str) -> tuple[bytes, str | None]:
    """Return a file and the beginning of its fingerprint, None for one that cannot be opened."""
    data = DROPPED[name].encode() if name in DROPPED else (FILES / name).read_bytes()
    try:
        return data, hlhdash.read_cohort(data, name).fingerprint[: address.FINGERPRINT_DIGITS]
    except hlhdash.CohortError:
        return data, None


def opened(name: str | None, query: dict[str, str], own: bool) -> AppTest:
    """Open a link and drop a file.

    Parameters
    ----------
    own : whether the link was made with this file
    """
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    data, fingerprint = (b"", None) if name is None else dropped(name)
    for key, value in query.items():
        app.query_params[key] = value
    if own and fingerprint is not None:
        app.query_params[address.FILE] = fingerprint
    app.run()
    if name is not None:
        app.sidebar.get("file_uploader")[0].set_value([(name, data, "application/octet-stream")])
        app.run()
    return app


@given(
    st.sampled_from(FILE_NAMES),
    st.dictionaries(st.sampled_from(SETTINGS), VALUES, max_size=12),
    st.booleans(),
    st.permutations([screen.address for screen in SCREENS]),
)
@example("nobody.csv", {"map": "abc123", "facet": "0"}, True, ["survival"])
@example("alone.csv", dict.fromkeys(("by", "f0", "rby", "pool", "group"), MANY_DIGITS), True, ["response", "survival"])
@budget(6)
def test_addresses_of_any_words(name: str | None, query: dict[str, str], own: bool, screens: list[str]) -> None:
    app = opened(name, query, own)
    for screen in screens:
        app.switch_page(f"pages/{screen}.py").run()
        assert not app.exception
        assert [one.value for one in app.error if "could not be drawn" in one.value] == []
