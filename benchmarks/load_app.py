"""The app with 120 invented children for its sample: the load test cannot upload a file."""

from hlhdash.ui import memory, shell, visit
from scripts.browser import ROOT

memory.SAMPLE = visit.SAMPLE = ROOT / "sample_data" / "invented120.csv"
shell.draw()
