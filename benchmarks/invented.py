"""An invented cohort of any size for the benchmarks, the same for the same number of patients."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd


def cohort_table(n: int, seed: int = 7) -> pd.DataFrame:
    """Return one row per patient, in the shape of a flat cohort file."""
    random = np.random.default_rng(seed)
    start = pd.Timestamp("2015-01-01") + pd.to_timedelta(random.integers(0, 2000, n), unit="D")
    follow = random.integers(5, 1500, n)
    stop = np.minimum(random.integers(5, 400, n), follow)
    dead = random.random(n) < 0.3
    hsct = random.random(n) < 0.25
    added = random.random(n) < 0.4
    day = random.integers(1, 300, n)

    def date(days: np.ndarray, kept: np.ndarray) -> list[str]:
        later = start + pd.to_timedelta(days, unit="D")
        return [str(when.date()) if known else "" for when, known in zip(later, kept, strict=True)]

    classes = ["CR", "PR", "improved", "NR"]
    return pd.DataFrame(
        {
            "patient_id": [f"H{i:04d}" for i in range(1, n + 1)],
            "sex": random.choice(["F", "M"], n),
            "age_years": random.uniform(0.2, 16, n).round(1),
            "etiology": random.choice(["EBV", "FHL", "MAS", "malignancy", "unknown"], n, p=[0.45, 0.2, 0.15, 0.1, 0.1]),
            "rux_start": [str(s.date()) for s in start],
            "rux_stop": date(stop, np.ones(n, bool)),
            "added_therapy": np.where(added, random.choice(["L-DEP", "DEP", "VP16"], n), ""),
            "added_therapy_start": date(np.minimum(day, follow), added),
            "hsct_date": date(np.minimum(day + 60, follow), hsct),
            "response_week1": random.choice(classes, n),
            "response_week4": random.choice(classes, n),
            "best_response": random.choice(classes, n),
            "vital_status": np.where(dead, "dead", "alive"),
            "last_follow_up": date(follow, np.ones(n, bool)),
        }
    )


def cohort_sheets(n: int, seed: int = 7) -> dict[str, pd.DataFrame]:
    """Return the same patients with five ferritins and two adverse events each, in sheets of their own."""
    patients, random = cohort_table(n, seed), np.random.default_rng(seed)
    days = np.tile([0, 7, 14, 28, 56], n)
    labs = pd.DataFrame(
        {
            "patient_id": np.repeat(patients["patient_id"].to_numpy(), 5),
            "day": days,
            "analyte": "ferritin",
            "value": np.round(10 ** (4.4 - days / 40 + random.normal(0, 0.3, 5 * n))),
            "unit": "ng/mL",
        }
    )
    terms = ["Neutrophil count decreased", "Sepsis", "Anemia", "Hypertension"]
    events = pd.DataFrame(
        {
            "patient_id": np.repeat(patients["patient_id"].to_numpy(), 2),
            "kind": "adverse event",
            "label": random.choice(terms, 2 * n),
            "grade": random.integers(1, 5, 2 * n),
            "start_day": random.integers(1, 90, 2 * n),
        }
    )
    return {"patients": patients, "labs": labs, "events": events}


def write_cohort(path: Path, n: int) -> Path:
    """Write the cohort as CSV and return the path."""
    cohort_table(n).to_csv(path, index=False)
    return path
