"""How many comparisons of groups were looked at, because with many some have a small P by chance."""

from __future__ import annotations

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.language import Message, message


def comparison(result: object) -> str | None:
    """Name the comparison that a result makes, the same for the same question; None where it compares no groups.

    What is named holds the fingerprint of the file and the words of filters, so that it stays on the server.
    """
    if not isinstance(result, Survival | Incidence | ResponseTable) or result.by is None:
        return None
    where = result.provenance
    about: tuple[object, ...]
    if isinstance(result, ResponseTable):
        about = (result.response, result.responders, result.denominator, result.added_therapy, result.rule)
        about = (*about, None if result.pooling is None else result.pooling.names)
    else:
        about = (result.endpoint, result.landmark.at if result.landmark else None)
    return repr((where.fingerprint, where.day_zero, where.filters, result.by, result.against, *about))


def visit_words(n: int) -> Message | None:
    """Say how many were looked at on the screen, None for one or none."""
    if n < 2:
        return None
    return message(
        "{n} comparisons looked at in this visit. The more there are, the more often one has a small P by chance.", n=n
    )


def report_words(n: int) -> Message | None:
    """Say how many a report makes, None for one or none."""
    if n < 2:
        return None
    return message(
        "{n} comparisons of groups in this report. The more there are, the more often one has a small P by chance.", n=n
    )
