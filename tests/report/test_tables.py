"""Tables as they are printed, and files that no spreadsheet runs."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash import report
from hlhdash.language import Translator, message
from hlhdash.report.csv import to_csv
from hlhdash.report.table import Column, Row, Table, to_html
from scripts.browser import ROOT


@pytest.fixture(scope="module")
def cohort():
    return hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.xlsx")


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_the_response_table_of_the_study(cohort):
    table = report.response_rows(hlhdash.response_table(cohort))
    titles = "Etiology|N|PR|Improved|Died|Responders, n/N (%)|95 % interval|P against the rest|P, Holm"
    assert "|".join(column.title for column in table.columns) == titles
    assert cells(table)[0] == ("EBV", "5", "0", "4", "1", "0/5 (0)", "0 to 52 %", "0.048", "0.190")
    assert cells(table)[-1] == ("Total", "9", "3", "5", "1", "3/9 (33)", "7 to 70 %", "", "")
    assert table.notes[0] == (
        "Responders against all others, over 4 groups: P = 0.048 (Fisher-Freeman-Halton exact test)."
    )


def test_the_survival_table_of_the_study(cohort):
    result = hlhdash.kaplan_meier(cohort, by="etiology", against="EBV")
    rows = cells(report.survival_rows(result, (12,), "months"))
    assert rows[0] == ("EBV", "5", "3", "6.5 (0.2 to not reached)", "40.0 (5.2 to 75.3); 2")
    assert rows[1][:4] == ("All others", "4", "0", "not reached")
    assert rows[2] == ("All patients", "9", "3", "not reached", "66.7 (28.2 to 87.8); 6")


def test_follow_up_both_ways(cohort):
    assert report.follow_up_words(hlhdash.kaplan_meier(cohort), "months") == (
        "Median time followed 14.0 months (range 0.2 to 24.0); reverse Kaplan-Meier median 17.0 months "
        "(95 % interval 12.0 to not reached)."
    )


def test_html_escapes_text_of_the_file():
    table = Table(message("T"), (Column("<b>"),), (Row(("<img src=x>",)),))
    html = report.to_html(table, Translator())
    assert "&lt;img src=x&gt;" in html
    assert "<img" not in html


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_defuses_formulas(start):
    written = to_csv(pd.DataFrame({"a": [f"{start}1+1"], "b": [-1.5]})).decode("utf-8-sig")
    assert f"'{start}1+1" in written
    assert written.rstrip().endswith(",-1.5")


def test_the_snippet_gives_the_same_number(cohort, monkeypatch, capsys):
    monkeypatch.chdir(ROOT / "sample_data")
    exec(report.snippet(hlhdash.response_table(cohort)), {})
    assert "0.047619" in capsys.readouterr().out


def test_the_methods_name_the_test_the_file_and_the_versions(cohort):
    said = " ".join(report.survival_methods(hlhdash.kaplan_meier(cohort, by="etiology", against="EBV"), "months"))
    assert "126 assignments" in said
    assert cohort.fingerprint in said
    assert "Asymptotic log-rank: chi-squared 3.10, P = 0.078." in said


def test_a_short_chinese_cell_stays_on_one_line_and_an_interval_breaks_before_its_bracket() -> None:
    columns = (Column(message("Etiology"), "left"), *(Column(f"{k}") for k in range(8)))
    interval = message("{value} ({interval})", value="60 %", interval=message("{lower} to {upper}", lower=1, upper=9))
    html = to_html(Table(message("Total"), columns, (Row(("unknown", *[interval] * 8)),)), Translator("zh_CN"))
    assert '<th class="l k" scope="row">不明原因</th>' in html
    assert '<td class="r b">60\u00a0% (1\u00a0至\u00a09)</td>' in html
