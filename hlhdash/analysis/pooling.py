"""Groups the user makes of several values: EBV and CAEBV together, all others as they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from hlhdash.cohort.findings import CohortError
from hlhdash.language import Message, listed, message


@dataclass(frozen=True)
class Pooling:
    """Which values stand together under which name, and whether that was fixed before anyone looked.

    Attributes
    ----------
    names : pairs of a name and the values that it holds
    planned : False for a pooling made after looking, which is marked wherever its result is shown
    """

    names: tuple[tuple[str, tuple[str, ...]], ...]
    planned: bool = False

    @property
    def label_of(self) -> dict[str, str]:
        """The pooled name of each value."""
        return {value: name for name, values in self.names for value in values}

    def among(self, values: Collection[str]) -> Pooling | None:
        """Return what is left of it where only these values are looked at; None where that is nothing."""
        left = [(name, tuple(value for value in listed if value in values)) for name, listed in self.names]
        kept = tuple((name, listed) for name, listed in left if listed)
        return replace(self, names=kept) if kept else None

    @property
    def words(self) -> Message:
        """Say what was pooled, and when; it must stand wherever a result of these groups is shown."""
        parts = listed(
            [message("{name} ({values})", name=name, values=listed(list(values))) for name, values in self.names]
        )
        if self.planned:
            return message("Pooled as planned beforehand: {groups}.", groups=parts)
        return message(
            "Pooled after looking at the data: {groups}. P values of groups chosen in this way are too small.",
            groups=parts,
        )


def pooling(groups: Mapping[str, Sequence[str]] | None, *, planned: bool = False) -> Pooling | None:
    """Check a pooling; None where nothing is pooled.

    Raises
    ------
    CohortError
        Where it is no mapping of names to values, or a value stands in two groups.
    """
    if groups is None:
        return None
    if not isinstance(groups, Mapping):
        raise CohortError(message("A pooling names groups and lists their values: {example}.", example=_EXAMPLE))
    names = []
    for name, values in groups.items():
        if isinstance(values, str) or not isinstance(values, Sequence) or not all(map(_is_value, values)):
            raise CohortError(message("A pooling names groups and lists their values: {example}.", example=_EXAMPLE))
        names.append((str(name), tuple(str(value) for value in values)))
    seen = [value for _, values in names for value in values]
    twice = sorted({value for value in seen if seen.count(value) > 1})
    if twice:
        raise CohortError(message("{value} stands in two groups of the pooling; it can be in one.", value=twice[0]))
    return Pooling(tuple(names), planned) if names else None


def _is_value(value: object) -> bool:
    return isinstance(value, str | int | float)


_EXAMPLE = '{"EBV": ["EBV", "CAEBV"]}'
