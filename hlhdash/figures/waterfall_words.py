"""The words around a waterfall."""

from __future__ import annotations

from hlhdash.analysis.waterfall import Waterfall
from hlhdash.figures.frame import Items, Words
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside, plain
from hlhdash.language import Message, counted, listed, message

MOST_PERCENT = 200.0  # a longer bar is cut there, with its number beside it
NAMED_AT_MOST = 24
LONGEST_ID = 12


def axis_title(result: Waterfall) -> Message:
    """Name the axis of changes."""
    if result.scale == "fold":
        return message("Best value over baseline")
    if result.scale == "percent":
        return message("Best change from baseline (%)")
    return message("Best change from baseline ({unit})", unit=plain(result.unit, 14))


def words(result: Waterfall, look: Look) -> Words:
    """Return title, subtitle, notices, caption and footer."""
    name = inside(plain(look.say(result.title), 30))
    asked = message("What was the best change of {analyte}?", analyte=name)
    told = {
        "change": message("A bar per patient, least change first; colours are best responses."),
        "given": message("A bar per patient, in the order of the lanes; colours are best responses."),
    }[result.sort]
    n, moved = len(result.bars), result.bars["best"] - result.bars["baseline"]
    better = int(((moved if result.rises else -moved) > 0).sum())
    alt = message(
        "Waterfall of the best change of {analyte} from baseline in {n} patients; it moved towards normal in {k}.",
        analyte=name,
        n=n,
        k=better,
    )
    return Words(
        look.say(asked),
        look.say(told),
        notices(result.provenance, look),
        (Items("", tuple(look.say(one) for one in _caption(result, look))),),
        sources(result.provenance, look),
        look.say(alt),
    )


def _caption(result: Waterfall, look: Look) -> list[Message]:
    said = [
        message("Best: the highest value after day zero against the last one up to it")
        if result.rises
        else message("Best: the lowest value after day zero against the last one up to it")
    ]
    if result.bars["bounded"].any():
        said.append(message("Hatched: one of the two is known only as a bound and stands at it"))
    if result.scale == "percent" and (result.bars["change"].abs() > MOST_PERCENT).any():
        said.append(message("Bars are cut at {most} %", most=f"{MOST_PERCENT:g}"))
    if result.other_units:
        said.append(
            counted(
                "{n} value in another unit is left out",
                "{n} values in another unit are left out",
                n=result.other_units,
            )
        )
    if result.without:
        said.append(_without(result, look))
    return said


def _without(result: Waterfall, look: Look) -> Message:
    names = [plain(one, LONGEST_ID) for one in result.without]
    if len(names) > NAMED_AT_MOST:
        return message("{n} patients lack a value up to day zero or after it", n=len(names))
    return counted(
        "{n} patient lacks a value up to day zero or after it: {patients}",
        "{n} patients lack a value up to day zero or after it: {patients}",
        n=len(names),
        patients=look.say(listed(names)),
    )
