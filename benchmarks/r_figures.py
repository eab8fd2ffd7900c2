"""Building and writing one survival and one swimmer figure, against R's survminer and ggplot2 on the same patients.

Run `python -m benchmarks.r_figures`. Needs Rscript with survminer (Debian: r-cran-survminer). Both sides start from the
same 120 patients in memory, compute, draw and write one file: here the page that a browser paints (plotly.js stands
beside it, written once), there SVG. The curves are of two groups that both sides test asymptotically. Goal: ten times
as quick.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import plotly.io

import hlhdash
from benchmarks.invented import cohort_table

PATIENTS = 120
ROUNDS = 9
GOAL = 10.0
MISSING = (
    "This comparison needs R with the package survminer; on Debian and Ubuntu: apt-get install r-cran-survminer. "
    "Nothing was compared."
)


def has_survminer(rscript: str | None) -> bool:
    """Say whether R is there with what the comparison needs."""
    if rscript is None:
        return False
    asked = [rscript, "-e", "quit(status = !all(sapply(c('survminer', 'ggplot2'), requireNamespace, quietly = TRUE)))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def shortest_ms(work: Callable[[], object]) -> float:
    """Return the shortest milliseconds of some rounds: what else runs on the machine only makes them longer."""
    taken = []
    for _ in range(ROUNDS + 1):
        start = perf_counter()
        work()
        taken.append(1000 * (perf_counter() - start))
    return min(taken)


def ours(cohort: hlhdash.Cohort, folder: Path) -> list[float]:
    """Return the milliseconds of both figures here."""

    library: Any = "directory"  # beside the page, not in it

    def write(drawn: hlhdash.figures.Figure) -> None:
        plotly.io.write_html(drawn, folder / "figure.html", include_plotlyjs=library, validate=False)

    def curve() -> None:
        write(hlhdash.figures.survival(hlhdash.kaplan_meier(cohort, by="etiology", against="EBV")))

    def lanes() -> None:
        write(hlhdash.figures.swimmer(hlhdash.swimmer(cohort, facts=("etiology", "age_years"))))

    return [shortest_ms(curve), shortest_ms(lanes)]


def theirs(cohort: hlhdash.Cohort, folder: Path, rscript: str) -> list[float]:
    """Return the milliseconds of both figures in R."""
    people = cohort.patients[["patient_id", "etiology", "age_years"]]
    table = cohort.survival_table().merge(people, on="patient_id")
    table.columns = ["id", "time", "event", "etiology", "age"]
    table["group"] = (table["etiology"] == "EBV").map({True: "EBV", False: "all others"})
    table.to_csv(folder / "patients.csv", index=False)
    result = hlhdash.swimmer(cohort)
    courses = result.segments[["patient_id", "label", "start_day", "end_day"]]
    courses.set_axis(["id", "label", "start", "end"], axis=1).to_csv(folder / "courses.csv", index=False)
    events = result.markers.assign(
        kind=[label if kind == "response" else kind for kind, label in result.markers[["kind", "label"]].to_numpy()]
    )
    events = events[["patient_id", "day", "kind"]].set_axis(["id", "day", "kind"], axis=1)
    events.to_csv(folder / "events.csv", index=False)
    command = [rscript, str(Path(__file__).with_suffix(".R")), str(folder), str(ROUNDS)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [float(line) for line in printed.split() if line]


def main() -> None:
    """Print both sides and their ratio."""
    rscript = shutil.which("Rscript")
    if rscript is None or not has_survminer(rscript):
        raise SystemExit(MISSING)
    cohort = hlhdash.read_cohort(cohort_table(PATIENTS))
    with tempfile.TemporaryDirectory() as folder:
        here, there = ours(cohort, Path(folder)), theirs(cohort, Path(folder), rscript)
    for name, quick, slow in zip(("survival", "swimmer"), here, there, strict=True):
        print(
            f"{name}, {PATIENTS} patients: hlhdash {quick:.1f} ms, R {slow:.0f} ms, "
            f"{slow / quick:.0f} times as quick (goal {GOAL:.0f})"
        )


if __name__ == "__main__":
    main()
