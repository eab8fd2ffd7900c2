"""Python that lays out the lanes of a swimmer plot again."""

from __future__ import annotations

from hlhdash.analysis.swimmer import Swimmer


def swimmer_call(result: Swimmer) -> str:
    """Return the call of `hlhdash.swimmer` that gives a result again."""
    given = {
        "group": result.group,
        "align": result.align,
        "facts": result.facts or None,
        "strip": result.strip.analyte if result.strip else None,
    }
    more = "".join(f", {name}={value!r}" for name, value in given.items() if value is not None)
    return f"hlhdash.swimmer(cohort, sort={result.sort!r}{more})"
