"""What the template says beyond the dictionary of fields: examples, formats, drop-downs and advice."""

from __future__ import annotations

from hlhdash.cohort.fields import ANALYTES, ASSESSMENT_DAYS
from hlhdash.cohort.vocabulary import ETIOLOGIES, RESPONSES, VITAL

NOTES = (
    "Fill in the patients sheet, one row for each child; that alone is enough. The other sheets are for more detail.",
    "Leave a cell empty where something is not known or did not happen. Columns you do not need may be deleted.",
    "Columns of your own may be added to the patients sheet; those with few values can be used for grouping.",
)
# A meaning that depends on the sheet, by sheet and column; all others come from the dictionary.
MEANINGS: dict[tuple[str, str], str] = {
    ("treatments", "drug"): "The drug or protocol. For a child listed on this sheet, list every treatment here: "
    "the treatment columns of the patients sheet are then not drawn.",
    ("treatments", "stop"): "The last day; empty where it is not known, “ongoing” where it goes on.",
    ("events", "kind"): "What sort of event it is.",
    ("events", "label"): "What it was: the response class, the CTCAE term of an adverse event, or a word of your own.",
    ("labs", "value"): "The value as the laboratory gives it.",
    ("labs", "analyte"): "What was measured, one of the words below. Or give each analyte a column of its own: "
    "on a labs sheet without the columns analyte and value, or with its day on the patients sheet (ferritin_d7).",
    ("labs", "one analyte"): "A word for the column analyte.",
    ("patients", "private"): "Names, addresses, telephone and identity numbers, birth dates and record numbers are set "
    "aside when a file is read; better leave them out.",
}
FORMATS: dict[str, str] = {
    "identifier": "a code of letters and digits, kept as it is written (“001” is not “1”)",
    "text": "words",
    "number": "a number",
    "milestone": "a date such as 2019-03-05; or a number, with the unit in the column's name: {name}_days",
    "long milestone": "a date such as 2019-03-05; or days from ruxolitinib start, in a column named {name}",
    "first_line_to_rux": "a number, with the unit in the column's name: first_line_to_rux_weeks",
    "data_cutoff": "a date such as 2019-03-05",
    "grade": "1 to 5",
    "value": "a number; < or > before it where it is bounded",
}
CHOICES: dict[str, tuple[str, ...]] = {
    "sex": ("F", "M"),
    "etiology": ETIOLOGIES,
    "vital_status": VITAL,
    "best_response": RESPONSES,
    "line_of_therapy": ("first-line", "salvage"),
    "kind": ("response", "relapse", "hsct", "death", "last follow-up", "adverse event", "milestone"),
    "analyte": tuple(analyte.name for analyte in ANALYTES),
    **dict.fromkeys(ASSESSMENT_DAYS, RESPONSES),
}
OPEN_CHOICES = frozenset({"etiology", "line_of_therapy", "analyte"})  # another word is kept as it is written
# An example for each field, by sheet and column where the sheet matters.
EXAMPLES: dict[tuple[str, str], str] = {
    ("", "patient_id"): "H001",
    ("", "sex"): "F",
    ("", "age_years"): "1.7",
    ("", "etiology"): "FHL",
    ("", "trigger"): "EBV",
    ("", "gene"): "PRF1",
    ("", "line_of_therapy"): "salvage",
    ("", "weight_kg"): "11.2",
    ("", "dose"): "5 mg bid",
    ("", "first_line"): "HLH-94",
    ("", "added_therapy"): "L-DEP",
    ("", "vital_status"): "alive",
    ("", "best_response"): "CR",
    ("", "response"): "PR",
    ("", "data_cutoff"): "2020-06-30",
    ("", "record_type"): "invented",
    ("", "diagnosis"): "2019-02-08",
    ("", "first_line_start"): "2019-02-11",
    ("", "rux_start"): "2019-03-05",
    ("", "rux_stop"): "2019-06-25",
    ("", "added_therapy_start"): "2019-03-12",
    ("", "added_therapy_stop"): "2019-05-28",
    ("", "afebrile"): "2019-03-06",
    ("", "remission"): "2019-04-30",
    ("", "relapse"): "2019-09-14",
    ("", "hsct"): "2019-07-20",
    ("", "death"): "2019-11-02",
    ("", "last_follow_up"): "2020-03-05",
    ("", "first_line_to_rux"): "3",
    ("", "label"): "ruxolitinib",
    ("events", "label"): "Neutrophil count decreased",
    ("", "kind"): "adverse event",
    ("", "start_day"): "2019-03-05",
    ("", "end_day"): "2019-06-25",
    ("", "day"): "2019-03-12",
    ("", "grade"): "3",
    ("", "analyte"): "ferritin",
    ("", "value"): ">40000",
    ("", "unit"): "ng/mL",
}
LAB_EXAMPLES: dict[str, str] = {
    "temperature": "39.2",
    "ferritin": "12800",
    "scd25": "18500",
    "haemoglobin": "72",
    "anc": "0.41",
    "wbc": "1.2",
    "platelets": "28",
    "triglyceride": "4.8",
    "fibrinogen": "0.9",
    "alt": "210",
    "ast": "260",
    "ldh": "1450",
    "d_dimer": "5200",
    "ebv_dna": "4.8×10^6",
    "spleen": "4",
    "liver": "3",
}
