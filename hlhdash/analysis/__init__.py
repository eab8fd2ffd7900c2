"""From a Cohort to results: frozen dataclasses of numbers and names that figures draw and tables print."""

from hlhdash.analysis.change import landmark_strip, simon_makuch
from hlhdash.analysis.criteria import Assessed, assess
from hlhdash.analysis.disclosure import Disclosure, disclosure
from hlhdash.analysis.fever import Fever, fever, fever_recorded
from hlhdash.analysis.first_time import FirstTime, time_to_adverse_event, time_to_normal
from hlhdash.analysis.flow import Flow, exclusion_flow
from hlhdash.analysis.hazards import Hazards, hazard_ratios
from hlhdash.analysis.incidence import Incidence, cumulative_incidence
from hlhdash.analysis.labs import Labs, analytes, labs
from hlhdash.analysis.landmark import landmark_groupings
from hlhdash.analysis.patient import Patient, patient
from hlhdash.analysis.response import ResponseTable, response_table
from hlhdash.analysis.robustness import Robustness, robustness
from hlhdash.analysis.safety import Safety, safety
from hlhdash.analysis.states_over_time import StatesOverTime, states_over_time
from hlhdash.analysis.summary import Summary, summary
from hlhdash.analysis.survival import Survival, SurvivalGroup, kaplan_meier
from hlhdash.analysis.swimmer import Swimmer, swimmer
from hlhdash.analysis.time_to_response import TimeToResponse, time_to_response
from hlhdash.analysis.waterfall import Waterfall, waterfall

__all__ = [
    "Assessed",
    "Disclosure",
    "Fever",
    "FirstTime",
    "Flow",
    "Hazards",
    "Incidence",
    "Labs",
    "Patient",
    "ResponseTable",
    "Robustness",
    "Safety",
    "StatesOverTime",
    "Summary",
    "Survival",
    "SurvivalGroup",
    "Swimmer",
    "TimeToResponse",
    "Waterfall",
    "analytes",
    "assess",
    "cumulative_incidence",
    "disclosure",
    "exclusion_flow",
    "fever",
    "fever_recorded",
    "hazard_ratios",
    "kaplan_meier",
    "labs",
    "landmark_groupings",
    "landmark_strip",
    "patient",
    "response_table",
    "robustness",
    "safety",
    "simon_makuch",
    "states_over_time",
    "summary",
    "swimmer",
    "time_to_adverse_event",
    "time_to_normal",
    "time_to_response",
    "waterfall",
]
