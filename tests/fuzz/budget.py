"""How much chance CI takes, always the same, and how much `python -m scripts.fuzz` asks for, ever new."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SEED = int(os.environ.get("HLHDASH_SEED", "8"))
_ASKED = os.environ.get("HLHDASH_EXAMPLES")


def times(usual: int) -> int:
    """Return how often something is tried."""
    return usual if _ASKED is None else max(usual, int(_ASKED))


def budget(usual: int) -> settings:
    """Return settings for so many examples in CI, the same on every run, or as many as a long run asks for."""
    return settings(
        max_examples=times(usual),
        derandomize=_ASKED is None,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
