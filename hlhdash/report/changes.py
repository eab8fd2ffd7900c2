"""What changed between two versions of a file, in sentences, what matters most first."""

from __future__ import annotations

from collections.abc import Callable

from hlhdash.cohort.difference import Change, Difference
from hlhdash.cohort.fields import assessment_day, is_milestone, title
from hlhdash.language import Message, counted, listed, message

NAMED_AT_MOST = 10  # patients that one sentence names
_NOTHING = message("nothing")
Counted = Callable[[int], Message]
_ROWS: dict[str, tuple[Counted, Counted]] = {
    "courses": (
        lambda n: counted("{n} more course of treatment.", "{n} more courses of treatment.", n=n),
        lambda n: counted("{n} course of treatment less.", "{n} courses of treatment less.", n=n),
    ),
    "events": (
        lambda n: counted("{n} more event.", "{n} more events.", n=n),
        lambda n: counted("{n} event less.", "{n} events less.", n=n),
    ),
    "labs": (
        lambda n: counted("{n} more laboratory value.", "{n} more laboratory values.", n=n),
        lambda n: counted("{n} laboratory value less.", "{n} laboratory values less.", n=n),
    ),
}


def change_words(found: Difference) -> list[Message]:
    """Say what changed: patients, deaths, responses, everything else, then how much was added."""
    if found.is_empty:
        return [message("Nothing that is shown has changed.")]
    said = [*_patients(found), *(_death(*one) for one in found.died)]
    responses = [one for one in found.changes if _is_response(one.field)]
    others = [one for one in found.changes if not _is_response(one.field)]
    said += [_change(one) for one in (*responses, *others)]
    said += _longer(found)
    said += _columns(found)
    for name, n in found.more.items():
        more, less = _ROWS[name]
        if n:
            said.append(more(n) if n > 0 else less(-n))
    return said


def _columns(found: Difference) -> list[Message]:
    said = []
    if found.new_columns:
        names = _some([title(name) for name in found.new_columns])
        n = len(found.new_columns)
        said.append(counted("{n} new column: {columns}.", "{n} new columns: {columns}.", n=n, columns=names))
    if found.gone_columns:
        names = _some([title(name) for name in found.gone_columns])
        n = len(found.gone_columns)
        said.append(counted("{n} column is gone: {columns}.", "{n} columns are gone: {columns}.", n=n, columns=names))
    return said


def _patients(found: Difference) -> list[Message]:
    said = []
    if found.new:
        said.append(
            counted("{n} new patient: {who}.", "{n} new patients: {who}.", n=len(found.new), who=_some(found.new))
        )
    if found.gone:
        said.append(
            counted(
                "{n} patient is no longer in the file: {who}.",
                "{n} patients are no longer in the file: {who}.",
                n=len(found.gone),
                who=_some(found.gone),
            )
        )
    return said


def _death(patient: str, day: float | None) -> Message:
    if day is None:
        return message("{patient} died.", patient=patient)
    return message("{patient} died on day {day}.", patient=patient, day=f"{day:.0f}")


def _change(one: Change) -> Message:
    what = title(one.field)
    if _is_response(one.field):
        template = message("{what} response of {patient}: {before} → {after}.").template
        if one.field == "best_response":
            template = message("{what} of {patient}: {before} → {after}.").template
        before = message("not recorded") if one.before is None else str(one.before)
        after = message("not recorded") if one.after is None else str(one.after)
        return message(template, what=what, patient=one.patient, before=before, after=after)
    if one.before is None:
        return message(
            "{what} of {patient}: {after}.", what=what, patient=one.patient, after=_value(one.field, one.after)
        )
    return message(
        "{what} of {patient}: {before} → {after}.",
        what=what,
        patient=one.patient,
        before=_value(one.field, one.before),
        after=_value(one.field, one.after),
    )


def _value(field: str, value: str | float | None) -> Message:
    if value is None:
        return _NOTHING
    if isinstance(value, float):
        written = f"{value:.0f}" if is_milestone(field) else f"{value:g}"
        return message("day {day}", day=written) if is_milestone(field) else message("{value}", value=written)
    return message("{value}", value=str(value)[:60])


def _longer(found: Difference) -> list[Message]:
    if not found.longer:
        return []
    days = [gained for _, gained in found.longer]
    return [
        counted(
            "{n} patient is followed longer, by {low} days: {who}.",
            "{n} patients are followed longer, by {low} to {high} days: {who}.",
            n=len(days),
            low=f"{min(days):.0f}",
            high=f"{max(days):.0f}",
            who=_some([patient for patient, _ in found.longer]),
        )
    ]


def _is_response(field: str) -> bool:
    return field == "best_response" or assessment_day(field) is not None


def _some(words: tuple[str, ...] | list[str]) -> str:
    shown = list(words[:NAMED_AT_MOST])
    return listed([*shown, *(["…"] if len(words) > NAMED_AT_MOST else [])])
