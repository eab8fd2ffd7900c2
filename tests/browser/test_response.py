"""The Response screen in a real browser: numbers are painted for the sample, 120 patients and a file of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts import browser as driver

pytestmark = pytest.mark.browser
SAMPLES = driver.ROOT / "sample_data"
VIEWS = (
    "By group", "Rates", "Over time", "Time to response", "From labs", "Diagnosis", "Before and after", "Table 1",
)  # fmt: skip
OWN = """patient_id,etiology,line,rux_start,response_week1,ferritin_d0,ferritin_d7,status,last_follow_up
Q1,EBV,first,2020-01-01,NR,9000,8800,alive,2020-12-31
Q2,EBV,first,2020-01-01,NR,9000,8800,alive,2020-12-31
Q3,EBV,second,2020-01-01,NR,9000,8800,alive,2020-12-31
Q4,FHL,first,2020-01-01,CR,9000,400,alive,2020-12-31
Q5,FHL,second,2020-01-01,PR,9000,1000,alive,2020-12-31
Q6,FHL,second,2020-01-01,PR,9000,1000,alive,2020-12-31
"""
# Of 120 patients: view to a row of its first table, and cells of that row from a place on.
OF_120 = {
    "By group": ("EBV", 1, ["48", "15", "16", "10", "4", "3", "15/48 (31.3)", "18.7 to 46.3 %", "< 0.001", "< 0.001"]),
    "Over time": ("Week 8", 1, ["62/120 (51.7)", "17/120 (14.2)", "12/120 (10.0)", "10/120 (8.3)", "16/120 (13.3)"]),
    "Time to response": ("EBV", 1, ["19/48 (39.6)", "0.0 % (0.0 to 7.4 %)", "31.3 % (18.7 to 44.6 %)"]),
    "From labs": ("PR", 1, ["64", "0", "0", "0"]),
    "Before and after": ("Ferritin", 1, ["0", "119/120", "12,200 (6,480 to 22,100; 1,880 to ≥97,500)"]),
    "Table 1": ("Patients", 1, ["120", "48", "18", "10", "8", "6", "6", "5", "4", "2", "13"]),
}


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A fresh visit on the Response screen; fails when anything was asked of another machine."""
    with driver.context(chromium, address) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "response")
        yield page
        assert left == []


def upload(page: Page, path: Path) -> None:
    page.set_input_files("input[type=file]", str(path))
    expect(page.locator('[data-testid="stSidebar"]').get_by_text(path.name)).to_be_visible()
    driver.settle(page, 0.8)


def press(page: Page, target: Locator) -> None:
    target.scroll_into_view_if_needed()
    page.wait_for_timeout(200)  # what opens while the page still scrolls closes again
    target.click()
    driver.settle(page, 0.5)


def view(page: Page, name: str) -> None:
    press(page, page.get_by_role("radio", name=name, exact=True))
    expect(page.locator('[data-testid="stAlertContentError"]')).to_have_count(0)


def choose(page: Page, label: str, option: str) -> None:
    press(page, page.get_by_role("combobox", name=label, exact=True))
    page.get_by_role("option", name=option, exact=True).click()
    driver.settle(page, 0.6)


def painted(page: Page) -> str:
    """Return the words painted in the figure, with the spaces a reader sees."""
    texts = page.locator(".js-plotly-plot text").all_text_contents()
    return " ".join(texts).replace("\xa0", " ")


def cells(page: Page, row: str) -> list[str]:
    """Return the cells of the first row of a table that begins with a word."""
    found = page.locator("table.hd-t tr", has=page.locator("th[scope=row]", has_text=row)).first
    found.scroll_into_view_if_needed()
    return [text.replace("\xa0", " ") for text in found.locator("th, td").all_text_contents()]


def test_the_sample_paints_the_study(page: Page):
    assert "0/5 · 0 % (0 to 52 %)" in painted(page)
    assert "3/9 · 33 % (7 to 70 %)" in painted(page)
    assert cells(page, "EBV") == ["EBV", "5", "0", "4", "1", "0/5 (0)", "0 to 52 %", "0.048", "0.190"]
    choose(page, "Compare", "EBV against the rest")
    assert "P = 0.048" in painted(page)
    view(page, "Over time")
    assert cells(page, "Week 8")[1:] == ["3/9 (33)", "0/9 (0)", "0/9 (0)", "0/9 (0)", "1/9 (11)", "5/9 (56)", "9"]
    view(page, "Time to response")
    assert "EBV, 0/5" in painted(page)
    view(page, "From labs")
    expect(page.get_by_text("9 of 9 agree; kappa 1.00")).to_be_visible()
    view(page, "Before and after")
    assert cells(page, "Ferritin")[3] == "12,800 (9,700 to 28,900; 6,900 to 62,400)"
    view(page, "Table 1")
    assert cells(page, "Median (quartiles)")[1:3] == ["1.7 (1.2 to 2.8)", "2.1 (1.7 to 2.8)"]


def test_what_hangs_on_one_patient_is_told_and_other_tests_when_they_are_asked_for(page: Page):
    choose(page, "Compare", "EBV against the rest")
    expect(page.get_by_text("had one more patient of EBV responded, P = 0.206")).to_be_visible()
    press(page, page.get_by_text("Effects and other tests", exact=True))
    assert cells(page, "Barnard")[1] == "0.039"
    press(page, page.get_by_text("How this was computed", exact=True))
    expect(page.get_by_text("responders=('CR', 'PR')").first).to_be_visible()


def test_a_silent_point_is_set_where_the_rule_is_chosen(page: Page):
    view(page, "From labs")
    press(page, page.get_by_role("button", name="Settings of the rule"))
    choose(page, "Haemoglobin and platelets improve", "Cannot improve")
    page.keyboard.press("Escape")
    driver.settle(page, 0.5)
    note = page.get_by_text("Haemoglobin and platelets, on which the rule is silent, cannot improve.")
    note.scroll_into_view_if_needed()
    expect(note).to_be_visible()
    assert "hbrise=none" in page.url
    view(page, "Diagnosis")
    assert cells(page, "P1")[-3:] == ["5–8", "fulfilled", "fulfilled"]


def test_120_patients_fill_every_view_and_no_table_leaves_the_page(page: Page):
    upload(page, SAMPLES / "invented120.xlsx")
    assert "15/48 · 31.3 % (18.7 to 46.3 %)" in painted(page)
    assert cells(page, "Total")[:2] == ["Total", "120"]
    for name in VIEWS:
        view(page, name)
        expect(page.locator("table.hd-t").first).to_be_visible()
        widths = page.locator(".hd-s").evaluate_all("all => all.map(one => [one.scrollWidth, one.clientWidth])")
        assert [wide for wide, room in widths if wide > room] == [], name
        if name in OF_120:
            row, first, expected = OF_120[name]
            assert cells(page, row)[first : first + len(expected)] == expected, name
    assert cells(page, "Median (quartiles)")[1] == "3.8\n(1.8 to 6.5)"


def test_a_file_of_ones_own_with_strata_and_a_rule(page: Page, tmp_path: Path):
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    upload(page, path)
    assert cells(page, "EBV")[-3:] == ["0/3 (0)", "0 to 71 %", "0.100"]
    assert "P = 0.100" in painted(page)
    view(page, "From labs")
    expect(page.get_by_text("No patient has both a recorded class and one by the rule.")).to_be_visible()
    assert cells(page, "Q4")[1:3] == ["Not evaluable", "CR"]
    view(page, "Before and after")
    assert cells(page, "Ferritin")[1:4] == ["0", "6/6", "9,000 (9,000 to 9,000; 9,000 to 9,000)"]
    view(page, "Table 1")
    assert cells(page, "Patients")[1:] == ["6", "3", "3"]


def test_a_table_is_saved_with_the_numbers_of_the_screen(page: Page):
    press(page, page.get_by_role("button", name="Download this table"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Markdown").or_(page.get_by_text("Markdown")).first.click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "| EBV | 5 | 0 | 4 | 1 | 0/5 (0) | 0 to 52 % | 0.048 | 0.190 |" in text.replace("\xa0", " ")


def test_a_pooled_group_is_the_same_in_every_view(page: Page, address: str):
    driver.go(page, address, "response", "pool=1-2")
    assert cells(page, "FHL + AID")[:2] == ["FHL + AID", "3"]
    assert "2/3 · 67 % (9 to 99 %)" in painted(page)
    said = "Pooled after looking at the data: FHL + AID (FHL, AID)"
    for name, expected in {
        "Rates": "2/3 · 67 % (9 to 99 %)",
        "Over time": "FHL + AID, n = 3",
        "Time to response": "FHL + AID, 2/3",
    }.items():
        view(page, name)
        assert expected in painted(page), name
        assert said in painted(page), name
    view(page, "Table 1")
    assert cells(page, "Patients")[1:] == ["9", "5", "3", "1"]
    expect(page.get_by_text(said)).to_be_visible()
