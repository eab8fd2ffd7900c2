"""The share of our code is told from the innermost frame that is ours or Streamlit's."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from types import FrameType

import streamlit

from benchmarks import sampling
from benchmarks.sampling import Seen

OURS = sampling.ROOT / "hlhdash" / "analysis" / "swimmer.py"
THEIRS = Path(streamlit.__file__).parent / "elements" / "plotly_chart.py"
LIBRARY = Path("/usr/lib/pandas/core/frame.py")


def standing(*places: Path) -> FrameType:
    """Return the innermost frame of calls in these files, the outermost first."""
    body, names = "frame()", {"frame": sys._getframe}
    for place in reversed(places):
        scope = dict(names)
        exec(compile(f"def called():\n    return {body}", str(place), "exec"), scope)
        body, names = "inner()", {"inner": scope["called"]}
    return names["inner"]()


def test_a_library_belongs_to_who_called_it():
    assert sampling.owner(standing(THEIRS, OURS, LIBRARY)) == "ours"
    assert sampling.owner(standing(OURS, THEIRS, LIBRARY)) == "theirs"


def test_a_thread_that_waits_belongs_to_nobody():
    assert sampling.owner(standing(THEIRS, OURS, Path("/usr/lib/python3/threading.py"))) is None


def test_the_share_is_of_what_was_seen_in_between():
    assert sampling.share(Seen(10, 10), Seen(40, 100)) == 0.25
    assert math.isnan(sampling.share(Seen(10, 10), Seen(10, 10)))
