"""Time to response: how many of each group have responded by each day."""

from __future__ import annotations

import plotly.graph_objects as go

from hlhdash.analysis.time_to_response import TimeToResponse
from hlhdash.cohort.own_words import RESPONSE_WORDS
from hlhdash.figures.first_curves import Said, first_curves
from hlhdash.figures.frame import Words
from hlhdash.figures.provenance import notices, pooled, sources
from hlhdash.figures.style import Look
from hlhdash.language import counted, message

ASSESSED = {
    "not counted": message("Death, another HLH treatment or HSCT before a response competes."),
    "counted": message("Death before a response competes; responses after added therapy are counted."),
}


def time_to_response(
    result: TimeToResponse,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "days",
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw the cumulative incidence of a first response, one curve per group with its name at its end.

    Parameters
    ----------
    selected : patients who have a ring where they responded, or where they left without a response

    Returns
    -------
    go.Figure
        One trace per group and one for the selected; `customdata` of a step are the patient_ids who responded there
        (never drawn, so not escaped).
    """
    said = Said(message("Have responded (%)"), message("{share} % have responded"))
    return first_curves(result, said, _words(result, look), look=look, unit=unit, selected=selected)


def _words(result: TimeToResponse, look: Look) -> Words:
    classes = ", ".join(look.say(RESPONSE_WORDS[one]) for one in result.responders)
    responded = int((result.patients["state"] == 1).sum())
    missing = len(result.left_out)
    left_out = counted(
        "{n} patient without a time or status is left out",
        "{n} patients without a time or status are left out",
        missing,
    )
    told = missing and not result.least
    methods = [message("Cumulative incidence: Aalen-Johansen"), *([left_out] if told else [])]
    return Words(
        look.say(message("How soon do patients respond?")),
        look.say(
            message(
                "First response ({classes}), dated by the assessment that saw it. {rule}",
                classes=classes,
                rule=ASSESSED[result.added_therapy],
            )
        ),
        (*notices(result.provenance, look), *pooled(result.pooling, look)),
        (),
        sources(result.provenance, look, *methods),
        look.say(
            message("Curves of the share of patients who have responded; how many they are is hidden.")
            if result.least
            else message(
                "Curves of the share of patients who have responded: {x} of {n} did.",
                x=responded,
                n=len(result.patients),
            )
        ),
    )
