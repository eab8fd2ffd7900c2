"""What a report holds: where the data come from, each view with its words, who is left out, and every doubt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from hlhdash.analysis.flow import exclusion_flow
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, message
from hlhdash.report.findings import finding_rows
from hlhdash.report.flow import flow_table
from hlhdash.report.looked_at import comparison, report_words, visit_words
from hlhdash.report.methods import provenance_words, versions
from hlhdash.report.table import Table
from hlhdash.views import Answer, View, answer, script
from hlhdash.views import masked as hide

TITLE = message("Report of a cohort")
DISCLAIMER = message("Describes a cohort; it does not replace a statistician and is not a medical device.")


@dataclass(frozen=True)
class Briefing:
    """A report before it becomes a file.

    Attributes
    ----------
    sources : where the data come from, one sentence each
    note : what must be said wherever these data are shown, None for nothing
    answers : the views, in their order
    scripts : Python that gives the numbers of each again
    flow : from rows read to patients used
    findings : every doubt about the file; neither is there where small counts are hidden
    """

    sources: tuple[Message, ...]
    note: Message | None
    answers: tuple[Answer, ...]
    scripts: tuple[str, ...]
    flow: Table | None
    findings: Table | None


def briefing(
    cohort: Cohort,
    deck: Sequence[View],
    mapping: Mapping[str, str | None],
    progress: Callable[[float], None] | None = None,
    reading: Mapping[str, str] = MappingProxyType({}),
    least: int = 0,
    looked_at: Collection[str] | None = None,
) -> Briefing:
    """Answer every view of a deck; patients are masked everywhere as soon as they are in one view.

    Parameters
    ----------
    cohort : as it was read, before any filter
    mapping : the corrections and answers with which it was read
    progress : called with the share that is done, rising to 1
    reading : encoding and data cut-off, where the user set them
    least : the smallest count that is shown, 0 for any; see `hlhdash.views.masked`
    looked_at : comparisons that were looked at on the screen (`hlhdash.report.looked_at`), None without one

    Raises
    ------
    CohortError
        Where the cohort cannot answer a view.
    """
    masked = any(view.lens.masked for view in deck)
    found = []
    for done, view in enumerate(deck, start=1):
        found.append(answer(view.safe() if masked else view, cohort))
        if progress is not None:
            progress(done / len(deck))
    answers = [hide(one, least) for one in _counting(found, looked_at)]
    seen = cohort.masked() if masked else cohort
    return Briefing(
        (*provenance_words(cohort.provenance), versions()),
        cohort.note,
        tuple(answers),
        tuple(script(asked, mapping, reading) for asked in answers),
        None if least else flow_table(exclusion_flow(seen)),
        None if least else finding_rows(seen.findings),
    )


def _counting(answers: Sequence[Answer], looked_at: Collection[str] | None) -> list[Answer]:
    """Add to the methods of each comparison how many there were: of the visit with those of the report, or of this."""
    named = [comparison(one.result) for one in answers]
    mine = {one for one in named if one is not None}
    said = report_words(len(mine)) if looked_at is None else visit_words(len(mine | set(looked_at)))
    if said is None:
        return list(answers)
    return [
        one if name is None else replace(one, methods=(*one.methods, said))
        for one, name in zip(answers, named, strict=True)
    ]
