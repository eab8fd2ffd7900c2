"""The kept examples, and a Cohort as plain lists, to compare with what is expected of each.

`python -m tests.examples.telling` writes the expected files anew; look at every difference before keeping it.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd

import hlhdash

HERE = Path(__file__).parent
FILES = HERE / "files"
EXPECTED = HERE / "expected"
# Files that are dropped together; every other file is an example by itself.
TOGETHER = {
    "arms_responses_events": ("arms.csv", "responses.csv", "adverse_events.csv", "outcome.csv"),
    "adam": ("adsl.csv", "adtte.csv", "adrs.csv", "adae.csv", "adlb.csv"),
}


def examples() -> dict[str, tuple[Path, ...]]:
    """Return the files of each example by its name."""
    joined = {name for names in TOGETHER.values() for name in names}
    alone = {path.name: (path,) for path in sorted(FILES.iterdir()) if path.name not in joined}
    return alone | {name: tuple(FILES / one for one in names) for name, names in TOGETHER.items()}


def read(name: str, **options: Any) -> hlhdash.Cohort:
    """Read one example."""
    return hlhdash.read_cohort(list(examples()[name]), **options)


def told(cohort: hlhdash.Cohort) -> dict[str, Any]:
    """Return the four tables, the survival table, day zero, encoding and questions as lists and words."""
    tables = {name: getattr(cohort, name) for name in ("patients", "courses", "events", "labs")}
    tables["survival"] = cohort.survival_table()
    tables |= {name: cohort.survival_table(name) for name in cohort.recorded_endpoints}
    return {
        "day_zero": cohort.day_zero,
        "data_cutoff": cohort.data_cutoff,
        "encoding": cohort.encoding,
        "questions": [[one.field, one.column, list(one.choices), one.assumed] for one in cohort.questions],
        "columns": {f"{one.sheet}: {one.header}": one.field for one in cohort.columns},
        **{name: _rows(table) for name, table in tables.items()},
    }


def _rows(table: pd.DataFrame) -> list[list[Any]]:
    rows = table.astype(object).to_numpy().tolist()
    return [list(map(str, table.columns)), *([_plain(cell) for cell in row] for row in rows)]


def _plain(cell: Any) -> Any:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    return round(cell, 6) if isinstance(cell, float) else cell


def expected(name: str) -> dict[str, Any]:
    """Return what an example must become."""
    return json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))


def _written(told: dict[str, Any]) -> str:
    """Write one row of a table on each line, so that a difference shows where it is."""
    lines = []
    for key, value in told.items():
        if isinstance(value, list) and value and isinstance(value[0], list):
            body = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f'"{key}": [\n  {body}\n ]')
        else:
            lines.append(f'"{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(lines) + "\n}\n"


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for name in examples():
        (EXPECTED / f"{name}.json").write_text(_written(told(read(name))), encoding="utf-8")
