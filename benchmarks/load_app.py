"""The app with 120 invented children for its sample: the load test cannot upload a file."""

import os
from pathlib import Path

from benchmarks import sampling
from hlhdash.ui import shell, visit
from scripts.browser import ROOT

visit.SAMPLE = ROOT / "sample_data" / "invented120.csv"
if told := os.environ.get(sampling.TOLD):
    sampling.begin(Path(told))
shell.draw()
