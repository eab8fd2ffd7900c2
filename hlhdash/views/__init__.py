"""Views: a question put to a cohort and how its answer is shown, as something that can be kept and asked again."""

from hlhdash.views.answer import Answer, answer
from hlhdash.views.further_settings import CourseView, LabsView, PatientView, SafetyView, SpeedView
from hlhdash.views.masked import masked
from hlhdash.views.opening import Opened, open_view
from hlhdash.views.saved import SavedView, is_saved_view, read_saved_view, save_view
from hlhdash.views.script import script
from hlhdash.views.settings import Condition, Lens, ResponseView, SurvivalView, SwimmerView, View

__all__ = [
    "Answer",
    "Condition",
    "CourseView",
    "LabsView",
    "Lens",
    "Opened",
    "PatientView",
    "ResponseView",
    "SafetyView",
    "SavedView",
    "SpeedView",
    "SurvivalView",
    "SwimmerView",
    "View",
    "answer",
    "is_saved_view",
    "masked",
    "open_view",
    "read_saved_view",
    "save_view",
    "script",
]
