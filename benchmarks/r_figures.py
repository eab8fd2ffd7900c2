"""Building and writing one survival and one swimmer figure, against R's survminer and ggplot2 on the same patients.

Run `python -m benchmarks.r_figures`. Needs Rscript with survminer (Debian: r-cran-survminer). Both sides start from
data in memory, compute, draw and write one file: here Plotly's JSON, which a browser paints, there SVG. Goal: ten times
as quick.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import hlhdash
from benchmarks.invented import cohort_table

PATIENTS = 120
ROUNDS = 9
GOAL = 10.0


def median_ms(work: Callable[[], object]) -> float:
    """Return the median milliseconds of some rounds, the first left out."""
    taken = []
    for _ in range(ROUNDS + 1):
        start = perf_counter()
        work()
        taken.append(1000 * (perf_counter() - start))
    return statistics.median(taken[1:])


def main() -> None:
    """Print both sides and their ratio."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        raise SystemExit("Install R with survminer (Debian: apt-get install r-cran-survminer) for this comparison.")
    cohort = hlhdash.read_cohort(cohort_table(PATIENTS))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figure.json"

        def curve() -> None:
            figure = hlhdash.figures.survival(hlhdash.kaplan_meier(cohort, by="etiology"))
            out.write_text(str(figure.to_json()), encoding="utf-8")

        def lanes() -> None:
            out.write_text(str(hlhdash.figures.swimmer(hlhdash.swimmer(cohort)).to_json()), encoding="utf-8")

        table = cohort.survival_table().merge(cohort.patients[["patient_id", "etiology"]], on="patient_id")
        table.columns = ["id", "time", "event", "group"]
        table.to_csv(Path(folder) / "patients.csv", index=False)
        courses = hlhdash.swimmer(cohort).segments[["patient_id", "label", "start_day", "end_day"]]
        courses.columns = ["id", "label", "start", "end"]
        courses.to_csv(Path(folder) / "courses.csv", index=False)
        mine = [median_ms(curve), median_ms(lanes)]
        script = Path(__file__).with_suffix(".R")
        command = [rscript, str(script), f"{folder}/patients.csv", f"{folder}/courses.csv"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        theirs = [float(line) for line in printed.split() if line]
    for name, here, there in zip(("survival", "swimmer"), mine, theirs, strict=True):
        ratio = there / here
        print(f"{name}: hlhdash {here:.1f} ms, R {there:.0f} ms, {ratio:.0f} times as quick (goal {GOAL:.0f})")


if __name__ == "__main__":
    main()
