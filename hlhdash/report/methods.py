"""How a result was computed: sentences and a Python snippet that gives the same numbers."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from hlhdash.analysis.response import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.endpoints import STANDARD
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Provenance
from hlhdash.language import Message, message
from hlhdash.report import response, survival

Result = Swimmer | Survival | ResponseTable


def provenance_words(where: Provenance) -> tuple[Message, ...]:
    """Say which patients, counted from when, of which file."""
    filters = "; ".join(where.filters)
    return (
        message("{n} of {total} patients are looked at.", n=where.n, total=where.n_total),
        message("Filters: {filters}.", filters=filters) if filters else message("No filter is set."),
        message("Day zero: {zero}.", zero=title(where.day_zero)),
        message("File: {file}, SHA-256 {fingerprint}.", file=where.source, fingerprint=where.fingerprint),
    )


def survival_methods(result: Survival, unit: str) -> tuple[Message, ...]:
    """Say how a survival analysis was made, with who was left out."""
    left_out = [
        message("{n} patients are left out: {reason}.", n=int(count), reason=reason)
        for reason, count in result.left_out["reason"].value_counts().items()
    ]
    return (
        survival.endpoint_words(result),
        message(
            "Kaplan-Meier estimate; deaths before censorings at a tie. {interval}",
            interval=result.overall.curve.method,
        ),
        survival.test_words(result),
        survival.follow_up_words(result, unit),
        *left_out,
        *provenance_words(result.provenance),
        versions(),
    )


def response_methods(result: ResponseTable) -> tuple[Message, ...]:
    """Say how a response table was made."""
    return (*response.response_rows(result).notes, *provenance_words(result.provenance), versions())


def swimmer_methods(result: Swimmer) -> tuple[Message, ...]:
    """Say what a swimmer plot shows, with who is not drawn."""
    missing = len(result.not_drawn)
    return (
        message("Each lane is a patient; bars are courses of treatment, the thin line is follow-up."),
        *([message("{n} patients without a day of last follow-up are not drawn.", n=missing)] if missing else []),
        *provenance_words(result.provenance),
        versions(),
    )


def versions() -> Message:
    """Say which versions computed it."""
    names = ("scipy", "numpy", "pandas")
    return message(
        "Computed with Python {python}, {packages}.",
        python=platform.python_version(),
        packages=", ".join(f"{name} {_version(name)}" for name in names),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def snippet(result: Result, conditions: tuple[str, ...] = ()) -> str:
    """Return Python that gives the same numbers from the same file."""
    where = result.provenance
    lines = ["import hlhdash", *_imports(result), "", f"cohort = hlhdash.read_cohort({where.source!r})"]
    lines.append(f"cohort = cohort.with_day_zero({where.day_zero!r})")
    lines += [f"# then the filter: {words!s}".replace("\n", " ") for words in where.filters]
    lines += list(conditions)
    lines.append(_call(result))
    return "\n".join(lines)


def _imports(result: Result) -> list[str]:
    """Return the import that an endpoint of one's own needs."""
    own = isinstance(result, Survival) and result.endpoint != STANDARD.get(result.endpoint.name)
    return ["from hlhdash import Endpoint"] if own else []


def _call(result: Result) -> str:
    if isinstance(result, Survival):
        against = f", against={result.against!r}" if result.against else ""
        endpoint = result.endpoint.name if result.endpoint == STANDARD.get(result.endpoint.name) else result.endpoint
        at = f", landmark={result.landmark.at:g}" if result.landmark else ", naive=True" if result.naive else ""
        return (
            f"result = hlhdash.kaplan_meier(cohort, endpoint={endpoint!r}, by={result.by!r}{against}, "
            f"interval={result.interval!r}{at})\nprint(result.at((12,)), result.medians(), result.test)"
        )
    if isinstance(result, ResponseTable):
        against = f", against={result.against!r}" if result.against else ""
        return (
            f"result = hlhdash.response_table(cohort, response={result.response!r}, by={result.by!r}{against},\n"
            f"    responders={result.responders!r}, denominator={result.denominator!r}, "
            f"added_therapy={result.added_therapy!r})\nprint(result.rows, result.p, result.method)"
        )
    return f"result = hlhdash.swimmer(cohort, sort={result.sort!r}, group={result.group!r})\nprint(result.lanes)"
