"""Headers of a status that also say when it is known: at the last follow-up or at the end of the study."""

from __future__ import annotations

import re
from typing import Literal

# "Alive at last FU", "Vital status at off study"; a status on a day of its own, as "alive at day 100", is no such.
_STATUS_AT_END = re.compile(
    r"^(?:(?:vital status|survival status|alive|(?P<dead>dead|died|deceased)) (?:at|on) (?:the )?(?:last|end|off|final)"
    r"|status (?:at|on) (?:the )?(?:last|final))\b[a-z ]*$"
)


def status_at_end(words: str) -> tuple[str, Literal[""], Literal["pattern"], int] | None:
    """Propose the field of "vital status at off study" or "dead at last contact", None for another header.

    Parameters
    ----------
    words : a header as `header_units.normal` folds it
    """
    match = _STATUS_AT_END.match(words)
    if match is None:
        return None
    return ("death" if match["dead"] else "vital_status"), "", "pattern", 90
