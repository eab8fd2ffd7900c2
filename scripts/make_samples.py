"""Write the files of sample_data: the 2020 study rebuilt, an empty template, an invented cohort.

    python scripts/make_samples.py            # into sample_data
    python scripts/make_samples.py --into /elsewhere

The same code gives the same bytes every time.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that the template can be made from hlhdash's own dictionary of fields

import sample_invented  # noqa: E402
import sample_reconstruction  # noqa: E402
import sample_template  # noqa: E402
from sample_workbook import write_csv, write_workbook  # noqa: E402


def make(into: Path) -> None:
    """Write every sample into a folder."""
    into.mkdir(parents=True, exist_ok=True)
    write_workbook(into / "ruxolitinib9.xlsx", sample_reconstruction.workbook())
    write_csv(into / "ruxolitinib9.csv", sample_reconstruction.flat())
    write_workbook(into / "invented120.xlsx", sample_invented.workbook())
    write_csv(into / "invented120.csv", sample_invented.flat())
    write_workbook(into / "template.xlsx", sample_template.workbook())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--into", type=Path, default=ROOT / "sample_data", help="the folder to write to")
    make(parser.parse_args().into)
