"""How the classes of a rule were made: sentences and a Python snippet that gives the same classes."""

from __future__ import annotations

from hlhdash.analysis.criteria import RESPONSE_RULES, Assessed, changed
from hlhdash.analysis.criteria.charts import window
from hlhdash.cohort.fields import assessment_day
from hlhdash.language import Message, message
from hlhdash.report.criteria_words import RULE_NAMES, RULE_SOURCES, settings_code, settings_words
from hlhdash.report.methods import provenance_words, versions


def assessed_methods(result: Assessed) -> tuple[Message, ...]:
    """Say how the classes of a rule were made."""
    return (
        message("{rule}.", rule=RULE_NAMES[result.rule]),
        RULE_SOURCES[result.rule],
        message(
            "Baseline is the last value on or before day zero; the value of an assessment is the nearest after it, "
            "at most {days} days off.",
            days=window(assessment_day(result.response) or 0),
        ),
        *settings_words(result.settings),
        *provenance_words(result.provenance),
        versions(),
    )


def assessed_snippet(result: Assessed) -> str:
    """Return Python that gives the same classes."""
    where, own = result.provenance, changed(result.settings)
    kind = type(result.settings).__name__
    lines = ["import hlhdash", "from hlhdash.analysis import criteria"]
    lines += [f"from hlhdash.analysis.criteria import {kind}"] if own else []
    lines += ["", f"cohort = hlhdash.read_cohort({where.source!r})"]
    lines += [f"# then the filter: {words!s}".replace("\n", " ") for words in where.filters]
    settings = f", {settings_code(result.settings)}" if own else ""
    lines.append(f"result = hlhdash.assess(cohort, {result.response!r}, {result.rule!r}{settings})")
    lines.append("print(result.table)")
    if result.rule in RESPONSE_RULES:
        lines.append("print(criteria.compare(result).table, criteria.compare(result).kappa)")
    return "\n".join(lines)
