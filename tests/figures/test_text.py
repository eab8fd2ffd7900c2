"""Text of a file is harmless and short before Plotly sees it, and lines fit their room."""

from __future__ import annotations

import pytest

from hlhdash.figures.text import escaped, inside, listed, plain, px, shown, spoken, wrapped


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ('<a href="http://x">y</a>', "&lt;a href=&#34;http://x&#34;&gt;y&lt;/a&gt;"),
        ("<span style='background:url(//x)'>", "&lt;span style=&#39;background:url(//x)&#39;&gt;"),
        ("%{customdata[0]}", "%&#123;customdata[0]}"),
        ("P < 0.001 & more", "P &lt; 0.001 &amp; more"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    ],
)
def test_markup_and_templates_of_a_file_do_not_survive(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_control_characters_line_breaks_and_direction_marks_become_one_space() -> None:
    assert plain("a\x00\n\tb\u202ec\u200fd") == "a b c d"


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert plain("x" * 50) == "x" * 39 + "…"
    assert plain("x" * 40) == "x" * 40
    assert plain("one two three", 8) == "one two…"


def test_chinese_characters_count_as_two() -> None:
    assert plain("不明原因的病因", 14) == "不明原因的病因"
    assert plain("不明原因的病因", 10) == "不明原因…"


def test_a_cell_of_a_million_letters_is_cut_before_it_is_escaped() -> None:
    assert shown("<" * 1_000_000, 3) == "&lt;&lt;…"


def test_what_a_screen_reader_is_told_holds_no_markup() -> None:
    assert spoken("<img src=x>\x07 EBV") == "‹img src=x›  EBV"


def test_a_title_inside_a_sentence_is_small_unless_it_is_an_abbreviation() -> None:
    assert [inside(words) for words in ("Week 1", "HSCT", "EBV", "")] == ["week 1", "HSCT", "EBV", ""]


def test_lines_are_no_longer_than_their_room() -> None:
    text = "Kaplan-Meier, 95 % interval by the log-log transform with Greenwood's variance " * 4
    lines = wrapped(text, 300, 12)
    assert " ".join(lines).replace("\u00a0", " ") == text.strip()
    assert max(px(line, 12) for line in lines) <= 300


def test_a_p_value_and_a_percentage_are_not_broken() -> None:
    assert wrapped("P = 0.048", 10, 12) == ["P\u00a0=\u00a00.048"]
    assert wrapped("95 % sure", 10, 12) == ["95\u00a0%", "sure"]


def test_chinese_text_breaks_between_characters() -> None:
    assert wrapped("总生存率", 25, 12) == ["总生", "存率"]


def test_a_chinese_line_begins_with_no_closing_and_ends_with_no_opening_mark() -> None:
    text = "缓解（完全、部分），未达到。"
    for widest in range(40, 200, 5):
        lines = wrapped(text, widest, 12)
        assert "".join(lines) == text
        assert [line for line in lines if line[0] in "，。、）" or line[-1] in "（“"] == []
    assert wrapped("（P = 0.048），", 10, 12) == ["（P\u00a0=\u00a00.048），"]


def test_a_list_has_dots_between_items_of_one_line_and_none_at_its_ends() -> None:
    assert listed(("one", "two", "three"), px("one  ·  two", 12), 12) == ["one  ·  two", "three"]
