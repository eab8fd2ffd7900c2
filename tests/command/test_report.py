"""The command line writes what the screens show, and every error is one sentence with a code."""

from __future__ import annotations

import errno
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import hlhdash
from hlhdash import views
from hlhdash.command import report
from hlhdash.views import Lens, ResponseView, SurvivalView, SwimmerView, View

ROOT = Path(__file__).resolve().parents[2]
NINE = ROOT / "sample_data" / "ruxolitinib9.xlsx"
DECK = (View(SwimmerView()), View(SurvivalView(by="etiology", against="EBV")), View(ResponseView()))


@pytest.fixture
def view(tmp_path: Path) -> Path:
    cohort = hlhdash.read_cohort(NINE)
    place = tmp_path / "view.json"
    place.write_bytes(views.save_view(cohort, {}, DECK).to_json())
    return place


def run(*arguments: object) -> tuple[int, list[str]]:
    told = io.StringIO()
    code = report.main(list(map(str, arguments)), told)
    return code, told.getvalue().splitlines()


def test_a_report_is_written_from_the_shell(tmp_path: Path, view: Path) -> None:
    out = tmp_path / "report.html"
    command = [sys.executable, "-m", "hlhdash", "report", str(NINE), "--view", str(view), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[:3] == ["Reading the cohort 100 %", "Computing 100 %", "Writing 100 %"]
    assert out.read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("pptx", b"PK"), ("xlsx", b"PK"), ("HTML", b"<!doc")])
def test_every_kind_is_written(tmp_path: Path, view: Path, kind: str, start: bytes) -> None:
    out = tmp_path / f"report.{kind}"
    code, said = run("report", NINE, "--view", view, "--out", out, "--quiet")
    assert (code, said) == (0, [])
    assert out.read_bytes().startswith(start)
    assert sorted(one.name for one in tmp_path.iterdir()) == [out.name, "view.json"]


def test_without_a_view_the_usual_figures_are_made(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    code, said = run("report", NINE, "--out", out)
    assert code == 0
    assert said[-1].endswith("3 views.")
    assert openpyxl.load_workbook(out).sheetnames == [
        "What happened to each patient",
        "Does survival differ by etiolog",
        "Which etiologies respond at wee",
        "Who can be used for what",
        "Findings",
    ]


def test_masked_on_request(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    assert run("report", NINE, "--out", out, "--mask", "--quiet")[0] == 0
    ids = [row[0].value for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(min_row=4)]
    assert set(ids) == {f"P0{i}" for i in range(1, 10)}


def test_a_changed_file_is_told_before_anything_is_computed(tmp_path: Path, view: Path) -> None:
    other = ROOT / "sample_data" / "invented120.csv"
    code, said = run("report", other, "--view", view, "--out", tmp_path / "r.xlsx")
    assert code == 0
    assert said[1].startswith("This view was made with another file (fingerprint ")
    assert said[2] == "That file had 9 patients, this one has 120."
    code, said = run("report", other, "--view", view, "--out", tmp_path / "s.xlsx", "--same-file", "--quiet")
    assert code == 4
    assert said[-1] == (
        "Nothing was written, because the view was saved with another file. Leave --same-file out to go on."
    )
    assert not (tmp_path / "s.xlsx").exists()


def test_a_cohort_that_cannot_be_read(tmp_path: Path) -> None:
    assert run("report", tmp_path / "gone.xlsx", "--out", tmp_path / "r.html") == (
        3,
        ["gone.xlsx cannot be reached: there is no such file or folder."],
    )
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    code, said = run("report", empty, "--out", tmp_path / "r.html", "--quiet")
    assert code == 3
    assert len(said) == 1
    assert "empty.csv" in said[0]


def test_a_view_that_cannot_be_read_or_shown(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    code, said = run("report", NINE, "--view", wrong, "--out", tmp_path / "r.html")
    assert (code, said) == (4, ["wrong.json is no saved view of hlhdash. Save one in the sidebar."])
    cohort = hlhdash.read_cohort(NINE)
    gone = View(SurvivalView(by="donor"), Lens())
    wrong.write_bytes(views.save_view(cohort, {}, (gone,)).to_json())
    code, said = run("report", NINE, "--view", wrong, "--out", tmp_path / "r.html", "--quiet")
    assert code == 4
    assert said == [
        "View 1 (Survival) cannot be shown: this file has no column donor.",
        "Nothing was written, because no view of the deck can be shown with this file.",
    ]


def test_a_view_nobody_meets_is_refused_in_a_sentence(tmp_path: Path) -> None:
    cohort = hlhdash.read_cohort(NINE)
    nobody = View(SurvivalView(), Lens(conditions=(views.Condition("age_years", (), 90.0, 99.0),)))
    place = tmp_path / "view.json"
    place.write_bytes(views.save_view(cohort, {}, (nobody,)).to_json())
    code, said = run("report", NINE, "--view", place, "--out", tmp_path / "r.html", "--quiet")
    assert (code, said) == (4, ["No patient meets the filters. Loosen one of them."])


def test_a_report_that_cannot_be_written(tmp_path: Path, view: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = run("report", NINE, "--view", view, "--out", tmp_path / "no" / "r.xlsx", "--quiet")
    assert (code, said) == (5, ["r.xlsx cannot be reached: there is no such file or folder."])
    before = tmp_path / "r.xlsx"
    before.write_bytes(b"as it was")

    def full(_: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        code, said = run("report", NINE, "--view", view, "--out", before, "--quiet")
    assert code == 5
    assert said == ["The disk is full: r.xlsx cannot be written. Free some space or choose another folder."]
    assert before.read_bytes() == b"as it was"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r.xlsx", "view.json"]


def test_an_unexpected_error_quotes_no_cell(tmp_path: Path, view: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise ValueError("Child Smith")

    monkeypatch.setattr(report, "open_view", fails)
    code, said = run("report", NINE, "--view", view, "--out", tmp_path / "r.html", "--quiet")
    assert code == 1
    assert len(said) == 1
    assert said[0].startswith("The report could not be made (ValueError in test_report.py:")
    assert "Smith" not in said[0]


def test_wrong_use_has_its_own_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("report", NINE, "--out", "report.odt")
    assert stopped.value.code == 2
    assert "report.odt must end in .html, .docx, .pptx or .xlsx" in capsys.readouterr().err
