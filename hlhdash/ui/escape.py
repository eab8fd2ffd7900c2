"""Text of a file made harmless for Streamlit's markdown, which would otherwise draw pictures and follow links."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([\\`*{}\[\]()<>#+\-.!|~$:^=&\"']|(?<![^\W_])_|_(?![^\W_]))")
_SCHEME = re.compile(r"(https?|ftp|www|mailto)(?=\s*[:.])", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JOINER = "\u2060"  # invisible; a bare address with it inside is no longer made into a link


def markdown(text: object, longest: int = 200) -> str:
    """Return text that Streamlit shows as it is written: no markup, no link, no direction marks, at most `longest`.

    A single underscore within a word is no markup; it stays, because screen readers are given names as they are.
    """
    plain = _CONTROL.sub(" ", str(text))
    plain = plain if len(plain) <= longest else plain[: longest - 1] + "…"
    plain = _SCHEME.sub(lambda match: match[0][0] + _JOINER + match[0][1:], plain)
    plain = plain.replace("@", f"@{_JOINER}")
    return _PUNCTUATION.sub(r"\\\1", plain)
