"""What the user reads can be translated: no sentence is glued together, none bypasses the translator."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from hlhdash.language import Message, Translator, counted, message

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted([*(ROOT / "hlhdash").rglob("*.py"), *(ROOT / "pages").glob("*.py")])
STREAMLIT_TEXT = {"markdown", "caption", "title", "header", "subheader", "info", "warning", "error", "success", "text"}
STREAMLIT_TEXT |= {"button", "toggle", "selectbox", "multiselect", "slider", "metric", "expander", "tabs", "spinner"}


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_a_message_is_english_and_keeps_its_template():
    said = message("Row {row} is empty.", row=3)
    assert said == "Row 3 is empty."
    assert (said.template, said.values) == ("Row {row} is empty.", {"row": 3})


def test_a_count_takes_its_plural():
    assert counted("{n} patient", "{n} patients", n=1) == "1 patient"
    assert counted("{n} patient", "{n} patients", n=9) == "9 patients"


def test_a_message_within_a_message_is_translated_too():
    class Shouting(Translator):
        def _say(self, template, plural, values):
            return super()._say(template, plural, values).upper()

    inner = message("overall survival")
    assert Shouting()(message("{endpoint}.", endpoint=inner)) == "OVERALL SURVIVAL."


def test_a_value_with_braces_is_shown_as_it_is():
    assert Translator()(message("“{cell}” is odd.", cell="{row}")) == "“{row}” is odd."
    assert Translator()("a {column} of the file") == "a {column} of the file"


def test_a_message_survives_pickling():
    import pickle

    said = pickle.loads(pickle.dumps(message("Row {row}.", row=3)))
    assert isinstance(said, Message)
    assert said.values == {"row": 3}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_is_a_whole_template(path: Path):
    """A template made by an f-string, by + or by format could not be looked up in a catalogue."""
    glued = [
        node.lineno
        for node in calls(path)
        if called(node) in ("message", "counted") and node.args and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))
    ]
    assert glued == []


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if "ui" in p.parts or "pages" in p.parts], ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_words_reach_the_screen_untranslated(path: Path):
    bare = [
        (node.lineno, argument.value)
        for node in calls(path)
        if called(node) in STREAMLIT_TEXT and getattr(getattr(node.func, "value", None), "id", "") != "_log"
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and any(map(str.isalpha, argument.value))
    ]
    assert bare == []
