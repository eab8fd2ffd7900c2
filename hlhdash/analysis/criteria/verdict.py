"""What a rule says of one child, and by which markers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The class by a rule.

    Attributes
    ----------
    response_class : one of the classes of the rule, "died", or "NE" where a missing value could change it
    improved : the markers that improved, or are normal again, as far as the rule asks
    abnormal : the markers that keep a child from complete remission
    missing : the markers whose value is missing, or bounded in a way that leaves the answer open
    """

    response_class: str
    improved: tuple[str, ...] = ()
    abnormal: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
