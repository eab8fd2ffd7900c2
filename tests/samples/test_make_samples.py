"""The kept files are what the kept script writes, every time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "make_samples.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> list[Path]:
    """Two folders, each written by a run of its own."""
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    for folder in folders:
        subprocess.run([sys.executable, str(SCRIPT), "--into", str(folder)], check=True, cwd=folder)
    return folders


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_two_runs_write_the_same_bytes(made):
    first, second = made
    assert _files(first) == _files(second)
    differing = [name for name in _files(first) if (first / name).read_bytes() != (second / name).read_bytes()]
    assert differing == []


def test_the_kept_files_are_those_the_script_writes(made, samples):
    assert _files(samples) == _files(made[0])


def test_each_kept_table_is_what_the_script_writes(made, samples):
    for name in _files(samples):
        if name.endswith(".csv"):
            assert (samples / name).read_bytes() == (made[0] / name).read_bytes()


def test_each_kept_workbook_is_what_the_script_writes(made, samples):
    """Compare contents and looks, not bytes: another version of zlib packs the same sheets into other bytes."""
    for name in _files(samples):
        if name.endswith(".xlsx"):
            assert _contents(samples / name) == _contents(made[0] / name)


def _contents(path: Path) -> dict[str, object]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: (
            [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()],
            {letter: column.width for letter, column in sheet.column_dimensions.items()},
            sheet.freeze_panes,
            [(str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation],
        )
        for sheet in book
    }
