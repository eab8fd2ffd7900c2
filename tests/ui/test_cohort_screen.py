"""The Cohort screen: what it says of a file, what it asks, and what it does with a second file."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from hlhdash.cohort.saved_mapping import SavedMapping
from scripts.browser import ROOT

HEADER = "patient_id,rux_start,last_follow_up,status,arm"
OLD = (
    f"{HEADER}\nZQX1,2020-01-01,2020-06-01,1,EBV\nZQX2,2020-01-01,2020-06-31,0,FHL\nZQX3,2020-01-01,2020-06-01,0,FHL\n"
)
NEW = OLD.replace("ZQX3,2020-01-01,2020-06-01,0", "ZQX3,2020-01-01,2020-07-01,1") + "ZQX4,2020-02-01,2020-06-01,0,EBV\n"


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def drop(app: AppTest, *files: tuple[str, str | bytes]) -> AppTest:
    made = [(name, data if isinstance(data, bytes) else data.encode(), "text/csv") for name, data in files]
    app.sidebar.get("file_uploader")[0].set_value(made)
    return app.run()


def everything(app: AppTest) -> str:
    texts = [one.value for kind in (app.markdown, app.caption, app.info, app.success, app.error) for one in kind]
    return "\n".join(map(str, texts)).replace("\\", "")


def died(app: AppTest) -> str:
    return app.metric[1].value


def test_what_was_understood_is_said_first(app: AppTest):
    drop(app, ("old.csv", OLD))
    assert not app.error
    assert "4 of 5 columns were understood. 1 column is kept as it came" in everything(app)
    assert app.metric[0].value == "3"


def test_a_question_shows_its_consequences_and_its_answer_is_used(app: AppTest):
    drop(app, ("old.csv", OLD))
    question = app.radio[0]
    assert [question.value, *question.options] == ["1 means dead", "1 means dead", "0 means dead"]
    assert died(app) == "1 (33 %)"
    question.set_value("0 means dead").run()
    assert died(app) == "2 (67 %)"
    assert "questions only you can answer" not in everything(app)


def test_the_gravest_doubt_is_shown_with_its_place(app: AppTest):
    drop(app, ("old.csv", OLD))
    assert "Row 3, patient ZQX2: “2020-06-31” is neither a date nor a number; this time is left empty." in everything(
        app
    )


def test_what_decides_who_died_is_asked_first_and_deaths_are_of_those_known(app: AppTest):
    rows = "\n".join(f"{i},{10 * i},{i % 3},4{i}" for i in range(1, 7))
    drop(app, ("codes.csv", f"id,time,status,age\n{rows}\n"))
    assert [one.label for one in app.radio[:2]] == [
        "**Which code means dead in column status?**",
        "**In what unit are the numbers in column time?**",
    ]
    assert [one.label for one in app.expander[:1]] == ["1 more question"]
    assert died(app) == "2 of 4 known"
    app.radio[0].set_value("1 and 2 mean dead").run()
    assert died(app) == "4 (67 %)"


def test_doubts_of_one_kind_are_counted_to_the_last(app: AppTest):
    rows = "\n".join(f"{i},2020-01-01,2020-06-{i % 30 + 1:02d},odd {i},EBV" for i in range(1, 71))
    drop(app, ("many.csv", f"{HEADER}\n{rows}\n99,2020-01-01,2020-06-30,alive,EBV\n"))
    said = everything(app)
    assert "**70 things could not be used" in said
    assert "(69 more like this)" in said


def test_columns_that_were_set_aside_are_one_line(app: AppTest):
    drop(app, ("named.csv", f"{HEADER},name,phone\nA,2020-01-01,2020-06-01,alive,EBV,Li Lei,13812345678\n"))
    assert "Column name can identify a person; it was set aside and is shown nowhere. (1 more like this)" in everything(
        app
    )


def test_a_newer_version_says_what_changed_and_keeps_the_answers(app: AppTest):
    drop(app, ("old.csv", OLD))
    app.radio[0].set_value("0 means dead").run()
    drop(app, ("new.csv", NEW))
    said = everything(app)
    assert "Your choices for a file with the same columns were used again." in said
    assert "What changed since old.csv" in said
    assert "1 new patient: ZQX4." in said
    assert died(app) == "2 (50 %)"


def test_masks_hold_in_changes_and_doubts(app: AppTest):
    drop(app, ("old.csv", OLD))
    drop(app, ("new.csv", NEW))
    app.sidebar.toggle[0].set_value(True).run()
    assert "P03 died on day 182." in everything(app)
    assert "Row 3, patient P02:" in everything(app)
    assert "ZQX" not in everything(app)


def test_saved_choices_that_lie_beside_a_file_are_used(app: AppTest):
    saved = SavedMapping(tuple(HEADER.split(",")), {"vital_status": "0 means dead", "arm": "etiology"})
    drop(app, ("old.csv", OLD), ("choices.json", saved.to_json()))
    assert died(app) == "2 (67 %)"
    assert "5 of 5 columns were understood." in everything(app)


def test_saved_choices_alone_are_used_for_the_file_that_is_open(app: AppTest):
    drop(app, ("old.csv", OLD))
    saved = SavedMapping(tuple(HEADER.split(",")), {"arm": "etiology"})
    drop(app, ("choices.json", saved.to_json()))
    assert "5 of 5 columns were understood." in everything(app)


def test_another_json_file_is_refused_and_the_cohort_stays(app: AppTest):
    drop(app, ("old.csv", OLD))
    drop(app, ("other.json", json.dumps({"a": 1})))
    assert "other.json holds no saved column choices." in everything(app)
    assert app.metric[0].value == "3"


def test_files_dropped_together_become_one_cohort(app: AppTest):
    days = "patient_id,day,ferritin\nZQX1,0,900\nZQX2,0,800\n"
    drop(app, ("old.csv", OLD), ("labs.csv", days))
    assert app.metric[0].value == "3"
    assert app.session_state["_visit"].name == "old.csv + labs.csv"
    assert app.session_state["_visit"].cohort.labs["value"].tolist() == [900, 800]
