"""Keep the catalogues of translations: extract, merge and compile them: `python -m scripts.catalogue`.

Sentences are written as `message("…")`, `counted("…", "…", n)`, `say("…")`, `say.counted(…)`, `write("…")` and
`words()("…")`. Babel's own Python extractor finds no call of a call and none inside one it has taken, so calls are
found in the syntax tree instead.

`python -m scripts.catalogue` adds what is new in the sources to each catalogue, takes out what is gone and compiles it.
`python -m scripts.catalogue --check` changes nothing, lists what is wrong and ends with 1 where anything is.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hlhdash.language import CATALOGUES, DOMAIN

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("hlhdash", "pages")
LANGUAGES = ("zh_CN",)
ONE, MANY = ("message", "say", "write"), ("counted",)
KEYWORDS: dict[str, tuple[int, ...] | None] = {**dict.fromkeys(ONE), **dict.fromkeys(MANY, (1, 2))}
# Lines of a catalogue's head that say when and by whom, or nothing.
LEFT_OUT = tuple(
    b'"' + name
    for name in (b"POT-Creation", b"PO-Revision", b"Project-Id", b"Report-", b"Last-Tr", b"Language-Team", b"Generated")
)
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
Key = str | tuple[str, str]


def sentences(source: BinaryIO, *_: Any, **__: Any) -> Iterator[tuple[int, str, Key, list[str]]]:
    """Find the sentences of a Python file, in the form Babel asks of an extractor.

    Returns the line, the function, the template or (singular, plural), and no comments.
    """
    calls = [node for node in ast.walk(ast.parse(source.read())) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = _called(call)
        texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in ONE and call.args and texts[:1] == [getattr(call.args[0], "value", None)] and texts[0]:
            yield call.lineno, name, texts[0], []
        elif name in MANY and len(texts) == 2:
            yield call.lineno, name, (texts[0], texts[1]), []


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Call):
        return "say"  # words()("…")
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def template() -> Catalog:
    """Collect the sentences of the sources, each with the files it stands in."""
    found = Catalog(domain=DOMAIN, project=DOMAIN, fuzzy=False)
    for folder in FOLDERS:
        for file, _, key, _, _ in extract_from_dir(ROOT / folder, [("**.py", sentences)], keywords=KEYWORDS):
            found.add(key, locations=[(f"{folder}/{Path(file).as_posix()}", None)])
    return found


def po_file(language: str) -> Path:
    """Return the place of a language's catalogue."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Read a language's catalogue."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """Return what gettext reads at run time."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def merge(language: str) -> Catalog:
    """Bring a catalogue up to the sources: new sentences are empty, those that are gone go, none is guessed."""
    catalogue = read(language) if po_file(language).exists() else Catalog(locale=language, domain=DOMAIN)
    catalogue.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def write(language: str, catalogue: Catalog) -> None:
    """Write a catalogue and what gettext reads of it, without dates: the same sentences give the same files."""
    catalogue.fuzzy = False
    catalogue.header_comment = "# Sentences of hlhdash. `python -m scripts.catalogue` merges and compiles them."
    po_file(language).parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalogue, width=120, sort_by_file=True, omit_header=False, include_lineno=False)
    lines = [line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(LEFT_OUT)]
    po_file(language).write_bytes(b"".join(lines))
    whole = read(language)
    whole.creation_date = whole.revision_date = UNDATED
    po_file(language).with_suffix(".mo").write_bytes(compiled(whole))


def places(text: str) -> set[str]:
    """Return the named places of a template, with how they are formatted."""
    return {f"{name}:{spec}" for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


def wrong(sources: Catalog, catalogue: Catalog) -> Iterator[str]:
    """Say what keeps a catalogue from being whole, one line for each sentence."""
    for asked in sources:
        if not asked.id:
            continue
        given = catalogue.get(asked.id)
        if given is None:
            yield f"missing: {asked.id!r}"
        else:
            yield from _wrong_in(given)
    kept = {_key(one.id) for one in sources}
    yield from (f"no longer used: {one.id!r}" for one in catalogue if _key(one.id) not in kept)


def _wrong_in(given: Message) -> Iterator[str]:
    said = (given.string,) if isinstance(given.string, str) else tuple(given.string)
    english = (given.id,) if isinstance(given.id, str) else tuple(given.id)
    if given.fuzzy:
        yield f"fuzzy: {given.id!r}"
    if not said or not all(said):
        yield f"not translated: {given.id!r}"
    elif any(places(one) != places(english[-1]) for one in said):
        yield f"other places: {given.id!r} is {given.string!r}"


def _key(id: Any) -> str:
    return id if isinstance(id, str) else id[0]


def main(arguments: list[str], languages: tuple[str, ...] = LANGUAGES) -> int:
    """Merge and compile every catalogue, or check them; returns the exit code."""
    problems = 0
    for language in languages:
        if "--check" not in arguments:
            write(language, merge(language))
        for line in wrong(template(), read(language)):
            print(f"{language} {line}")
            problems += 1
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
