"""How a result was computed: sentences and a Python snippet that gives the same numbers."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.endpoints import STANDARD
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Provenance
from hlhdash.language import Message, counted, message, parted
from hlhdash.numbers import p_equals
from hlhdash.report import response, survival
from hlhdash.report.criteria_words import settings_code
from hlhdash.report.swimmer_call import swimmer_call

Result = Swimmer | Survival | Incidence | ResponseTable


def provenance_words(where: Provenance) -> tuple[Message, ...]:
    """Say which patients, counted from when, of which file."""
    filters = parted(where.filters)
    return (
        message("{n} of {total} patients are looked at.", n=where.n, total=where.n_total),
        message("Filters: {filters}.", filters=filters) if where.filters else message("No filter is set."),
        message("Day zero: {zero}.", zero=title(where.day_zero)),
        *([message("{note}.", note=where.coarsened)] if where.coarsened is not None else []),
        message("File: {file}, SHA-256 {fingerprint}.", file=where.source, fingerprint=where.fingerprint),
    )


def survival_methods(result: Survival, unit: str) -> tuple[Message, ...]:
    """Say how a survival analysis was made, with who was left out."""
    return (
        survival.endpoint_words(result),
        message(
            "Kaplan-Meier estimate; deaths before censorings at a tie. {interval}",
            interval=result.overall.curve.method,
        ),
        survival.test_words(result),
        survival.follow_up_words(result, unit),
        *_who(result),
        *provenance_words(result.provenance),
        versions(),
    )


def incidence_methods(result: Incidence) -> tuple[Message, ...]:
    """Say how a cumulative incidence was estimated, with who was left out."""
    tests = [
        message("{event}: {p} ({method}).", event=result.states[state], p=p_equals(test.p), method=test.method)
        for state, test in result.tests.items()
    ]
    return (
        message("{name}. {definition}", name=result.endpoint.title, definition=result.endpoint.definition),
        message("Aalen-Johansen estimate, 95 % interval by the log-log transform; R's cmprsk gives the same numbers."),
        *(tests or [result.test_missing or message("No test was made.")]),
        *_who(result),
        *provenance_words(result.provenance),
        versions(),
    )


def _who(result: Survival | Incidence) -> list[Message]:
    """Say who is left out, and what a landmark does."""
    said = [
        counted("{n} patient is left out: {reason}.", "{n} patients are left out: {reason}.", int(n), reason=reason)
        for reason, n in result.left_out["reason"].value_counts().items()
    ]
    if result.landmark is not None:
        said.append(
            message(
                "Landmark at day {day}: status by then, follow-up from then on; {kept} of {n} patients are followed "
                "beyond it.",
                day=f"{result.landmark.at:g}",
                kept=result.landmark.kept,
                n=result.landmark.n,
            )
        )
    if result.naive:
        said.append(message("No landmark: biased in favour of whoever lives to have it; for teaching only."))
    return said


def response_methods(result: ResponseTable) -> tuple[Message, ...]:
    """Say how a response table was made."""
    return (*response.response_rows(result).notes, *provenance_words(result.provenance), versions())


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
    return opened_snippet(result.provenance, conditions, _call(result), _imports(result))


def opened_snippet(where: Provenance, conditions: tuple[str, ...], call: str, imports: list[str] | None = None) -> str:
    """Return Python that opens the file, looks at it in the same way, and makes a call.

    Parameters
    ----------
    conditions : lines that mask and filter the cohort
    """
    lines = ["import hlhdash", *(imports or []), "", f"cohort = hlhdash.read_cohort({where.source!r})"]
    lines.append(f"cohort = cohort.with_day_zero({where.day_zero!r})")
    lines += [f"# then the filter: {words!s}".replace("\n", " ") for words in where.filters]
    lines += list(conditions)
    lines.append(call)
    return "\n".join(lines)


def _imports(result: Result) -> list[str]:
    """Return the import that an endpoint of one's own, or thresholds other than the published ones, need."""
    timed = isinstance(result, Survival | Incidence)
    own = timed and result.endpoint != STANDARD.get(result.endpoint.name)
    if isinstance(result, ResponseTable) and result.rule_settings is not None:
        return [f"from hlhdash.analysis.criteria import {type(result.rule_settings).__name__}"]
    return ["from hlhdash import Endpoint"] if own else []


def _question(result: Survival | Incidence) -> str:
    endpoint = result.endpoint.name if result.endpoint == STANDARD.get(result.endpoint.name) else result.endpoint
    against = f", against={result.against!r}" if result.against else ""
    at = f", landmark={result.landmark.at:g}" if result.landmark else ", naive=True" if result.naive else ""
    return f"cohort, endpoint={endpoint!r}, by={result.by!r}{against}{at}"


def _call(result: Result) -> str:
    if isinstance(result, Survival):
        return (
            f"result = hlhdash.kaplan_meier(\n    {_question(result)},\n    interval={result.interval!r},\n)\n"
            "print(result.at((12,)), result.medians(), result.test)"
        )
    if isinstance(result, Incidence):
        return (
            f"result = hlhdash.cumulative_incidence(\n    {_question(result)}\n)\nprint(result.at((12,)), result.tests)"
        )
    if isinstance(result, ResponseTable):
        against = f", against={result.against!r}" if result.against else ""
        return (
            f"result = hlhdash.response_table(cohort, response={result.response!r}, by={result.by!r}{against},\n"
            f"    responders={result.responders!r}, denominator={result.denominator!r}, "
            f"added_therapy={result.added_therapy!r}{_rarer(result)})\nprint(result.rows, result.p, result.method)"
        )
    return f"result = {swimmer_call(result)}\nprint(result.lanes)"


def _rarer(result: ResponseTable) -> str:
    """Return the arguments of a response table that are not always given."""
    pools = {name: list(values) for name, values in result.pooling.names} if result.pooling else None
    planned = result.pooling.planned if result.pooling else False
    given = {
        "interval": result.interval if result.interval != "clopper-pearson" else None,
        "pools": pools,
        "planned": planned or None,
        "within": result.within,
        "rule": result.rule,
    }
    settings = f", rule_settings={settings_code(result.rule_settings)}" if result.rule_settings is not None else ""
    return "".join(f", {name}={value!r}" for name, value in given.items() if value is not None) + settings
