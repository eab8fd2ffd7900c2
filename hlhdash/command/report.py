"""`report`: answer the views of a saved deck from a file and write them as one report."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.reading import read_cohort
from hlhdash.command.disk import DONE, FAILED, REFUSED, UNREADABLE, Stop, read, write
from hlhdash.command.progress import Progress
from hlhdash.language import Message, Translator, message
from hlhdash.stats import StatsError
from hlhdash.views import (
    Opened,
    ResponseView,
    SavedView,
    SurvivalView,
    SwimmerView,
    View,
    open_view,
    read_saved_view,
    save_view,
    together_words,
)

MOST_HIDDEN = 100
KINDS = ("html", "docx", "pptx", "xlsx")
_CODES = (
    "exit codes: 0 written, 2 wrong use, 3 the cohort cannot be read, 4 the view cannot be shown, 5 the report cannot "
    "be written, 1 anything else"
)


def main(arguments: Sequence[str], told: IO[str] = sys.stderr) -> int:
    """Run the command line.

    Parameters
    ----------
    told : where progress and errors go

    Returns
    -------
    int
        The exit code; every error is one sentence.
    """
    asked = _parser().parse_args(arguments)
    say = Translator(asked.language)
    try:
        _report(asked, say, told)
    except Stop as stop:
        told.write(f"{say(stop.sentence)}\n")
        return stop.code
    except KeyboardInterrupt:
        told.write(f"{say(message('Stopped; nothing was written.'))}\n")
        return FAILED
    except Exception as problem:  # its text could quote a cell, so only its kind and place are told
        told.write(f"{say(_unexpected(problem))}\n")
        return FAILED
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m hlhdash", description="hlhdash without a browser.")
    commands = parser.add_subparsers(dest="command", required=True)
    report = commands.add_parser("report", help="write a report of a cohort", epilog=_CODES)
    report.add_argument("files", nargs="+", type=Path, help="the cohort; several files that belong together")
    report.add_argument("--view", type=Path, help="a saved view; without one, the usual three figures are made")
    report.add_argument("--out", type=_out, required=True, help="what to write: .html, .docx, .pptx or .xlsx")
    report.add_argument("--same-file", action="store_true", help="refuse a view that was saved with another file")
    report.add_argument("--mask", action="store_true", help="call patients P01, P02 ... everywhere")
    report.add_argument(
        "--hide-under", type=_size, default=0, metavar="N", help="hide counts under N, and what they could be told from"
    )
    report.add_argument("--language", default="en", help="en or zh_CN")
    report.add_argument("--quiet", action="store_true", help="no progress")
    return parser


def _size(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_HIDDEN:
        raise argparse.ArgumentTypeError(f"{text} must be a whole number from 0 (nothing is hidden) to {MOST_HIDDEN}")
    return int(text)


def _out(text: str) -> Path:
    place = Path(text)
    if place.suffix.lower().lstrip(".") not in KINDS:
        raise argparse.ArgumentTypeError(f"{place.name} must end in .{', .'.join(KINDS[:-1])} or .{KINDS[-1]}")
    return place


def _report(asked: argparse.Namespace, say: Translator, told: IO[str]) -> None:
    def stage(words: Message) -> Callable[[float], None]:
        return Progress(say(words), told, asked.quiet)

    saved = _saved(asked.view)
    cohort = _cohort(asked.files, saved, stage(message("Reading the cohort")))
    if saved is None:
        saved = save_view(cohort, {}, usual_deck(cohort))
    opened = open_view(saved, cohort)
    for sentence in (*opened.changes, *opened.lost):
        told.write(f"{say(sentence)}\n")
    deck = _deck(opened, asked)
    together = together_words(deck) if asked.hide_under else None
    if together is not None:
        told.write(f"{say(together)}\n")
    # Figures and reports take seconds to import; a wrong file is told before that.
    from hlhdash.export.briefing import briefing
    from hlhdash.export.kinds import REPORT_KINDS

    try:
        made = briefing(cohort, deck, saved.mapping, stage(message("Computing")), saved.reading, asked.hide_under)
    except (CohortError, StatsError) as problem:
        raise Stop(problem.sentence, REFUSED) from None
    kind = asked.out.suffix.lower().lstrip(".")
    content = REPORT_KINDS[kind].write(made, say, stage(message("Writing")))
    write(asked.out, content)
    if not asked.quiet:
        written = message(
            "{file} is written, {size} kB, {n} views.", file=asked.out.name, size=len(content) // 1000, n=len(deck)
        )
        told.write(f"{say(written)}\n")


def usual_deck(cohort: Cohort) -> tuple[View, ...]:
    """Return swimmer, survival and the first assessment, by etiology where the file has it."""
    by = "etiology" if "etiology" in cohort.groupings else None
    views = [View(SwimmerView()), View(SurvivalView(by=by))]
    if cohort.assessments:
        views.append(View(ResponseView(response=cohort.assessments[0], by=by)))
    return tuple(views)


def _saved(place: Path | None) -> SavedView | None:
    if place is None:
        return None
    try:
        return read_saved_view(read(place), place.name)
    except CohortError as problem:
        raise Stop(problem.sentence, REFUSED) from None


def _cohort(places: list[Path], saved: SavedView | None, progress: Callable[[float], None]) -> Cohort:
    files = [(read(place), place.name) for place in places]
    mapping = None if saved is None else dict(saved.mapping)
    settings = {} if saved is None else dict(saved.reading)
    try:
        if len(files) == 1:
            return read_cohort(files[0][0], files[0][1], mapping=mapping, progress=progress, **settings)
        return read_cohort(files, mapping=mapping, progress=progress, **settings)
    except CohortError as problem:
        raise Stop(problem.sentence, UNREADABLE) from None


def _deck(opened: Opened, asked: argparse.Namespace) -> tuple[View, ...]:
    if asked.same_file and not opened.same_file:
        raise Stop(
            message(
                "Nothing was written, because the view was saved with another file. Leave --same-file out to go on."
            ),
            REFUSED,
        )
    if not opened.deck:
        raise Stop(message("Nothing was written, because no view of the deck can be shown with this file."), REFUSED)
    return tuple(view.safe() for view in opened.deck) if asked.mask else opened.deck


def _unexpected(problem: Exception) -> Message:
    where = problem.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "?"
    return message("The report could not be made ({kind} in {place}).", kind=type(problem).__name__, place=place)
