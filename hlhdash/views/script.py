"""Python that gives the numbers of a view again, from the same file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.report.methods import opened_snippet, snippet
from hlhdash.views.answer import Answer
from hlhdash.views.further import call_of
from hlhdash.views.settings import Condition, ResponseView, SurvivalView, SwimmerView


def script(
    asked: Answer,
    mapping: Mapping[str, str | None],
    reading: Mapping[str, str] = MappingProxyType({}),
    file: str | None = None,
) -> str:
    """Write the script of a view.

    Parameters
    ----------
    mapping : the corrections and answers with which the file was read
    reading : encoding and data cut-off, where the user set them
    file : its name, None for the one it was read from
    """
    source = asked.result.provenance.source
    conditions = [*(["cohort = cohort.masked()"] if asked.view.lens.masked else [])]
    conditions += [_where(one) for one in asked.view.lens.conditions]
    result, chosen = asked.result, asked.view.settings
    if isinstance(result, Swimmer | Survival | Incidence | ResponseTable):
        plain = snippet(result, tuple(conditions))
    else:
        assert not isinstance(chosen, SwimmerView | SurvivalView | ResponseView)
        plain = opened_snippet(result.provenance, tuple(conditions), f"{call_of(chosen)}\nprint(result)")
    given = f", mapping={dict(mapping)!r}" if mapping else ""
    given += "".join(f", {name}={value!r}" for name, value in reading.items())
    return plain.replace(f"read_cohort({source!r})", f"read_cohort({(file or source)!r}{given})", 1)


def _where(one: Condition) -> str:
    return f"cohort = cohort.where(**{{{one.column!r}: {one.wanted!r}}})"
