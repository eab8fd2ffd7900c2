"""Opening a saved view: with the same file it is as it was, with another one the differences are said first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hlhdash.analysis.fever import fever_recorded
from hlhdash.analysis.groups import label
from hlhdash.analysis.labs import analytes
from hlhdash.analysis.landmark import landmark_groupings
from hlhdash.analysis.response_classes import response_columns
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.saved_mapping import headers_of
from hlhdash.language import Message, listed, message
from hlhdash.views.further_settings import CourseView, FeverView, LabsView, PatientView, SpeedView, WaterfallView
from hlhdash.views.saved import SavedView, versions
from hlhdash.views.settings import Condition, ResponseView, Settings, SurvivalView, View, screen_title
from hlhdash.views.table_settings import AssessedView, ChangeView, CharacteristicsView, DiagnosisView

POOLING = (ResponseView, CourseView, SpeedView, CharacteristicsView, ChangeView)
NAMED_AT_MOST = 8  # columns that one sentence names
_VALUES_OF_OURS = ("response", "added therapy")


@dataclass(frozen=True)
class Opened:
    """A saved view beside the file that is here.

    Attributes
    ----------
    same_file : whether it is the file that the view was made with
    deck : the views that can be shown
    changes : what differs from when it was saved, one sentence each
    lost : why a view, or a part of one, cannot be shown, one sentence each
    """

    same_file: bool
    deck: tuple[View, ...]
    changes: tuple[Message, ...]
    lost: tuple[Message, ...]


def open_view(saved: SavedView, cohort: Cohort) -> Opened:
    """Put a saved view beside a cohort as it was read, before any filter."""
    same = saved.fingerprint == cohort.fingerprint
    changes = _other_versions(saved) if same else [*_other_file(saved, cohort), *_other_versions(saved)]
    deck, lost = [], []
    for place, view in enumerate(saved.deck, start=1):
        reason = _unusable(view, cohort)
        if reason is not None:
            lost.append(message("{view} cannot be shown: {reason}", view=_called(view, place), reason=reason))
            continue
        fitting, gone = _fitting(view, cohort)
        deck.append(fitting)
        lost += [message("{view}: {reason}", view=_called(view, place), reason=one) for one in gone]
    return Opened(same, tuple(deck), tuple(changes), tuple(lost))


def _called(view: View, place: int) -> Message:
    if view.title:
        return message("View {place} (“{title}”)", place=place, title=view.title[:60])
    return message("View {place} ({screen})", place=place, screen=screen_title(view))


def _other_file(saved: SavedView, cohort: Cohort) -> list[Message]:
    """Say how the file that is here differs from the one the view was made with."""
    said = [
        message(
            "This view was made with another file (fingerprint {before}; the file here has {after}).",
            before=saved.fingerprint[:12],
            after=cohort.fingerprint[:12],
        )
    ]
    if saved.patients != cohort.n_total:
        said.append(
            message(
                "That file had {before} patients, this one has {after}.", before=saved.patients, after=cohort.n_total
            )
        )
    here = headers_of(cohort.columns)
    gone = [name for name in saved.headers if name not in here]
    new = [name for name in here if name not in saved.headers]
    if gone:
        said.append(message("Columns that are gone: {columns}.", columns=_some(gone)))
    if new:
        said.append(message("Columns that are new: {columns}.", columns=_some(new)))
    if not gone and not new:
        said.append(message("The columns are the same."))
    return said


def _other_versions(saved: SavedView) -> list[Message]:
    here = versions()
    other = [
        f"{name} {before} / {here[name]}"
        for name, before in saved.versions.items()
        if name in here and before != here[name]
    ]
    if not other:
        return []
    return [message("It was saved with other versions (then / now): {packages}.", packages=listed(other))]


def _some(names: list[str]) -> Message:
    shown = [name[:40] for name in names[:NAMED_AT_MOST]]
    return listed([*shown, *(["…"] if len(names) > NAMED_AT_MOST else [])])


def _unusable(view: View, cohort: Cohort) -> Message | None:
    """Say why a view cannot be shown with this file at all; None where it can."""
    known = {*map(str, cohort.patients), *landmark_groupings(cohort), *_VALUES_OF_OURS}
    for name in view.columns:
        if name not in known:
            return message("this file has no column {column}.", column=title(name))
    zero = view.lens.day_zero
    if zero is not None and zero not in cohort.day_zero_choices:
        return message("in this file nobody has a time for {milestone}, its day zero.", milestone=title(zero))
    chosen = view.settings
    missing = _missing(chosen, cohort)
    if missing is not None:
        return missing
    against = chosen.against if isinstance(chosen, SurvivalView | ResponseView | CourseView | SpeedView) else None
    by = getattr(chosen, "by", None)
    if against is not None and by is not None and by in cohort.patients and not _is_later(view, cohort):
        there = [label(value) for value in cohort.values(by)]
        pooled = chosen.pooled if isinstance(chosen, POOLING) else ()
        if against not in there and against not in pooled:
            return message("in this file nobody has {column} {value}.", column=title(by), value=against)
    return None


def _missing(chosen: Settings, cohort: Cohort) -> Message | None:
    """Say what a view asks about that this file does not have; None where it has it."""
    if isinstance(chosen, ResponseView) and chosen.response not in response_columns(cohort):
        return message("this file has no column {column}.", column=title(chosen.response))
    if isinstance(chosen, LabsView | WaterfallView) and chosen.analyte not in analytes(cohort):
        return message("this file has no values of {analyte}.", analyte=chosen.analyte[:40])
    if isinstance(chosen, PatientView) and chosen.place >= len(cohort.roster):
        return message("this file has no patient number {k}.", k=chosen.place + 1)
    if isinstance(chosen, FeverView) and not fever_recorded(cohort):
        return message("this file does not say when fever ended.")
    if isinstance(chosen, ChangeView | AssessedView) and cohort.labs.empty:
        return message("this file has no laboratory values.")
    if isinstance(chosen, DiagnosisView) and chosen.at not in cohort.milestones:
        return message("in this file nobody has a time for {milestone}.", milestone=title(chosen.at))
    return None


def _is_later(view: View, cohort: Cohort) -> bool:
    return isinstance(view.settings, SurvivalView) and view.settings.by in landmark_groupings(cohort)


def _fitting(view: View, cohort: Cohort) -> tuple[View, list[Message]]:
    """Return the view without values that nobody has any more, and say which those were."""
    kept, gone = [], []
    seen = cohort.masked() if view.lens.masked else cohort
    for one in view.lens.conditions:
        there: list[Any] = seen.values(one.column)
        lost = [value for value in one.values if value not in there]
        if lost:
            said = listed([str(value)[:40] for value in lost])
            gone.append(
                message(
                    "nobody has {column} {values} any more; the filter goes on without.",
                    column=title(one.column),
                    values=said,
                )
            )
        left = tuple(value for value in one.values if value in there)
        if left or (one.low, one.high) != (None, None):
            kept.append(Condition(one.column, left, one.low, one.high))
    settings, unpooled = _pooled(view.settings, seen)
    return replace(view, settings=settings, lens=replace(view.lens, conditions=tuple(kept))), [*gone, *unpooled]


def _pooled(settings: Settings, cohort: Cohort) -> tuple[Settings, list[Message]]:
    """Return the settings without pooled values that nobody of the file has, and say which those were."""
    if not isinstance(settings, POOLING) or settings.by is None or settings.by not in cohort.patients:
        return settings, []
    there = [label(value) for value in cohort.values(settings.by)]
    lost = [value for value in settings.pooled if value not in there]
    if not lost:
        return settings, []
    said = message(
        "nobody has {column} {values} any more; the pooling goes on without.",
        column=title(settings.by),
        values=listed([value[:40] for value in lost]),
    )
    return replace(settings, pooled=tuple(value for value in settings.pooled if value in there)), [said]
