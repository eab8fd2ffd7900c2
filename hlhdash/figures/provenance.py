"""Where a figure comes from, in words: for its notices and its footer."""

from __future__ import annotations

from hlhdash.analysis.pooling import Pooling
from hlhdash.cohort.model import Provenance
from hlhdash.figures.frame import Notice
from hlhdash.figures.style import Look
from hlhdash.figures.text import plain
from hlhdash.figures.words import of_patients
from hlhdash.language import Message, message

FINGERPRINT = 8  # characters of the SHA-256 that a footer shows
LONGEST_FILTERS = 240


def sources(where: Provenance, look: Look, *facts: Message) -> tuple[str, ...]:
    """Return the footer: patients, day zero, data cut-off, filters, the facts given, file and fingerprint."""
    filters = plain("; ".join(look.say(words) for words in where.filters), LONGEST_FILTERS)
    return tuple(
        look.say(fact)
        for fact in (
            of_patients(where.n, where.n_total),
            message("Day zero: {zero}", zero=look.column(where.day_zero)),
            message("Data cut-off: {day}", day=plain(where.data_cutoff))
            if where.data_cutoff
            else message("Data cut-off: not recorded"),
            message("Filters: {filters}", filters=filters) if filters else message("Filters: none"),
            *([where.coarsened] if where.coarsened is not None else []),
            *facts,
            message(
                "File: {file} ({fingerprint})",
                file=plain(where.source),
                fingerprint=plain(where.fingerprint)[:FINGERPRINT],
            ),
        )
    )


def pooled(pooling: Pooling | None, look: Look) -> tuple[Notice, ...]:
    """Return what was pooled: a warning on every figure of such groups, a note if it was planned."""
    if pooling is None:
        return ()
    return (Notice(look.say(pooling.words), "note" if pooling.planned else "warning"),)


def notices(where: Provenance, look: Look) -> tuple[Notice, ...]:
    """Return what must be said wherever these data are shown, and that nobody is left where that is so."""
    said = [where.note] if where.note is not None else []
    if where.n == 0:
        said.append(message("no patient is left to show: remove a filter"))
    return tuple(Notice(words[:1].upper() + words[1:]) for words in map(look.say, said))
