"""The choices of the Response screen."""

from __future__ import annotations

from typing import Any

import streamlit as st

from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Cohort
from hlhdash.ui import sidebar, visit
from hlhdash.ui.choices import ADDED_THERAPY, DENOMINATORS, RESPONDERS
from hlhdash.ui.controls import pick, switch, words


def draw(cohort: Cohort) -> dict[str, Any]:
    """Ask for the assessment, the groups and the denominator; returns what `response_table` takes."""
    say = words()
    assessments = {name: title(name) for name in cohort.assessments}
    if not assessments:
        return {"response": "response_week1"}
    first, second, third, fourth = st.columns(4)
    with first:
        response = pick(say("Assessment"), assessments, name="assessment", default=next(iter(assessments)))
    with second:
        columns = tuple(name for name in visit.current().groupings if name not in cohort.assessments)
        by = sidebar.group_by(say("Group by"), name="rby", default="etiology", columns=columns)
    against = None
    if by is not None:
        with third:
            against = sidebar.against(by, name="ragainst")
    with fourth:
        counted = {id: words for id, (words, _) in RESPONDERS.items()}
        counts = pick(say("Counts as response"), counted, name="counts", default="pr")
    with st.container(horizontal=True):
        evaluable = switch(
            say("Evaluable patients only"),
            name="evaluable",
            help=say("Leaves out patients without an assessment; the default counts them as not responding."),
        )
        added = switch(
            say("Count responses after added therapy"),
            name="added",
            help=say(
                "A response after another HLH treatment had started is not counted for the study drug, "
                "unless you say so."
            ),
        )
        wilson = switch(say("Wilson intervals"), name="wilson", help=say("Instead of Clopper-Pearson."))
    return {
        "response": response,
        "by": by,
        "against": against,
        "responders": RESPONDERS[counts][1],
        "denominator": DENOMINATORS[evaluable],
        "added_therapy": ADDED_THERAPY[added],
        "interval": "wilson" if wilson else "clopper-pearson",
    }
