"""Who the invented children are: etiology, age, line of therapy, when ruxolitinib began. No real child is meant.

The mix follows what paediatric series from China report: EBV first, then familial disease, rheumatic disease and
infections; EBV in school age and before, familial disease in infancy.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

SEED = "hlhdash invented cohort 1"
CUTOFF = dt.date(2024, 6, 30)
_FIRST_START, _LAST_START = dt.date(2021, 2, 1), dt.date(2024, 4, 15)


@dataclass(frozen=True)
class Stratum:
    """One etiology: how many children, and what ruxolitinib tends to do.

    Attributes
    ----------
    count, first_line : children, and how many of them get ruxolitinib first
    age : median age in years
    severity : shift of the baseline labs, in standard deviations
    first, salvage : chances of a fast, slow, minor and no response, by line of therapy
    lethality : factor on the chance of early death
    hsct : chance of transplantation once the child is stable, and once the disease is refractory or relapsed
    relapse : chance of relapse after remission
    first_treatment, added : what is given before, and what is added
    """

    count: int
    first_line: int
    age: float
    severity: float
    first: tuple[float, float, float, float]
    salvage: tuple[float, float, float, float]
    lethality: float
    hsct: tuple[float, float]
    relapse: float
    first_treatment: tuple[str, ...]
    added: tuple[str, ...]


_HLH = ("HLH-94", "HLH-94", "HLH-2004")
_STEROID = ("methylprednisolone + IVIG",)
_EASY = (0.5, 0.3, 0.12, 0.08)
_HARD = (0.05, 0.2, 0.4, 0.35)
STRATA: dict[str, Stratum] = {
    "EBV": Stratum(
        48,
        18,
        3.2,
        0.3,
        (0.26, 0.28, 0.26, 0.2),
        (0.04, 0.14, 0.44, 0.38),
        1.75,
        (0.0, 0.2),
        0.16,
        _HLH,
        ("L-DEP", "DEP"),
    ),
    "FHL": Stratum(
        18, 6, 0.8, 0.1, (0.25, 0.45, 0.2, 0.1), (0.15, 0.4, 0.28, 0.17), 0.8, (0.8, 0.7), 0.5, _HLH, ("DEP", "HLH-94")
    ),
    "CAEBV": Stratum(8, 2, 7.5, 0.1, (0.1, 0.3, 0.4, 0.2), _HARD, 1.0, (0.4, 0.6), 0.4, _HLH, ("L-DEP", "DEP")),
    "MAS": Stratum(
        10, 5, 7.0, -0.2, (0.6, 0.25, 0.1, 0.05), _EASY, 0.3, (0.0, 0.0), 0.12, _STEROID, ("HLH-94", "anakinra")
    ),
    "AID": Stratum(6, 2, 3.0, -0.2, (0.6, 0.25, 0.1, 0.05), _EASY, 0.3, (0.0, 0.2), 0.1, _STEROID, ("anakinra",)),
    "malignancy": Stratum(5, 1, 8.5, 0.4, _HARD, _HARD, 1.5, (0.0, 0.4), 0.2, _HLH, ("chemotherapy",)),
    "CMV": Stratum(4, 2, 0.9, 0.0, _EASY, _EASY, 0.7, (0.0, 0.0), 0.05, _HLH, ("HLH-94",)),
    "infection": Stratum(6, 4, 3.5, 0.0, _EASY, _EASY, 0.7, (0.0, 0.0), 0.04, _STEROID, ("HLH-94",)),
    "leishmania": Stratum(2, 2, 2.0, -0.2, (0.7, 0.3, 0.0, 0.0), _EASY, 0.2, (0.0, 0.0), 0.0, _HLH, ("HLH-94",)),
    "unknown": Stratum(
        13,
        6,
        2.4,
        0.0,
        (0.45, 0.35, 0.12, 0.08),
        (0.3, 0.34, 0.22, 0.14),
        0.6,
        (0.0, 0.25),
        0.14,
        _HLH,
        ("DEP", "L-DEP"),
    ),
}
# The defects of the 18 children with familial disease; the X-linked ones are boys.
_GENES = ("PRF1",) * 6 + ("UNC13D",) * 5 + ("STXBP2", "STXBP2", "STX11", "RAB27A", "LYST", "SH2D1A", "XIAP")
_X_LINKED = ("SH2D1A", "XIAP")
_TRIGGERS = {
    "EBV": ("EBV",),
    "CAEBV": ("EBV",),
    "CMV": ("CMV",),
    "leishmania": ("Leishmania infantum",),
    "infection": ("Mycoplasma pneumoniae", "influenza A", "adenovirus", "Salmonella", "parvovirus B19", "tuberculosis"),
    "MAS": ("systemic JIA", "systemic JIA", "systemic lupus", "Kawasaki disease"),
    "AID": ("NLRC4", "systemic JIA", "undefined"),
    "malignancy": ("ALCL", "T-cell lymphoma", "ALL"),
    "FHL": ("EBV", "CMV", "", "", ""),
    "unknown": ("",),
}


@dataclass(frozen=True)
class Child:
    """One invented child as it comes to ruxolitinib."""

    patient_id: str
    sex: str
    age_years: float
    weight_kg: float
    etiology: str
    trigger: str
    gene: str
    line: str
    center: str
    cns: bool
    severity: float
    diagnosis_day: int
    first_line: str
    rux_start: dt.date

    @property
    def stratum(self) -> Stratum:
        """The child's etiology with its chances."""
        return STRATA[self.etiology]

    @property
    def dose(self) -> str:
        """Ruxolitinib by weight, as the 2020 study gave it."""
        amount = "2.5" if self.weight_kg < 10 else "5" if self.weight_kg < 20 else "10"
        return f"{amount} mg bid"

    def random(self, what: str) -> Random:
        """Return a stream of chance of its own for one part of this child's story."""
        return Random(f"{SEED} {self.patient_id} {what}")


def children() -> list[Child]:
    """Return the 120 children in the order in which ruxolitinib began."""
    rng = Random(SEED)
    kinds = [
        (name, "first-line" if i < stratum.first_line else "salvage")
        for name, stratum in STRATA.items()
        for i in range(stratum.count)
    ]
    rng.shuffle(kinds)
    span = (_LAST_START - _FIRST_START).days
    starts = sorted(_FIRST_START + dt.timedelta(days=rng.randrange(span)) for _ in kinds)
    genes = list(_GENES)
    rng.shuffle(genes)
    return [
        _child(f"H{i:03d}", etiology, line, start, genes)
        for i, ((etiology, line), start) in enumerate(zip(kinds, starts, strict=True), start=1)
    ]


def _child(patient_id: str, etiology: str, line: str, start: dt.date, genes: list[str]) -> Child:
    rng = Random(f"{SEED} {patient_id}")
    stratum = STRATA[etiology]
    age = min(16.5, max(0.1, stratum.age * rng.lognormvariate(0, 0.65)))
    gene = genes.pop() if etiology == "FHL" else ""
    treated_before = 0 if line == "first-line" else rng.choice((14, 14, 21, 21, 21, 28, 28, 35, 42, 56, 84))
    return Child(
        patient_id=patient_id,
        sex="M" if gene in _X_LINKED or rng.random() < 0.53 else "F",
        age_years=round(age, 1),
        weight_kg=round(_weight(age) * rng.uniform(0.88, 1.12), 1),
        etiology=etiology,
        trigger=rng.choice(_TRIGGERS[etiology]),
        gene=gene,
        line=line,
        center=rng.choice("AAABBC"),
        cns=rng.random() < (0.3 if etiology == "FHL" else 0.14),
        severity=stratum.severity + rng.gauss(0, 0.8),
        diagnosis_day=-treated_before - rng.randrange(0, 5),
        first_line="" if line == "first-line" else rng.choice(stratum.first_treatment),
        rux_start=start,
    )


def _weight(age: float) -> float:
    """Return the usual weight at an age in years, in kg."""
    if age < 1:
        return 3.5 + 6.0 * age
    return 7.5 + 2.1 * age if age < 7 else 22.0 + 3.2 * (age - 7)
