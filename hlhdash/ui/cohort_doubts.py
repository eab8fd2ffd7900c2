"""The parts of the Cohort screen that ask and doubt: questions, what to check first, and the list of findings."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from hlhdash.cohort.findings import Finding, Question
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.notes import kind_and_count
from hlhdash.language import Message, Translator, counted, message
from hlhdash.report import queries
from hlhdash.ui import visit
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown

ASKED_FIRST = ("vital_status", "death", "left_against_advice", "follow_up_column", "last_follow_up", "origin")
MOST_BESIDE = 6  # choices that stand side by side
OPEN_QUESTIONS = 2  # shown at once; further ones and answered ones are folded
FIRST_DOUBTS = 3
WIDTHS = {
    "level": 115,
    "patient": 75,
    "row": 50,
    "column": 105,
    "read": 90,
    "found": 430,
    "meaning": 200,
    "remedy": 420,
}


def questions(cohort: Cohort) -> None:
    """Ask what the file cannot settle, with the consequence of each answer in numbers."""
    say = words()
    asked = list(enumerate(cohort.questions))
    unanswered = sorted((one for one in asked if not one[1].answered), key=lambda one: _weight(one[1]))
    answered = [one for one in asked if one[1].answered]
    if unanswered:
        st.subheader(
            say.counted("{n} question only you can answer", "{n} questions only you can answer", n=len(unanswered)),
            anchor=False,
        )
        st.caption(say("Until you answer, the marked choice is assumed."))
    for i, question in unanswered[:OPEN_QUESTIONS]:
        _ask(i, question, cohort, say)
    folded = [*unanswered[OPEN_QUESTIONS:], *answered]
    if folded:
        with st.expander(_folded_title(len(folded) - len(answered), len(answered), say)):
            for i, question in folded:
                _ask(i, question, cohort, say)


def _weight(question: Question) -> int:
    """Put first what decides who died, then how long anybody was followed, then the rest in the order of the file."""
    return next((i for i, field in enumerate(ASKED_FIRST) if question.field.partition(":")[0] == field), 9)


def _folded_title(open_: int, answered: int, say: Translator) -> str:
    if not open_:
        return say("Questions you answered")
    if answered:
        return say("More questions, and those you answered")
    return say.counted("{n} more question", "{n} more questions", n=open_)


def _ask(i: int, question: Question, cohort: Cohort, say: Translator) -> None:
    meanings = dict(zip(question.choices, question.consequences, strict=True))
    confirmed = False
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        chosen = st.radio(
            f"**{markdown(say(question.sentence), 500)}**",
            question.choices,
            index=question.choices.index(question.assumed),
            format_func=lambda choice: markdown(say(choice), 60),
            captions=[markdown(say(meanings[choice])) for choice in question.choices],
            horizontal=len(question.choices) <= MOST_BESIDE,
            key=f"question.{i}.{cohort.fingerprint[:8]}.{question.assumed}",
            width="stretch",
        )
        if not question.answered:
            confirmed = st.button(say("That is right"), key=f"confirm.{i}")
    if chosen is not None and (chosen != question.assumed or confirmed):
        visit.reread({question.field: chosen})
        st.rerun()


def first_doubts(found: tuple[Finding, ...]) -> None:
    """Say how many doubts there are, and the gravest of them; one kind of doubt is shown once."""
    say = words()
    by_level: Counter[str] = Counter()
    for finding in found:
        by_level[finding.level] += kind_and_count(finding.sentence)[1]
    grave = [finding for finding in queries.ranked(found) if finding.level != "note"]
    if not grave:
        st.success(say("Every cell could be used as it is; nothing in the file contradicts itself."))
        return
    kinds: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in grave:
        # What concerns whole columns, such as three that were set aside, is one kind.
        column = "" if finding.row is None else finding.column
        kinds.setdefault((kind_and_count(finding.sentence)[0], finding.sheet, column), []).append(finding)
    with st.container(border=True):
        st.markdown(f"**{say(_counts(by_level))}**")
        lines = [_line(same, say) for same in list(kinds.values())[:FIRST_DOUBTS]]
        st.markdown("\n".join(f"- {line}" for line in lines))
        if len(kinds) > FIRST_DOUBTS or len(grave) > len(lines):
            st.caption(say("All of them, with what to do, are under “Findings”."))


def _counts(by_level: Counter[str]) -> Message:
    errors = counted("{n} thing could not be used", "{n} things could not be used", n=by_level["error"])
    warnings = counted("{n} to check", "{n} to check", n=by_level["warning"])
    if not by_level["warning"]:
        return errors
    if not by_level["error"]:
        return counted("{n} thing to check", "{n} things to check", n=by_level["warning"])
    return message("{errors}, {warnings}", errors=errors, warnings=warnings)


def _line(same: list[Finding], say: Translator) -> str:
    """Write one kind of doubt as a line: where, what, and how many more there are of it."""
    first = same[0]
    sentence = markdown(say(first.sentence), 400)  # the first of a kind stands for one place
    place = markdown(say(_place(first)), 120)
    line = f"{place} {sentence}" if place else sentence
    more = sum(kind_and_count(one.sentence)[1] for one in same) - 1
    return f"{line} {say.counted('({n} more like this)', '({n} more like this)', n=more)}" if more else line


def _place(finding: Finding) -> Message:
    if finding.row is not None and finding.patient:
        return message("Row {row}, patient {patient}:", row=finding.row, patient=finding.patient)
    if finding.row is not None:
        return message("Row {row}:", row=finding.row)
    return message("Patient {patient}:", patient=finding.patient) if finding.patient else message("")


def _in_full(finding: Finding, say: Translator) -> None:
    """Show one finding with every word of it."""
    with st.container(border=True):
        st.markdown(f"**{markdown(say(finding.sentence), 600)}**")
        parts = {
            queries.TITLES["remedy"]: say(finding.remedy),
            queries.TITLES["meaning"]: say(queries.meaning(finding)),
            queries.TITLES["sheet"]: finding.sheet,
            queries.TITLES["row"]: "" if finding.row is None else str(finding.row),
            queries.TITLES["column"]: say(finding.column),
            queries.TITLES["patient"]: finding.patient,
            queries.TITLES["read"]: finding.read,
        }
        said = [markdown(say("{what}: {text}", what=say(what), text=text), 400) for what, text in parts.items() if text]
        st.markdown("\n".join(f"- {line}" for line in said))


def findings(found: tuple[Finding, ...]) -> None:
    """List every doubt with its place, its meaning and its remedy, to sort and to download."""
    say = words()
    if not found:
        st.markdown(say("No finding: every cell could be used as it is."))
        return
    table = queries.query_table(found, say)
    titles = {name: say(title) for name, title in queries.TITLES.items()}
    st.caption(say("Choose a row to read it in full; click a column's name to sort."))
    chosen = st.dataframe(
        table,
        hide_index=True,
        column_order=("level", "patient", "row", "column", "found", "meaning", "remedy", "read", "sheet"),
        column_config={
            name: st.column_config.TextColumn(shown, width=WIDTHS.get(name)) for name, shown in titles.items()
        }
        | {"row": st.column_config.NumberColumn(titles["row"], format="%d", width=WIDTHS["row"])},
        height=min(38 + 35 * len(table), 480),
        placeholder="",
        on_select="rerun",
        selection_mode="single-row",
        key=f"findings.{visit.current().cohort.fingerprint[:8]}",
    )
    rows = chosen.selection.rows
    if rows and rows[0] < len(table):
        _in_full(queries.ranked(found)[rows[0]], say)
    with st.container(horizontal=True):
        st.download_button(
            say("Query list for Excel"),
            data=lambda: queries.query_workbook(found, say),
            file_name="queries.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            icon=":material/download:",
        )
        st.download_button(
            say("Query list as CSV"),
            data=lambda: queries.query_csv(found, say),
            file_name="queries.csv",
            mime="text/csv",
            icon=":material/download:",
        )
