"""Lines of printed words, and what is said where no font has Chinese."""

from __future__ import annotations

import pytest

import hlhdash
from benchmarks.invented import cohort_table
from hlhdash import export
from hlhdash.export import fonts

CHINESE = "第一周缓解（部分缓解或更好）：9例患者中有3例缓解，P = 0.048（Fisher精确检验）。"


def sized(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a Chinese character two points wide and any other one, whatever fonts there are."""
    monkeypatch.setattr(fonts, "width", lambda text, size, bold=False: sum(1 + (one >= "\u2e80") for one in text))


@pytest.mark.parametrize("widest", range(12, 60))
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(monkeypatch: pytest.MonkeyPatch, widest: int) -> None:
    sized(monkeypatch)
    found = fonts.lines(CHINESE, widest, 8)
    assert [line for line in found if line[0] in "）：，。" or line[-1] in "（"] == []
    assert "".join(found).replace("\u00a0", " ").replace(" ", "") == CHINESE.replace(" ", "")


def test_chinese_breaks_between_characters_and_latin_words_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    sized(monkeypatch)
    assert fonts.lines("缓解率（Fisher检验）。", 12, 8) == ["缓解率", "（Fisher检", "验）。"]


def test_english_breaks_at_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    sized(monkeypatch)
    assert fonts.lines("P = 0.048 by Fisher's “exact” test.", 18, 8) == [
        "P\u00a0=\u00a00.048 by",
        "Fisher's “exact”",
        "test.",
    ]


def test_nothing_of_a_text_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    sized(monkeypatch)
    for text in ("——", "（", "a（b", "（（甲））", "“x”, y… z", "甲 乙"):
        assert "".join(fonts.lines(text, 4, 8)).replace(" ", "") == text.replace(" ", "")


def test_without_a_chinese_font_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "families", lambda: ("Arial", "DejaVu Sans"))
    said = fonts.missing_font("缓解")
    assert said is not None
    assert said.startswith("No font with Chinese characters was found on the server")
    assert fonts.missing_font("response") is None


def test_a_group_in_chinese_without_its_font_is_told_on_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.text import Text

    monkeypatch.setattr(fonts, "families", lambda: ("DejaVu Sans",))
    told = []
    for written in ("EBV", "伯基特"):
        cohort = hlhdash.read_cohort(cohort_table(30).replace("EBV", written))
        drawing = export.kaplan_meier(hlhdash.kaplan_meier(cohort, by="etiology"), export.Paper(85))
        texts = [str(one.get_text()) for one in drawing.figure.findobj(Text)]
        told.append("No font with Chinese characters" in " ".join(" ".join(texts).split()))
    assert told == [False, True]


@pytest.mark.parametrize("name", ["WenQuanYi Micro Hei", "Noto Sans CJK JP", "Noto Serif CJK SC"])
def test_any_of_the_usual_fonts_will_do(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(fonts, "families", lambda: ("Arial", name))
    assert fonts.missing_font("缓解") is None
