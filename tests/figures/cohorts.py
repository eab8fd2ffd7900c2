"""Invented cohorts of any size, read from a wide table as a user's file would be."""

from __future__ import annotations

import numpy as np
import pandas as pd

import hlhdash

ETIOLOGIES = ("EBV", "FHL", "malignancy", "MAS", "AID", "CMV", "infection", "unknown")
SHARES = (0.34, 0.16, 0.12, 0.1, 0.08, 0.06, 0.06, 0.08)
DEATH_RATE = (0.5, 0.35, 0.6, 0.12, 0.1, 0.3, 0.25, 0.3)
RESPONSES = ("CR", "PR", "improved", "NR")


def wide_table(n: int, seed: int = 2) -> pd.DataFrame:
    """Return one row per patient: milestones in days from ruxolitinib start, responses, outcome."""
    draw = np.random.default_rng(seed)
    kind = draw.choice(len(ETIOLOGIES), n, p=SHARES)
    rate = np.array(DEATH_RATE)[kind]
    end_of_study = draw.uniform(120, 1100, n)
    death = np.where(draw.random(n) < rate, draw.exponential(160, n) + 2, np.inf)
    last = np.minimum(death, end_of_study).round()
    dead = death <= end_of_study
    status = np.where(dead, "dead", np.where(draw.random(n) < 0.05, "lost", "alive"))
    stop = np.minimum(draw.exponential(110, n) + 7, last).round()
    added = np.where(
        (draw.random(n) < 0.45) & (last > 14), np.minimum(draw.uniform(5, 40, n), last - 1), np.nan
    ).round()
    hsct = np.where(
        (draw.random(n) < 0.3) & (last > 130), np.minimum(draw.uniform(70, 240, n), last - 1), np.nan
    ).round()
    relapse = np.where((draw.random(n) < 0.2) & (last > 80), np.minimum(draw.uniform(50, 300, n), last - 1), np.nan)
    week1 = np.array(RESPONSES, dtype=object)[draw.choice(4, n, p=(0.08, 0.34, 0.36, 0.22))]
    week4 = np.array(RESPONSES, dtype=object)[draw.choice(4, n, p=(0.3, 0.3, 0.22, 0.18))]
    week1[last < 7], week4[last < 28] = None, None
    running = draw.random(n) < 0.25
    return pd.DataFrame(
        {
            "patient_id": [f"H{i:04d}" for i in range(1, n + 1)],
            "sex": draw.choice(["F", "M"], n),
            "age_years": draw.gamma(1.6, 2.2, n).round(1),
            "etiology": np.array(ETIOLOGIES, dtype=object)[kind],
            "line_of_therapy": draw.choice(["first-line", "salvage"], n),
            "first_line": draw.choice(["HLH-94", "HLH-2004"], n),
            "first_line_start": -draw.integers(7, 60, n),
            "rux_start": 0,
            "rux_stop": np.where(running & (status == "alive"), "ongoing", stop.astype(int).astype(str)),
            "added_therapy": np.where(np.isnan(added), None, draw.choice(["L-DEP", "DEP", "etoposide"], n)),
            "added_therapy_start": added,
            "added_therapy_stop": np.where(np.isnan(added), np.nan, np.minimum(added + 70, last)),
            "hsct": hsct,
            "relapse": relapse.round(),
            "afebrile": np.minimum(draw.uniform(0.5, 6, n), last).round(1),
            "response_week1": week1,
            "response_week4": week4,
            "best_response": week4,
            "vital_status": status,
            "last_follow_up": last,
        }
    )


def cohort(n: int, seed: int = 2) -> hlhdash.Cohort:
    """Read an invented cohort of n patients."""
    return hlhdash.read_cohort(wide_table(n, seed))
