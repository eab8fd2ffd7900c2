"""The container of an xls: chains that turn back and sizes that cannot be are found before anything follows them."""

from __future__ import annotations

import struct

import pytest

import hlhdash
from hlhdash.cohort.compound import books, turns_back
from tests.examples.telling import FILES

OLD = (FILES / "old.xls").read_bytes()
END = 0xFFFFFFFE


@pytest.mark.parametrize(
    ("table", "turns"),
    [([1, 2, END], False), ([1, 2, 0], True), ([0], True), ([END, END], False), ([2, 2, END], False), ([5], False)],
)
def test_a_chain_that_comes_back_to_itself(table, turns):
    assert turns_back(table) is turns


def test_a_whole_workbook_is_sound():
    found = books(OLD)
    assert found is not None
    assert len(found) == 1


def test_a_chain_that_turns_back_is_refused():
    first = struct.unpack_from("<I", OLD, 0x4C)[0]
    broken = bytearray(OLD)
    struct.pack_into("<I", broken, 512 + first * 512, 0)
    assert books(bytes(broken)) is None
    with pytest.raises(hlhdash.CohortError, match="is damaged or cut off"):
        hlhdash.read_cohort(bytes(broken), "old.xls")


def test_more_texts_than_there_is_room_for_are_refused():
    at = OLD.index(b"\xfc\x00", 512)
    broken = bytearray(OLD)
    struct.pack_into("<I", broken, at + 8, 2**30)
    assert books(bytes(broken)) is None


def test_a_cut_workbook_is_not_sound():
    assert books(OLD[:70]) is None
