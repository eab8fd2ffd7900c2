"""What is taken along: figures, slides and reports as files, made from the same results as the screen.

matplotlib, python-pptx and python-docx are imported when a file of their kind is asked for.

>>> from hlhdash import export
>>> drawing = export.kaplan_meier(hlhdash.kaplan_meier(cohort, by="etiology"), export.Paper(85))
>>> export.figure_file(drawing, "pdf")
"""

from hlhdash.export.drawing import KINDS, Drawing, figure_file
from hlhdash.export.forest import forest
from hlhdash.export.incidence import incidence
from hlhdash.export.kaplan_meier import kaplan_meier
from hlhdash.export.paper import WIDTHS, Paper
from hlhdash.export.response import response
from hlhdash.export.swimmer import swimmer

__all__ = [
    "KINDS",
    "WIDTHS",
    "Drawing",
    "Paper",
    "figure_file",
    "forest",
    "incidence",
    "kaplan_meier",
    "response",
    "swimmer",
]
