"""Reference values: R's answers on published and invented data, and the data themselves."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from lifelines import datasets

# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

REFERENCE = Path(__file__).parent / "reference"


@pytest.fixture(scope="session")
def survival_json():
    return json.loads((REFERENCE / "survival.json").read_text())


@pytest.fixture(scope="session")
def small_sample():
    return json.loads((REFERENCE / "small_sample.json").read_text())


@pytest.fixture(scope="session")
def contingency():
    return json.loads((REFERENCE / "contingency.json").read_text())


@pytest.fixture(scope="session")
def competing_risks():
    data = pd.read_csv(REFERENCE / "competing_risks.csv")
    data["state"] = data["event"].map({"censored": 0, "hsct": 1, "death": 2})
    return data


@pytest.fixture(scope="session")
def made_up():
    return pd.read_csv(REFERENCE / "made_up.csv")


@pytest.fixture(scope="session")
def from_r():
    """What R said about made_up.csv: from_r("quantity") is a dict of key to number."""
    table = pd.read_csv(REFERENCE / "made_up_expected.csv", dtype={"key": str})

    def look_up(quantity):
        found = table[table["quantity"] == quantity]
        assert len(found), f"made_up.R does not compute {quantity!r}"
        return dict(zip(found["key"], found["value"], strict=True))

    return look_up


@pytest.fixture(scope="session")
def published():
    """The published data of survival.json, as (time, event, group, all columns)."""
    lung = datasets.load_lung().dropna(subset=["ph.ecog"])
    larynx = datasets.load_larynx()
    larynx["stage"] = 1 + larynx["Stage_II"] + 2 * larynx["Stage_III"] + 3 * larynx["Stage_IV"]
    waltons, leukemia = datasets.load_waltons(), datasets.load_leukemia()
    return {
        "lung_by_sex": (lung["time"], lung["status"], lung["sex"], lung),
        "larynx_by_stage": (larynx["time"], larynx["death"], larynx["stage"], larynx),
        "waltons_by_group": (waltons["T"], waltons["E"], waltons["group"], waltons),
        "leukemia_by_rx": (leukemia["t"], leukemia["status"], leukemia["Rx"], leukemia),
    }


@pytest.fixture(scope="session")
def sample_study(small_sample):
    """The nine children of the ruxolitinib study."""
    return pd.DataFrame(small_sample["data"]["ruxolitinib9"])
