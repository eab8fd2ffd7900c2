"""The words around a swimmer plot."""

from __future__ import annotations

from hlhdash.analysis.swimmer import CARRIED, Swimmer
from hlhdash.analysis.swimmer.align import alignment_title
from hlhdash.cohort.own_words import RESPONSE_WORDS
from hlhdash.figures.bars import Colour
from hlhdash.figures.frame import Items, Words
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside, plain
from hlhdash.figures.words import duration, from_start, time_axis
from hlhdash.language import Message, counted, listed, message

ORDERS: dict[tuple[str, Colour], Message] = {
    ("follow-up", "treatment"): message("One lane per patient, longest follow-up first; bars are treatments."),
    ("time to response", "treatment"): message("One lane per patient, soonest response first; bars are treatments."),
    ("etiology", "treatment"): message(
        "One lane per patient, by etiology, then longest follow-up first; bars are treatments."
    ),
    ("response", "treatment"): message(
        "One lane per patient, best response first, then longest follow-up; bars are treatments."
    ),
    ("file", "treatment"): message("One lane per patient, in the order of the file; bars are treatments."),
    ("follow-up", "etiology"): message(
        "One lane per patient, longest follow-up first; bars are treatments, coloured by etiology."
    ),
    ("time to response", "etiology"): message(
        "One lane per patient, soonest response first; bars are treatments, coloured by etiology."
    ),
    ("etiology", "etiology"): message(
        "One lane per patient, by etiology, then longest follow-up first; bars are treatments, coloured by etiology."
    ),
    ("response", "etiology"): message(
        "One lane per patient, best response first, then longest follow-up; bars are treatments, coloured by etiology."
    ),
    ("file", "etiology"): message(
        "One lane per patient, in the order of the file; bars are treatments, coloured by etiology."
    ),
}
BY_COLUMN: dict[Colour, Message] = {
    "treatment": message("One lane per patient, by {column}, then longest follow-up first; bars are treatments."),
    "etiology": message(
        "One lane per patient, by {column}, then longest follow-up first; bars are treatments, coloured by etiology."
    ),
}
NAMED_AT_MOST = 24  # patients that the figure lists; more are counted, and all are named under the figure
LONGEST_ID = 18


def words(result: Swimmer, look: Look, unit: str, colour: Colour) -> Words:
    """Return title, subtitle, notices, caption and footer."""
    n = len(result.lanes)
    if result.group is None:
        asked = message("What happened to each patient?")
    else:
        asked = message("What happened to each patient, by {column}?", column=inside(look.column(result.group)))
    alt = message(
        "Swimmer plot, a lane for each of {n} patients: {deaths} died, {alive} were alive at last follow-up; the "
        "longest follow-up is {longest}.",
        n=n,
        deaths=result.markers.loc[result.markers["kind"] == "death", "patient_id"].nunique(),
        alive=int(result.lanes["alive_at_end"].sum()),
        longest=duration(float(result.lanes["end_day"].max()) if n else 0.0, unit),
    )
    missing = counted(
        "{n} patient without a day of last follow-up is not drawn",
        "{n} patients without a day of last follow-up are not drawn",
        len(result.not_drawn),
    )
    part = result.part and message(
        "Lanes {first} to {last} of {total}", first=result.part[0], last=result.part[1], total=result.part[2]
    )
    return Words(
        look.say(asked),
        look.say(ordered_by(result, look, colour)),
        notices(result.provenance, look),
        _caption(result, look),
        sources(result.provenance, look, *([part] if part else []), *([missing] if result.not_drawn else [])),
        look.say(alt),
    )


def ordered_by(result: Swimmer, look: Look, colour: Colour) -> Message:
    """Say in which order the lanes stand and what the bars are."""
    if (result.sort, colour) in ORDERS:
        return ORDERS[result.sort, colour]
    return message(BY_COLUMN[colour].template, column=inside(look.column(result.sort)))


def axis_title(result: Swimmer, look: Look, unit: str) -> Message:
    """Name the axis of time."""
    if result.align is None:
        return time_axis(unit, look.column(result.provenance.day_zero))
    return from_start(unit, inside(look.say(alignment_title(result.align))))


def _caption(result: Swimmer, look: Look) -> tuple[Items, ...]:
    said: list[Message] = []
    if len(result.spells):
        said.append(
            message(
                "Thin bar under the treatments: response ({classes}), from the assessment that first saw it until one "
                "without, relapse, death or the last follow-up",
                classes=look.say(listed([look.say(RESPONSE_WORDS[one]) for one in result.responders])),
            )
        )
    said += _missing(result)
    if result.strip is not None:
        said += _strip(result, look)
    parts = ([_unaligned(result, look)] if result.unaligned else [], said)
    return tuple(Items("", tuple(look.say(one) for one in part)) for part in parts if part)


def _missing(result: Swimmer) -> list[Message]:
    """Say what would be drawn if the file told it."""
    said = []
    if not len(result.segments):
        said.append(
            message(
                "No treatment has a day; a sheet “treatments” with patient_id, treatment, start_day and end_day would "
                "draw bars"
            )
        )
    if not len(result.markers):
        said.append(
            message(
                "No response or event has a day; a sheet “events” with patient_id, kind, label and start_day would "
                "draw marks"
            )
        )
    return said


def _unaligned(result: Swimmer, look: Look) -> Message:
    names = [plain(one, LONGEST_ID) for one in result.unaligned]
    what = inside(look.say(alignment_title(result.zero)))
    if len(names) > NAMED_AT_MOST:
        return message(
            "{n} patients have no day of {milestone} and so no lane: {patients}, and {more} more",
            n=len(names),
            milestone=what,
            patients=look.say(listed(names[:NAMED_AT_MOST])),
            more=len(names) - NAMED_AT_MOST,
        )
    return counted(
        "{n} patient has no day of {milestone} and so no lane: {patients}",
        "{n} patients have no day of {milestone} and so no lane: {patients}",
        n=len(names),
        milestone=what,
        patients=look.say(listed(names)),
    )


def _strip(result: Swimmer, look: Look) -> list[Message]:
    found = result.strip
    if found is None:
        return []
    name = inside(plain(look.say(found.title), 30))
    said = [
        message(
            "Colour strip: {analyte}, each value from its day to the next one, for at most {days} days",
            analyte=name,
            days=f"{CARRIED:g}",
        )
    ]
    bounded = int((found.cells["bound"] != "").sum())
    if bounded:
        said.append(
            counted(
                "{n} value known only as a bound has the colour of its bound; the truth lies beyond",
                "{n} values known only as a bound have the colour of their bound; the truth lies beyond",
                n=bounded,
            )
        )
    if found.beyond:
        said.append(
            counted(
                "{n} value beyond the colour bar has the colour of its end",
                "{n} values beyond the colour bar have the colour of its end",
                n=found.beyond,
            )
        )
    if found.other_units:
        said.append(
            counted(
                "{n} value in another unit is left out",
                "{n} values in another unit are left out",
                n=found.other_units,
            )
        )
    if found.without:
        said.append(
            counted(
                "{n} patient has no value of {analyte}",
                "{n} patients have no value of {analyte}",
                n=found.without,
                analyte=name,
            )
        )
    return said
