"""Every sentence of the sources is in every catalogue, translated, with the same places for its values."""

from __future__ import annotations

import gettext
import io

import pytest
from babel.messages.catalog import Catalog

from hlhdash.cohort.analytes import ANALYTES
from hlhdash.cohort.fields import ASSESSMENT_TITLES, title
from hlhdash.cohort.mapping import field_choices
from hlhdash.language import Translator, counted, listed, message, opening
from scripts import catalogue


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return catalogue.template()


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_catalogue_has_every_sentence_of_the_sources_and_no_other(language: str, sources: Catalog) -> None:
    """Where this fails: `python -m scripts.catalogue`, then translate what it lists."""
    assert list(catalogue.wrong(sources, catalogue.read(language))) == []


def sentences_of(compiled: bytes) -> dict[object, str]:
    """Return what gettext reads, without the head, which holds a date and the version of Babel."""
    read = gettext.GNUTranslations(io.BytesIO(compiled))
    return {key: said for key, said in vars(read)["_catalog"].items() if key}


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_what_is_read_at_run_time_is_what_the_catalogue_gives(language: str) -> None:
    kept = sentences_of(catalogue.po_file(language).with_suffix(".mo").read_bytes())
    assert kept == sentences_of(catalogue.compiled(catalogue.read(language)))


@pytest.mark.parametrize("kind", ["patients", "events"])
def test_no_two_fields_are_called_alike(kind: str) -> None:
    say = Translator("zh_CN")
    shown = [say(title(field.name)) for field in field_choices(kind)]
    if kind == "patients":
        shown += [say(one) for name, one in ASSESSMENT_TITLES.items() if name != "best_response"]
        shown += [say(analyte.title) for analyte in ANALYTES]
    assert sorted(shown) == sorted(set(shown))


def found(source: str) -> list[object]:
    return [key for _, _, key, _ in catalogue.sentences(io.BytesIO(source.encode()))]


def test_a_sentence_within_a_sentence_is_found() -> None:
    assert found('message("{a}.", a=message("b"))') == ["{a}.", "b"]


def test_every_way_of_saying_is_found() -> None:
    said = 'say("a"); look.say("b"); look.write("c"); words()("d"); say.counted("{n} e", "{n} f", n=2)'
    assert found(said) == ["a", "b", "c", "d", ("{n} e", "{n} f")]


def test_what_is_no_sentence_is_not_found() -> None:
    assert found('message(template); say(rows > 2, "warning"); print("x"); message("")') == []


def made(**translations: str) -> Catalog:
    one = Catalog(locale="zh_CN")
    for english, chinese in translations.items():
        one.add(english, chinese)
    return one


def test_a_missing_an_empty_and_a_superfluous_sentence_are_told() -> None:
    asked = made(one="", two="")
    given = made(two="", three="三")
    assert list(catalogue.wrong(asked, given)) == ["missing: 'one'", "not translated: 'two'", "no longer used: 'three'"]


def test_a_doubtful_sentence_is_told() -> None:
    given = made(one="一")
    given["one"].flags.add("fuzzy")
    assert list(catalogue.wrong(made(one=""), given)) == ["fuzzy: 'one'"]


def test_a_place_that_is_lost_or_formatted_otherwise_is_told() -> None:
    asked = made(**{"{n} of {m:g}": ""})
    assert list(catalogue.wrong(asked, made(**{"{n} of {m:g}": "{m:g} 中 {n}"}))) == []
    assert list(catalogue.wrong(asked, made(**{"{n} of {m:g}": "{n}"}))) == ["other places: '{n} of {m:g}' is '{n}'"]
    assert len(list(catalogue.wrong(asked, made(**{"{n} of {m:g}": "{n} {m}"})))) == 1


def test_chinese_is_said() -> None:
    say = Translator("zh_CN")
    assert say("Kaplan-Meier curves") == "Kaplan-Meier 曲线"
    assert say.counted("{n} patient", "{n} patients", n=1) == "1 例患者"
    assert say(counted("{n} patient", "{n} patients", n=9)) == "9 例患者"
    assert say(message("Day zero: {zero}", zero=title("rux_start"))) == "第 0 天：芦可替尼开始"
    assert say(listed(["P1", "P2"])) == "P1、P2"


def test_a_label_that_opens_a_line_begins_with_a_capital_in_either_language() -> None:
    words = opening(message("response (PR or better)"))
    assert words == "Response (PR or better)"
    assert Translator()(words) == "Response (PR or better)"
    assert Translator("zh_CN")(words) == "缓解（PR 或更好）"


def test_a_language_without_a_catalogue_is_english() -> None:
    assert Translator("xx")("Day zero") == "Day zero"
