"""Units of laboratory values: what each can be given in, how it becomes the usual one, and what a child can have."""

from __future__ import annotations

from dataclasses import dataclass

from hlhdash.cohort.fields import ANALYTES
from hlhdash.cohort.values import folded


@dataclass(frozen=True)
class Scale:
    """A unit of one analyte: usual value = value x `factor` + `offset`."""

    unit: str
    factor: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True)
class Measured:
    """How one analyte is measured.

    Attributes
    ----------
    scales : the units it can be given in, the usual one first
    low, high : what a sick child can have, in the usual unit
    never : units that depend on the assay and are never converted
    rare : units it is converted from where the file names them, and about which nobody is asked
    """

    scales: tuple[Scale, ...]
    low: float
    high: float
    never: tuple[str, ...] = ()
    rare: tuple[Scale, ...] = ()


# "88×10⁹/L" is read as a number of cells per litre.
_PER_LITRE = (Scale("10⁹/L"), Scale("/µL", 1e-3), Scale("/L", 1e-9))
_TEN_THOUSANDS = (Scale("万/µL", 10.0),)
_ENZYME = (Scale("U/L"), Scale("µkat/L", 60.0))
_DEPTH = (Scale("cm"), Scale("mm", 0.1))
# Conversions and ranges by the field list of the project; where it names no upper end, ten times the value it names.
MEASURED: dict[str, Measured] = {
    "temperature": Measured((Scale("°C"), Scale("°F", 5 / 9, -160 / 9)), 35.0, 42.0),
    "ferritin": Measured((Scale("ng/mL"), Scale("pmol/L", 1 / 2.247)), 1.0, 1_000_000.0),
    "scd25": Measured((Scale("U/mL"),), 100.0, 1_000_000.0, ("pg/mL", "ng/mL")),
    "haemoglobin": Measured((Scale("g/L"), Scale("g/dL", 10.0), Scale("mmol/L", 16.11)), 30.0, 200.0),
    "anc": Measured(_PER_LITRE, 0.0, 50.0, rare=_TEN_THOUSANDS),
    "wbc": Measured(_PER_LITRE, 0.05, 100.0, rare=_TEN_THOUSANDS),
    "platelets": Measured(_PER_LITRE, 1.0, 1_000.0, rare=_TEN_THOUSANDS),
    "triglyceride": Measured((Scale("mmol/L"), Scale("mg/dL", 1 / 88.57)), 0.2, 20.0),
    "fibrinogen": Measured((Scale("g/L"), Scale("mg/dL", 0.01)), 0.0, 10.0),
    "alt": Measured(_ENZYME, 1.0, 10_000.0),
    "ast": Measured(_ENZYME, 1.0, 20_000.0),
    "ldh": Measured(_ENZYME, 50.0, 20_000.0),
    "d_dimer": Measured((Scale("µg/L"), Scale("mg/L", 1_000.0)), 20.0, 100_000.0),
    "ebv_dna": Measured((Scale("copies/mL"),), 0.0, 1e10, ("IU/mL",)),
    "spleen": Measured(_DEPTH, 0.0, 20.0),
    "liver": Measured(_DEPTH, 0.0, 20.0),
}
# Other ways of writing a unit, folded as by `spelled`.
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "°C": ("c", "℃", "degc"),
    "°F": ("f", "℉", "degf"),
    "ng/mL": ("ng/ml", "ug/l", "mcg/l"),
    "pmol/L": ("pmol/l",),
    "U/mL": ("u/ml", "iu/ml", "ku/l"),
    "pg/mL": ("pg/ml",),
    "g/L": ("g/l",),
    "g/dL": ("g/dl", "g%"),
    "mmol/L": ("mmol/l",),
    "mg/dL": ("mg/dl", "mg%"),
    "10⁹/L": ("109/l", "10^9/l", "x10^9/l", "x109/l", "1e9/l", "10e9/l", "k/ul", "10^3/ul", "x10^3/ul")
    + ("g/l", "giga/l", "k/mm3", "10^3/mm3", "x10^3/mm3", "10e3/ul", "x10e3/ul", "x10e9/l", "10^6/ml", "x10^6/ml"),
    "/µL": ("/ul", "cells/ul", "/mm3", "/mm^3", "cells/mm3"),
    "万/µL": ("万/ul", "10^4/ul", "x10^4/ul"),
    "U/L": ("u/l", "iu/l"),
    "µkat/L": ("ukat/l",),
    "µg/L": ("ug/l", "ng/ml", "ug/lfeu", "ng/mlfeu"),
    "mg/L": ("mg/l", "ug/ml", "mg/lfeu", "ug/mlfeu"),
    "copies/mL": ("copies/ml", "copy/ml", "cp/ml", "拷贝/ml"),
    "IU/mL": ("iu/ml",),
    "cm": ("cm", "厘米"),
    "mm": ("mm", "毫米"),
}
USUAL_UNIT = {analyte.name: analyte.unit for analyte in ANALYTES}


def spelled(unit: str) -> str:
    """Fold a unit for comparison: "×10⁹/L" is "x10^9/l", "μg/L" is "ug/l"."""
    written = unit.replace("⁹", "^9").replace("³", "^3").replace("×", "x")
    written = folded(written).casefold().replace("μ", "u").replace("µ", "u")
    return "".join(written.replace("*", "x").split())


def scale_of(analyte: str, unit: str) -> Scale | None:
    """Return the unit of an analyte that is written so, None for one it is not converted from."""
    if analyte not in MEASURED:
        return None
    written = spelled(unit)
    for scale in (*MEASURED[analyte].scales, *MEASURED[analyte].rare):
        if written == spelled(scale.unit) or written in _SPELLINGS.get(scale.unit, ()):
            return scale
    return None


def is_never_converted(analyte: str, unit: str) -> bool:
    """Say whether a unit is known and yet cannot become the usual one, such as pg/mL of sCD25."""
    written = spelled(unit)
    return any(written in _SPELLINGS[name] for name in MEASURED[analyte].never) if analyte in MEASURED else False
