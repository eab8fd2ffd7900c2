"""Words beside the swimmer plot and the waterfall: what they show, how it was found, and who is left out."""

from __future__ import annotations

from hlhdash.analysis.swimmer import CARRIED, SORTS, Swimmer
from hlhdash.analysis.swimmer.align import alignment_title
from hlhdash.cohort.fields import title
from hlhdash.language import Message, counted, listed, message
from hlhdash.report.methods import provenance_words, versions

ORDERS: dict[str, Message] = {
    "follow-up": message("The longest follow-up stands first."),
    "time to response": message("The soonest response stands first; among the others, the longest follow-up."),
    "etiology": message("Lanes stand by etiology, then the longest follow-up first."),
    "response": message("The best response stands first; among equals, the longest follow-up."),
    "file": message("Lanes stand in the order of the file."),
}


def swimmer_methods(result: Swimmer) -> tuple[Message, ...]:
    """Say what a swimmer plot shows, with everyone who is not drawn."""
    said = [
        message("Each lane is a patient; bars are courses of treatment, the thin line is follow-up."),
        ORDERS[result.sort]
        if result.sort in SORTS
        else message("Lanes stand by {column}, then the longest follow-up first.", column=title(result.sort)),
    ]
    if result.align is not None:
        said.append(message("0 is {milestone} of each patient.", milestone=alignment_title(result.align)))
    if result.unaligned:
        said.append(
            counted(
                "{n} patient has no day of that and no lane: {patients}.",
                "{n} patients have no day of that and no lane: {patients}.",
                n=len(result.unaligned),
                patients=listed(result.unaligned),
            )
        )
    if result.not_drawn:
        said.append(
            counted(
                "{n} patient without a day of last follow-up is not drawn.",
                "{n} patients without a day of last follow-up are not drawn.",
                n=len(result.not_drawn),
            )
        )
    if len(result.spells):
        said.append(
            message(
                "A response ({classes}) lasts from the assessment that first saw it to the first one without, relapse, "
                "death or the last follow-up; what is not evaluable ends nothing. Where its class changes, a new "
                "stretch begins.",
                classes=listed([message(one) for one in result.responders]),
            )
        )
    return (*said, *_strip(result), *provenance_words(result.provenance), versions())


def _strip(result: Swimmer) -> tuple[Message, ...]:
    found = result.strip
    if found is None:
        return ()
    scale = message("logarithmic") if found.log else message("linear")
    return (
        message(
            "The colour strip shows {analyte} on a {scale} scale from {low} to {high} {unit}: each value from its day "
            "to the next one, for at most {days} days. A value known only as a bound has the colour of its bound.",
            analyte=found.title,
            scale=scale,
            low=f"{found.low:.4g}",
            high=f"{found.high:.4g}",
            unit=found.unit,
            days=f"{CARRIED:g}",
        ),
    )
