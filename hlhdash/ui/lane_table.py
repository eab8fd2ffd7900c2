"""The lanes of the swimmer plot as a table: patients are selected in it by mouse or keyboard."""

from __future__ import annotations

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.fields import title
from hlhdash.ui import show
from hlhdash.ui.controls import words
from hlhdash.ui.patient_rows import patient_rows

MOST_PIXELS = 420
HIDDEN = ("lane", "alive_at_end", "cutoff_day", "first_response")


def draw(result: Swimmer) -> None:
    """Draw the table while it is open; the selected patients' rows are selected."""
    show.folded(words()("Lanes as a table"), lambda: _rows(result), icon=show.AS_TABLE, key="lanes")


def _rows(result: Swimmer) -> None:
    say = words()
    table = result.lanes.drop(columns=[*HIDDEN, *([] if result.group else ["group"])])
    more = [name for name in result.facts if name not in table]
    table = table.assign(**{name: result.beside[name] for name in more})
    titles = {str(name): say(title(str(name)))[:60] for name in table}
    titles |= {"end_day": say("Last day of follow-up"), "group": say("Group")}
    patient_rows(table, name="lanes", titles=titles, height=min(38 + 35 * max(len(table), 1), MOST_PIXELS))
