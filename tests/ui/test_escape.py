"""Text of a file in Streamlit's markdown."""

from hlhdash.ui.escape import markdown


def test_markup_is_shown_as_it_is_written():
    assert markdown("![x](a)") == "\\!\\[x\\]\\(a\\)"
    assert markdown(":red[x] $y$") == "\\:red\\[x\\] \\$y\\$"


def test_an_underscore_within_a_word_is_no_markup():
    assert markdown("first_line_outcome") == "first_line_outcome"
    assert markdown("结果_一") == "结果_一"
    assert markdown("_a_ b__c _") == "\\_a\\_ b\\_\\_c \\_"


def test_an_address_is_not_made_into_a_link():
    assert "http" not in markdown("see http://evil.test")
    assert "www." not in markdown("www.evil.test")


def test_long_text_and_direction_marks_are_cut():
    assert markdown("a" * 500, 10) == "a" * 9 + "…"
    assert markdown("a\u202eb\x00c") == "a b c"
