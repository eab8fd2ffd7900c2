"""The server's memory: uploads stay in it, and what every visit shares is not searched for garbage at each rerun."""

from __future__ import annotations

import functools
import gc

from starlette.formparsers import MultiPartParser

import hlhdash
from hlhdash.cohort.sheets import MAX_BYTES
from hlhdash.ui.visit import SAMPLE


def keep_uploads_in_memory() -> None:
    """Raise the size up to which an upload is held in memory above the largest file that is accepted.

    The server's form parser would write anything over 1 MB to a temporary file.
    """
    MultiPartParser.spool_max_size = 2 * MAX_BYTES


@functools.cache
def warm_up() -> None:
    """Load every module the screens use, once for the server, and take them out of the garbage collector's sight.

    Streamlit collects garbage after each rerun. That looks at every object of pandas, SciPy and Plotly, and took 135 ms
    of the 190 ms the server spent on a rerun, while the figure waited to be sent. Drawing the sample loads the modules
    that are imported late.
    """
    cohort = hlhdash.read_cohort(SAMPLE.read_bytes(), SAMPLE.name)
    hlhdash.figures.swimmer(hlhdash.swimmer(cohort)).to_json()
    hlhdash.figures.survival(hlhdash.kaplan_meier(cohort, by="etiology")).to_json()
    hlhdash.figures.response(hlhdash.response_table(cohort)).to_json()
    gc.collect()
    gc.freeze()
