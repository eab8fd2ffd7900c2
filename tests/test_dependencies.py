"""The list of packages and licences that an officer for information security reads."""

from __future__ import annotations

import re

from scripts import dependencies

GUIDE = (dependencies.ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_what_hlhdash_names_is_bold_in_the_guide() -> None:
    assert re.findall(r"^\| \*\*(\S+)\*\* \|", GUIDE, re.MULTILINE) == sorted(set(dependencies.asked_for()))


def test_what_a_server_runs_on_may_be_given_on_by_everyone() -> None:
    found = {name: dependencies.licence(of) for name, of in dependencies.needed().items()}
    assert len(found) > 50
    assert {name: told for name, told in found.items() if "GPL" in told or told == "not stated"} == {}
    assert [name for name, told in found.items() if "MPL" in told] == ["certifi"]


def test_a_line_of_requirements_is_read_with_extras_and_bounds() -> None:
    lines = [
        "streamlit[auth]>=1.67,<2",
        "numpy>=2.1",
        "",
        "httpx>=0.27; extra == 'auth'",
        "tzdata; sys_platform == 'win32'",
    ]
    assert dependencies.named(lines) == ["streamlit", "numpy", "tzdata"]
