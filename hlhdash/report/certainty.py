"""How sure a survival result is, in words: single patients that carry it, what it could have found, follow-up seen."""

from __future__ import annotations

from collections.abc import Sequence

from hlhdash import stats
from hlhdash.analysis.survival import Survival
from hlhdash.language import Message, counted, listed, message
from hlhdash.numbers import asked_days, p_equals, percent

_ONE_DECIMAL = 20  # as many patients as give percents a decimal: estimates always have one


def fragility_words(result: stats.Fragility, patients: Sequence[str], day: str) -> tuple[Message, ...]:
    """Say which single patients carry the result.

    Parameters
    ----------
    patients : who the positions of `result` stand for, as they may be shown
    day : the time of the estimate, in words
    """
    said = [_crossing(result, result.crossing_without, patients, left_out=True)]
    said.append(_crossing(result, result.crossing_reclassified, patients, left_out=False))
    if result.most_influential is not None and result.estimate is not None:
        row = result.patients.iloc[result.most_influential]
        said.append(
            message(
                "Leaving out {patient} moves survival at {day} most: from {before} to {after}.",
                patient=patients[result.most_influential],
                day=day,
                before=percent(result.estimate, _ONE_DECIMAL),
                after=percent(float(row["estimate_without"]), _ONE_DECIMAL),
            )
        )
    said.append(message("By {method}.", method=result.method))
    return tuple(said)


def _crossing(result: stats.Fragility, places: tuple[int, ...], patients: Sequence[str], *, left_out: bool) -> Message:
    line = f"{result.threshold:g}"
    p = p_equals(result.p)
    if not places and left_out:
        return message("Leaving out any single patient does not take {p} across {line}.", p=p, line=line)
    if not places:
        return message(
            "Counting any single patient the other way (event or not) does not take {p} across {line}.", p=p, line=line
        )
    names = listed([patients[i] for i in places[:12]])
    values = {"n": len(places), "p": p_equals(result.p), "line": line, "names": names}
    if left_out:
        return counted(
            "{p} crosses {line} when one patient is left out: {names}.",
            "{p} crosses {line} when any one of {n} patients is left out: {names}.",
            **values,
        )
    return counted(
        "{p} crosses {line} when one patient is counted the other way (event or not): {names}.",
        "{p} crosses {line} when any one of {n} patients is counted the other way (event or not): {names}.",
        **values,
    )


def detectable_words(found: stats.DetectableDifference, day: str, group: str) -> Message:
    """Say which survival of the second group these sizes could have told from the first."""
    facts = {
        "group": group,
        "reference": percent(found.reference, _ONE_DECIMAL),
        "day": day,
        "power": percent(found.power, 1),
    }
    if found.lower is None and found.higher is None:
        return message(
            "With these group sizes not even 0 or 100 % against {reference} at {day} would be told from {group} with "
            "{power} power.",
            **facts,
        )
    if found.lower is not None and found.higher is not None:
        facts |= {"lower": percent(found.lower, 1), "higher": percent(found.higher, 1)}
        return message(
            "With these group sizes only {lower} or less, or {higher} or more, against {reference} at {day} would be "
            "told from {group} with {power} power.",
            **facts,
        )
    facts["bound"] = percent(found.lower if found.lower is not None else found.higher or 0.0, 1)
    if found.lower is not None:
        return message(
            "With these group sizes only {bound} or less against {reference} at {day} would be told from {group} with "
            "{power} power.",
            **facts,
        )
    return message(
        "With these group sizes only {bound} or more against {reference} at {day} would be told from {group} with "
        "{power} power.",
        **facts,
    )


def completeness_words(result: Survival, k: float, unit: str) -> Message:
    """Say how much of the follow-up that was possible up to a time was observed."""
    table = result.overall.patients
    day = asked_days(k, unit)
    found = stats.completeness(table["time"].to_numpy(float), table["event"].to_numpy(int), day)
    return message(
        "Completeness of follow-up to day {day}: {share} of the possible patient time was observed (Clark's C).",
        day=f"{day:g}",
        share=percent(found.value, _ONE_DECIMAL),
    )
