"""What happened to each patient, laid out in lanes: an order, segments, marks, how responses last, a lab's colours."""

from hlhdash.analysis.swimmer.layout import swimmer
from hlhdash.analysis.swimmer.order import SORTS, Sort
from hlhdash.analysis.swimmer.result import FACTS, Swimmer
from hlhdash.analysis.swimmer.strip import CARRIED, Strip

__all__ = ["CARRIED", "FACTS", "SORTS", "Sort", "Strip", "Swimmer", "swimmer"]
