"""The response table and its words."""

from __future__ import annotations

from hlhdash.analysis.criteria import RULE_SETTINGS
from hlhdash.analysis.response_classes import SUSTAINED, SUSTAINED_DAYS
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.cohort.fields import title
from hlhdash.language import Message, counted, listed, message
from hlhdash.numbers import p_equals, p_value, percent_interval, share
from hlhdash.report.criteria_words import settings_words
from hlhdash.report.response_strata import strata_words
from hlhdash.report.table import Column, Row, Table

CLASS_TITLES = {
    "CR": message("CR"),
    "PR": message("PR"),
    "improved": message("Improved"),
    "NR": message("NR"),
    "died": message("Died"),
    "NE": message("Not evaluable"),
}
OVERALL = ("CR", "PR", "improved")  # of the emapalumab rule, NI-0501-04
OWN_RESPONSE = message("The emapalumab rule itself counts improvement too: its overall response is CR, PR or improved.")
CLASS_WORDS = message(
    "CR, complete remission; PR, partial remission; Improved, better but not PR; NR, no response; "
    "Died, before the assessment."
)
INTERVAL_TITLES = {"clopper-pearson": message("Clopper-Pearson"), "wilson": message("Wilson")}


def response_rows(result: ResponseTable) -> Table:
    """Return the table of classes by group: n/N (percent) with its interval, and P against all others."""
    name = result.rows.columns[0]
    tests = {row["group"]: row for row in result.against_rest.to_dict("records")}
    adjusted = len(tests) > 1
    columns = [
        Column(title(result.by) if result.by else message("Group"), "left"),
        Column(message("N")),
        *[Column(CLASS_TITLES[klass]) for klass in result.classes],
        Column(message("Responders, n/N (%)")),
        Column(message("95 % interval")),
        *([Column(message("P against the rest"))] if tests else []),
        *([Column(message("P, Holm"))] if adjusted else []),
    ]
    rows = []
    last = len(result.rows) - 1
    for i, record in enumerate(result.rows.to_dict("records")):
        n, test = record["n"], tests.get(record[name], {}) if i < last else {}
        cells = [
            record[name],
            str(n),
            *[str(record[klass]) for klass in result.classes],
            share(record["responders"], n),
            percent_interval(record["lower"], record["upper"], n),
            *([p_value(test["p"]) if test else ""] if tests else []),
            *([p_value(test["p_holm"]) if test else ""] if adjusted else []),
        ]
        rows.append(Row(tuple(cells), "total" if i == last else "body"))
    return Table(table_title(result), tuple(columns), tuple(rows), _notes(result))


TITLES = {
    ("all", "not counted", False): message("{assessment}: response ({classes})"),
    ("all", "not counted", True): message("{assessment}: response ({classes}), not counted after added therapy"),
    ("all", "counted", False): message("{assessment}: response ({classes}), added therapy counted"),
    ("all", "counted", True): message("{assessment}: response ({classes}), counted also after added therapy"),
    ("evaluable", "not counted", False): message("{assessment}: response ({classes}), evaluable patients only"),
    ("evaluable", "not counted", True): message(
        "{assessment}: response ({classes}), evaluable patients only, not counted after added therapy"
    ),
    ("evaluable", "counted", False): message(
        "{assessment}: response ({classes}), evaluable patients only, added therapy counted"
    ),
    ("evaluable", "counted", True): message(
        "{assessment}: response ({classes}), evaluable patients only, counted also after added therapy"
    ),
}
RULE_TITLES = {"midwest": message("Midwest/Marsh rule"), "emapalumab": message("emapalumab rule (NI-0501-04)")}


def table_title(result: ResponseTable) -> Message:
    """Name the table: assessment, what counts, who is in the denominator, and what became of added therapy."""
    # The switch stands in the title where it was turned, and where it makes a difference.
    late = result.not_counted > 0
    template = TITLES[result.denominator, result.added_therapy, late]
    return message(template.template, assessment=assessment_words(result), classes=counted_words(result))


def assessment_words(result: ResponseTable) -> Message:
    """Name the assessment, with the rule by which labs gave the classes."""
    if result.rule is None:
        return result.title
    return message("{assessment} from labs by the {rule}", assessment=result.title, rule=RULE_TITLES[result.rule])


def counted_words(result: ResponseTable) -> Message:
    """Say which classes count as response: "PR or better"."""
    if set(result.responders) == {"CR", "PR"}:
        return message("PR or better")
    if set(result.responders) == {"CR"}:
        return message("CR")
    if set(result.responders) == {"CR", "PR", "improved"}:
        return message("improved or better")
    return message("{classes}", classes=listed([message(one) for one in result.responders]))


def denominator_words(result: ResponseTable) -> Message:
    """Say who is in the denominator."""
    if result.denominator == "evaluable":
        return message("Denominator: evaluable patients only; those not evaluable are left out.")
    return message(
        "Denominator: all treated patients; a death before the assessment is a non-response, "
        "a missing assessment counts as not responding."
    )


def added_words(result: ResponseTable) -> Message | None:
    """Say what became of responses reached after another HLH treatment had started; None where there are none."""
    if not result.not_counted:
        return None
    if result.added_therapy == "counted":
        return counted(
            "{n} response came after added therapy had started and is counted.",
            "{n} responses came after added therapy had started and are counted.",
            result.not_counted,
        )
    return counted(
        "{n} response came after added therapy had started and is not counted for the study drug.",
        "{n} responses came after added therapy had started and are not counted for the study drug.",
        result.not_counted,
    )


def test_words(result: ResponseTable) -> Message:
    """Say the overall test's P with its name, or why there is none."""
    if result.p is None:
        return result.method
    return message(
        "Responders against all others, over {n} groups: {p} ({method}).",
        n=int((result.table.sum(axis=1) > 0).sum()),
        p=p_equals(result.p),
        method=result.method,
    )


def left_out_words(result: ResponseTable) -> tuple[Message, ...]:
    """Say who takes no part in the test: patients without a recorded group, and groups with nobody to count."""
    if result.p is None:
        return ()
    groups, name = result.groups, result.rows.columns[0]
    column = title(result.by or "")
    outside = int(groups.loc[~groups[name].isin(result.known), "n"].sum())
    empty = [str(label) for label, n in zip(groups[name], groups["n"], strict=True) if n == 0]
    unrecorded = counted(
        "{n} patient without a recorded value of {column} takes no part in the test.",
        "{n} patients without a recorded value of {column} take no part in the test.",
        outside,
        column=column,
    )
    nobody = message("Nobody to count in {groups}; the test ignores it.", groups=listed(empty))
    return (*([unrecorded] if outside else []), *([nobody] if empty else []))


SUSTAINED_WORDS = message(
    "Sustained: a response that held for {days} days from when it was first seen, without relapse, loss of response or "
    "death; followed for less, not evaluable.",
    days=SUSTAINED_DAYS,
)


def unknown_words(result: ResponseTable) -> Message:
    """Say which response words nobody knows."""
    return message("Words that are no known response count as not evaluable: {words}.", words=", ".join(result.unknown))


def _rule_words(result: ResponseTable) -> tuple[Message, ...]:
    """Say how the points stand on which the rule that computed the classes is silent."""
    if result.rule is None:
        return ()
    others = (OWN_RESPONSE,) if result.rule == "emapalumab" and set(result.responders) != set(OVERALL) else ()
    return (*settings_words(result.rule_settings or RULE_SETTINGS[result.rule]()), *others)


def _notes(result: ResponseTable) -> tuple[Message, ...]:
    interval = message("Intervals: {name}, 95 %.", name=INTERVAL_TITLES[result.interval])
    added = added_words(result)
    compared = len(result.against_rest)
    rest = (
        message(
            "P against the rest: Fisher's exact test, two-sided, not adjusted; Holm: for {n} comparisons.", n=compared
        )
        if compared > 1
        else message("P against the rest: Fisher's exact test, two-sided.")
    )
    return (
        test_words(result),
        *left_out_words(result),
        *([rest] if compared else []),
        *strata_words(result),
        *([result.pooling.words] if result.pooling is not None else []),
        *([unknown_words(result)] if result.unknown else []),
        *result.notes,
        *_rule_words(result),
        *([SUSTAINED_WORDS] if result.response == SUSTAINED else []),
        denominator_words(result),
        *([added] if added else []),
        interval,
        CLASS_WORDS,
    )
