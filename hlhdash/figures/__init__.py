"""From results to Plotly figures; each carries its description for screen readers in `layout.meta["alt"]`."""

from plotly.graph_objects import Figure

from hlhdash.figures.first_time import time_to_adverse_event, time_to_end_of_fever, time_to_normal
from hlhdash.figures.forest import forest
from hlhdash.figures.hazards import hazards
from hlhdash.figures.incidence import incidence
from hlhdash.figures.labs import labs
from hlhdash.figures.labs_strips import lab_strips
from hlhdash.figures.landmark_strip import landmark_strip
from hlhdash.figures.lanes import lane_places
from hlhdash.figures.log_log import log_log
from hlhdash.figures.moment import until
from hlhdash.figures.once import painted_once
from hlhdash.figures.patient import patient
from hlhdash.figures.patient_place import place_on_curve
from hlhdash.figures.response import response
from hlhdash.figures.safety import safety
from hlhdash.figures.states import states
from hlhdash.figures.style import CONFIG, Look
from hlhdash.figures.survival import survival
from hlhdash.figures.swimmer import swimmer
from hlhdash.figures.time_to_response import time_to_response
from hlhdash.figures.waterfall import waterfall

__all__ = [
    "CONFIG",
    "Figure",
    "Look",
    "forest",
    "hazards",
    "incidence",
    "lab_strips",
    "labs",
    "landmark_strip",
    "lane_places",
    "log_log",
    "painted_once",
    "patient",
    "place_on_curve",
    "response",
    "safety",
    "states",
    "survival",
    "swimmer",
    "time_to_adverse_event",
    "time_to_end_of_fever",
    "time_to_normal",
    "time_to_response",
    "until",
    "waterfall",
]
