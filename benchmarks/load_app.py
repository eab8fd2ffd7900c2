"""The app with 120 invented children for its sample: the load test cannot upload a file."""

from hlhdash.ui import shell, visit
from scripts.browser import ROOT

visit.SAMPLE = ROOT / "sample_data" / "invented120.csv"
shell.draw()
