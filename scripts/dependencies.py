"""The packages hlhdash runs on, with versions and licences, as the Markdown table of docs/security.md.

Run `python -m scripts.dependencies` in the environment of the server.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = ("requirements.txt", "requirements-server.txt")
_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?(.*)$")


def named(lines: list[str]) -> list[str]:
    """Return the packages that a requirements file or a package's metadata names, without extras' own."""
    found = []
    for line in lines:
        match = _NAME.match(line.strip())
        if match and "extra ==" not in match[2]:
            found.append(match[1])
    return found


def licence(of: Distribution) -> str:
    """Return a package's licence in a few words: its expression, else its classifier, else its first line."""
    told = of.metadata
    if written := told.get("License-Expression"):
        return written
    kinds = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License")]
    if kinds:
        return ", ".join(dict.fromkeys(kinds))
    return (told.get("License") or "not stated").strip().splitlines()[0][:60]


def closure(names: list[str]) -> dict[str, Distribution]:
    """Return the installed packages that these need, and they themselves."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # for another system or another Python
            continue
        waiting += named(found[name].requires or [])
    return dict(sorted(found.items()))


def asked_for() -> list[str]:
    """Return the packages that hlhdash itself names, in lower case."""
    lines = [line for file in FILES for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
    return [one.lower() for one in named([line for line in lines if not line.startswith("-")])]


def needed() -> dict[str, Distribution]:
    """Return the installed packages that a server runs on."""
    # `streamlit[auth]` brings two that stand in no list of plain names.
    return closure([*asked_for(), "authlib", "httpx"])


def table() -> list[str]:
    """Return the lines of the table; what hlhdash itself names is bold."""
    own = asked_for()
    rows = [
        f"| {f'**{name}**' if name in own else name} | {of.version} | {licence(of)} |" for name, of in needed().items()
    ]
    return ["| package | version | licence |", "|---|---|---|", *rows]


def main() -> None:
    """Print the table."""
    print("\n".join(table()))


if __name__ == "__main__":
    main()
