"""Views: a question put to a cohort and how its answer is shown, as something that can be kept and asked again."""

from hlhdash.views.answer import Answer, answer
from hlhdash.views.further_settings import (
    CourseView,
    FeverView,
    LabsView,
    PatientView,
    SafetyView,
    SpeedView,
    WaterfallView,
)
from hlhdash.views.masked import masked
from hlhdash.views.opening import Opened, open_view
from hlhdash.views.saved import SavedView, is_saved_view, read_saved_view, save_view
from hlhdash.views.script import script
from hlhdash.views.settings import Condition, Lens, ResponseView, SurvivalView, SwimmerView, View
from hlhdash.views.table_settings import AssessedView, ChangeView, CharacteristicsView, DiagnosisView
from hlhdash.views.together import together_words

__all__ = [
    "Answer",
    "AssessedView",
    "ChangeView",
    "CharacteristicsView",
    "Condition",
    "CourseView",
    "DiagnosisView",
    "FeverView",
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
    "WaterfallView",
    "answer",
    "is_saved_view",
    "masked",
    "open_view",
    "read_saved_view",
    "save_view",
    "script",
    "together_words",
]
