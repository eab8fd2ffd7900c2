"""Who is behind the cells of a table, so that a cell can be clicked; in the order in which the table has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.criteria.assessment import Agreement, Assessed
from hlhdash.analysis.groups import ALL
from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.labs import Labs
from hlhdash.analysis.labs_normal import Normalised
from hlhdash.analysis.landmark import Cut
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.safety import SEVERE, Safety
from hlhdash.analysis.states_over_time import StatesOverTime
from hlhdash.analysis.survival import Survival
from hlhdash.analysis.times import observed_day
from hlhdash.report.response import CLASS_TITLES
from hlhdash.report.table import Cell

People = Mapping[Cell, tuple[str, ...]]
EVERYBODY = slice(None)


def response_people(result: ResponseTable) -> People:
    """Return the patients behind `response_rows`: all of a row, each class, and the responders."""
    table = result.patients[result.patients["counted"].to_numpy(bool)]
    found: dict[Cell, tuple[str, ...]] = {}
    labels = [*result.groups.iloc[:, 0].tolist(), None]
    for i, label in enumerate(labels):
        mine = table if label is None else table[(table["group"] == label).to_numpy(bool)]
        found[i, 1] = _ids(mine)
        for j, name in enumerate(result.classes):
            found[i, 2 + j] = _ids(mine, (mine["response_class"] == name).to_numpy(bool))
        found[i, 2 + len(result.classes)] = _ids(mine, mine["responder"].to_numpy(bool))
    return _anybody(found)


def states_people(result: StatesOverTime, groups: tuple[str, ...] = (ALL,)) -> People:
    """Return the patients behind `states_rows`; where there are several groups, each has a heading above its rows."""
    found: dict[Cell, tuple[str, ...]] = {}
    row = 0
    for group in groups:
        row += len(groups) > 1
        for assessment in result.assessments:
            for j, name in enumerate(CLASS_TITLES):
                found[row, 1 + j] = tuple(result.behind(group, assessment, name))
            row += 1
    return _anybody(found)


def assessed_people(result: Assessed) -> People:
    """Return the patient of each row of `assessed_rows`."""
    return _each(result.table["patient_id"])


def disagreements_people(found: Agreement) -> People:
    """Return the patient of each row of `disagreements_rows`."""
    return _each(found.disagreements["patient_id"])


def diagnoses_people(found: Iterable[str]) -> People:
    """Return the patient of each row of the tables of diagnostic criteria and of the HScore."""
    return _each(found)


def agreement_people(result: Assessed, found: Agreement) -> People:
    """Return the patients behind each pair of a recorded and a computed class of `agreement_rows`."""
    table = result.table
    names = [str(name) for name in found.table.columns]
    return _anybody(
        {
            (i, 1 + j): _ids(table, ((table["recorded"] == mine) & (table["computed"] == ruled)).to_numpy(bool))
            for i, mine in enumerate(names)
            for j, ruled in enumerate(names)
        }
    )


def term_people(result: Safety) -> People:
    """Return the patients behind `term_rows`: with any grade, and with grade 3 or more."""
    found: dict[Cell, tuple[str, ...]] = {}
    for side, least in enumerate((0, SEVERE)):
        found |= {(i, 1 + 2 * j + side): ids for (i, j), ids in _with_term(result, least).items()}
    return _anybody(found)


def term_people_apart(result: Safety) -> tuple[People, People]:
    """Return the patients behind each of `term_rows_apart`."""
    any_grade, severe = (
        _anybody({(i, 1 + j): ids for (i, j), ids in _with_term(result, least).items()}) for least in (0, SEVERE)
    )
    return any_grade, severe


def _with_term(result: Safety, least: int) -> People:
    """Return the patients with each term in each group whose worst grade is `least` or more."""
    bad = result.terms[(result.terms["grade"] >= least).to_numpy(bool)]
    behind = {key: tuple(ids) for key, ids in bad.groupby(["term", "group"])["patient_id"].agg(list).items()}
    return {
        (i, j): behind.get((term, label), ())
        for i, term in enumerate(result.order)
        for j, label in enumerate(result.groups)
    }


def rate_people(result: Safety) -> People:
    """Return the patients behind `rate_rows`: with an event, and with one of grade 3 or more."""
    return _rows((one.patients, one.severe) for one in result.rates)


def survival_people(result: Survival, asked: tuple[float, ...], unit: str) -> People:
    """Return the patients behind `survival_rows`: all of a group, those with the event, and those at risk by then."""
    found: dict[Cell, tuple[str, ...]] = {}
    for i, one in enumerate(result.with_overall):
        found[i, 1], found[i, 2] = _ids(one.patients), _ids(one.patients, one.patients["event"].to_numpy() == 1)
        found |= {(i, 4 + j): ids for j, ids in enumerate(_at_risk(one.patients, asked, unit))}
    return _anybody(found)


def incidence_people(result: Incidence, asked: tuple[float, ...], unit: str) -> People:
    """Return the patients behind `incidence_rows`: all of a group, those with the event, and those at risk by then."""
    found: dict[Cell, tuple[str, ...]] = {}
    row = 0
    for state in result.states:
        row += 1  # the heading of the event
        for one in result.with_overall:
            found[row, 1] = _ids(one.patients)
            found[row, 2] = _ids(one.patients, (one.patients["state"] == state).to_numpy(bool))
            found |= {(row, 3 + j): ids for j, ids in enumerate(_at_risk(one.patients, asked, unit))}
            row += 1
    return _anybody(found)


def excluded_people(cut: Cut) -> People:
    """Return the patient of each row of `excluded_rows`."""
    return _each(cut.excluded["patient_id"])


def normal_people(found: Iterable[Normalised]) -> People:
    """Return the patients behind `normal_rows` or `fever_rows`: who was asked about, and who was normal by each day."""
    return _rows((one.abnormal, *one.by_day, one.ever) for one in found)


def pair_people(result: Labs) -> People:
    """Return the patients behind `pair_rows`: with both values, and those whose later value is lower, or higher."""
    return _anybody(
        {
            (i, j): ids
            for i, one in enumerate(result.paired)
            for j, ids in ((1, one.patients), (5, one.lower), (6, one.higher))
        }
    )


def _at_risk(patients: pd.DataFrame, asked: tuple[float, ...], unit: str) -> list[tuple[str, ...]]:
    times = patients["time"].to_numpy(float)
    return [_ids(patients, times >= observed_day(k, unit, times)) for k in asked]


def _rows(people: Iterable[tuple[tuple[str, ...], ...]]) -> People:
    """Return the patients of the cells beside the first of each row."""
    return _anybody({(i, 1 + j): ids for i, cells in enumerate(people) for j, ids in enumerate(cells)})


def _each(ids: Iterable[str]) -> People:
    return {(i, 0): (str(one),) for i, one in enumerate(ids)}


def _ids(table: pd.DataFrame, among: npt.NDArray[np.bool_] | slice = EVERYBODY) -> tuple[str, ...]:
    return tuple(table["patient_id"].to_numpy(object)[among].tolist())


def _anybody(found: People) -> People:
    return {cell: people for cell, people in found.items() if people}
