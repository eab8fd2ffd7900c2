"""The server's memory is not searched through for every visitor at every rerun."""

from __future__ import annotations

import gc
import sys

import pytest
from streamlit import config

from hlhdash.ui import memory


def test_streamlit_does_not_search_the_memory_of_all_visits_after_each_rerun() -> None:
    assert config.get_option("runner.postScriptGC") is False  # as .streamlit/config.toml says; an error if it is gone


def test_what_was_imported_is_not_searched() -> None:
    gc.unfreeze()  # what another test set aside
    memory.set_modules_aside.cache_clear()
    memory.set_modules_aside()
    assert gc.get_freeze_count() > 100_000


def test_whoever_computes_lets_others_go_on_soon() -> None:
    assert sys.getswitchinterval() == pytest.approx(0.0005)
