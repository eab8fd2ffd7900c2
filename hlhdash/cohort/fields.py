"""The field dictionary: what hlhdash knows about columns, with names, units and aliases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hlhdash.language import Message, message

Kind = Literal["identifier", "word", "number", "age", "flag", "milestone", "text", "private"]


@dataclass(frozen=True)
class Field:
    """One thing a column can be.

    Attributes
    ----------
    name : the column's name in the Cohort
    title : how it is called on the screen
    kind : how its cells are read
    aliases : how real sheets call it, in English and Chinese
    meaning : one sentence for the template and the README
    unit : the unit of a number
    """

    name: str
    title: Message
    kind: Kind
    aliases: tuple[str, ...]
    meaning: Message
    unit: str = ""


@dataclass(frozen=True)
class Analyte:
    """A laboratory value or vital sign: its unit and what sheets call it."""

    name: str
    title: Message
    unit: str
    aliases: tuple[str, ...]


PATIENT_FIELDS: tuple[Field, ...] = (
    Field(
        "patient_id",
        message("Patient"),
        "identifier",
        (
            "id",
            "patient",
            "patient no",
            "patient number",
            "subject",
            "subject id",
            "usubjid",
            "case",
            "case no",
            "no",
        )
        + ("record id", "study id", "upn", "pid", "患者", "编号", "序号", "病例号", "患者编号"),
        message("One code for each child, the same on every sheet. Use a study code, not a record number."),
    ),
    Field(
        "sex",
        message("Sex"),
        "word",
        ("gender", "性别"),
        message("F or M."),
    ),
    Field(
        "age_years",
        message("Age"),
        "age",
        ("age", "age at diagnosis", "age at start", "age at onset", "年龄", "发病年龄"),
        message("Age at day zero, in years; “9月”, “1y8m” and “20 months” are read too."),
        "years",
    ),
    Field(
        "etiology",
        message("Etiology"),
        "word",
        (
            "aetiology",
            "cause",
            "hlh type",
            "hlh subtype",
            "diagnosis type",
            "subtype",
            "underlying cause",
            "病因",
        )
        + ("病因分类", "分型", "类型", "disease", "underlying disease", "hlh etiology"),
        message(
            "One stratum per child: FHL, EBV, CAEBV, CMV, infection, malignancy, MAS, AID, other, unknown."
        ),
    ),
    Field(
        "trigger", message("Trigger"), "text", ("诱因", "triggering infection"), message("What set it off.")
    ),
    Field(
        "gene",
        message("Gene"),
        "text",
        ("mutation", "gene defect", "genetic defect", "genotype", "基因", "突变", "基因突变"),
        message("The proven gene defect, such as PRF1."),
    ),
    Field(
        "line_of_therapy",
        message("Line of therapy"),
        "text",
        ("line", "therapy line", "treatment line", "治疗线数", "几线"),
        message("The line in which the study drug was given, such as first-line or salvage."),
    ),
    Field("weight_kg", message("Weight"), "number", ("weight", "wt", "体重"), message("Weight in kg."), "kg"),
    Field(
        "dose",
        message("Dose"),
        "text",
        ("rux dose", "rux dose mg bid", "ruxolitinib dose", "dosage", "剂量"),
        message("Dose of the study drug, as it is written."),
    ),
    Field(
        "first_line",
        message("First-line treatment"),
        "text",
        (
            "first line protocol",
            "first line treatment",
            "first line therapy",
            "1st line",
            "initial therapy",
            "一线治疗",
        )
        + ("一线方案", "frontline", "frontline therapy"),
        message("The first treatment, such as HLH-94."),
    ),
    Field(
        "added_therapy",
        message("Added therapy"),
        "text",
        (
            "post rux chemo",
            "added chemo",
            "added chemotherapy",
            "subsequent therapy",
            "salvage therapy",
            "next therapy",
        )
        + ("后续治疗", "联合化疗", "additional therapy"),
        message("Another HLH treatment started after day zero, such as L-DEP."),
    ),
    Field(
        "vital_status",
        message("Vital status"),
        "word",
        (
            "status",
            "outcome",
            "survival status",
            "vital",
            "alive dead",
            "final outcome",
            "结局",
            "生存状态",
            "转归",
        )
        + ("预后", "状态", "os status", "status at last follow up"),
        message("alive, dead or lost."),
    ),
    Field(
        "best_response",
        message("Best response"),
        "word",
        ("best", "best overall response", "bor", "overall response", "response", "最佳疗效", "疗效"),
        message("The best class reached: CR, PR, improved, NR, died or NE."),
    ),
    Field(
        "data_cutoff",
        message("Data cut-off"),
        "text",
        ("cutoff", "cut off", "data cut", "cutoff date", "数据截止", "截止日期"),
        message("The day on which the data were closed."),
    ),
    Field(
        "record_type",
        message("Record type"),
        "text",
        (),
        message(
            "Where the rows come from; “synthetic_reconstruction” and “invented” are shown with every figure."
        ),
    ),
)

# Milestones: each may come as a date, as a number of days, weeks, months or years from day zero, or as yes/no.
MILESTONE_FIELDS: tuple[Field, ...] = (
    Field(
        "diagnosis",
        message("Diagnosis"),
        "milestone",
        (
            "diagnosed",
            "dx",
            "date of diagnosis",
            "hlh diagnosis",
            "onset",
            "确诊",
            "诊断",
            "确诊日期",
            "诊断日期",
        ),
        message("The day HLH was diagnosed."),
    ),
    Field(
        "first_line_start",
        message("First-line start"),
        "milestone",
        ("first line", "start of first line", "initial treatment start", "一线开始", "一线治疗开始", "初治"),
        message("The day the first treatment began."),
    ),
    Field(
        "rux_start",
        message("Ruxolitinib start"),
        "milestone",
        (
            "ruxolitinib start",
            "start of ruxolitinib",
            "drug start",
            "start",
            "treatment start",
            "ruxolitinib",
            "rux",
        )
        + (
            "study drug start",
            "first dose",
            "day 0",
            "day zero",
            "baseline",
            "开始",
            "用药开始",
            "芦可替尼开始",
        )
        + ("开始用药", "芦可替尼开始日期", "start date", "开始日期"),
        message("The day of the first dose of ruxolitinib: day zero unless another is chosen."),
    ),
    Field(
        "rux_stop",
        message("Ruxolitinib stop"),
        "milestone",
        (
            "ruxolitinib stop",
            "ruxolitinib end",
            "rux end",
            "drug stop",
            "drug end",
            "treatment stop",
            "treatment end",
        )
        + ("end of ruxolitinib", "last dose", "停药", "芦可替尼停药", "停用日期", "stop date", "end date"),
        message("The day of the last dose; empty or “ongoing” where it goes on."),
    ),
    Field(
        "added_therapy_start",
        message("Added therapy start"),
        "milestone",
        (
            "post rux chemo start",
            "added chemo start",
            "subsequent therapy start",
            "salvage start",
            "后续治疗开始",
        ),
        message("The day another HLH treatment began."),
    ),
    Field(
        "added_therapy_stop",
        message("Added therapy stop"),
        "milestone",
        (
            "post rux chemo stop",
            "post rux chemo end",
            "added therapy end",
            "subsequent therapy end",
            "后续治疗结束",
        ),
        message("The day it ended."),
    ),
    Field(
        "afebrile",
        message("Fever gone"),
        "milestone",
        ("fever resolved", "fever resolution", "defervescence", "time to afebrile", "热退", "退热"),
        message("When the temperature became normal."),
    ),
    Field(
        "remission",
        message("Complete remission"),
        "milestone",
        (
            "cr date",
            "date of cr",
            "cr",
            "complete remission",
            "remission date",
            "完全缓解",
            "缓解日期",
            "time to cr",
        ),
        message("The day of complete remission after day zero."),
    ),
    Field(
        "relapse",
        message("Relapse"),
        "milestone",
        ("relapse after cr", "recurrence", "reactivation", "date of relapse", "relapsed", "复发", "复发日期"),
        message("The day of relapse after day zero."),
    ),
    Field(
        "hsct",
        message("HSCT"),
        "milestone",
        (
            "transplant",
            "transplantation",
            "bmt",
            "sct",
            "allo hsct",
            "date of hsct",
            "time to hsct",
            "移植",
            "移植日期",
        )
        + ("造血干细胞移植",),
        message("The day of stem-cell transplantation."),
    ),
    Field(
        "death",
        message("Death"),
        "milestone",
        ("date of death", "died", "dead", "deceased", "time to death", "死亡", "死亡日期"),
        message("The day of death."),
    ),
    Field(
        "last_follow_up",
        message("Last follow-up"),
        "milestone",
        (
            "follow up",
            "followup",
            "last followup",
            "last visit",
            "last contact",
            "last seen",
            "fu",
            "lfu",
            "os time",
        )
        + (
            "time",
            "survival time",
            "os",
            "follow up time",
            "last known alive",
            "末次随访",
            "随访",
            "随访时间",
        )
        + ("末次随访日期", "随访截止", "futime", "overall survival"),
        message("The last day the child was seen, or the day of death."),
    ),
    Field(
        "first_line_to_rux",
        message("First line to ruxolitinib"),
        "milestone",
        ("first line to ruxolitinib", "first line to drug", "time from first line to ruxolitinib"),
        message("How long the first treatment had lasted when ruxolitinib began."),
    ),
)

MILESTONES: tuple[str, ...] = tuple(
    field.name for field in MILESTONE_FIELDS if field.name != "first_line_to_rux"
)
DAY_ZERO_CHOICES: tuple[str, ...] = ("rux_start", "first_line_start", "diagnosis", "hsct", "remission")

ANALYTES: tuple[Analyte, ...] = (
    Analyte(
        "temperature",
        message("Temperature"),
        "°C",
        ("temp", "temp c", "temperature c", "body temperature", "体温"),
    ),
    Analyte(
        "ferritin",
        message("Ferritin"),
        "ng/mL",
        ("ferritin ng ml", "ferritin ug l", "sf", "serum ferritin", "铁蛋白"),
    ),
    Analyte(
        "scd25", message("sCD25"), "U/mL", ("scd25 u ml", "sil2r", "sil 2r", "soluble cd25", "可溶性cd25")
    ),
    Analyte("haemoglobin", message("Haemoglobin"), "g/L", ("hb", "hb g l", "hgb", "hemoglobin", "血红蛋白")),
    Analyte("anc", message("Neutrophils"), "10⁹/L", ("anc 1e9 l", "neut", "neutrophils", "中性粒细胞")),
    Analyte("wbc", message("White cells"), "10⁹/L", ("wbc 1e9 l", "leukocytes", "white cells", "白细胞")),
    Analyte(
        "platelets",
        message("Platelets"),
        "10⁹/L",
        ("plt", "plt 1e9 l", "platelet", "platelet count", "血小板"),
    ),
    Analyte(
        "triglyceride", message("Triglyceride"), "mmol/L", ("tg", "tg mmol l", "triglycerides", "甘油三酯")
    ),
    Analyte("fibrinogen", message("Fibrinogen"), "g/L", ("fib", "fibrinogen g l", "fbg", "纤维蛋白原")),
    Analyte("alt", message("ALT"), "U/L", ("alt u l", "gpt", "谷丙", "谷丙转氨酶")),
    Analyte("ast", message("AST"), "U/L", ("ast u l", "got", "谷草", "谷草转氨酶")),
    Analyte("ldh", message("LDH"), "U/L", ("ldh u l", "乳酸脱氢酶")),
    Analyte("d_dimer", message("D-dimer"), "µg/L", ("d dimer", "ddimer", "d二聚体")),
    Analyte(
        "ebv_dna", message("EBV DNA"), "copies/mL", ("ebv dna", "ebv dna copies ml", "ebv load", "eb病毒dna")
    ),
    Analyte("spleen", message("Spleen"), "cm", ("spleen cm", "脾肋下")),
    Analyte("liver", message("Liver"), "cm", ("liver cm", "肝肋下")),
)

# Columns of the other sheets: treatments, events and labs in long form.
LONG_FIELDS: tuple[Field, ...] = (
    Field(
        "label",
        message("Label"),
        "text",
        ("drug", "treatment", "therapy", "name", "event", "term", "药物", "名称"),
        message("What it is."),
    ),
    Field(
        "kind",
        message("Kind"),
        "word",
        ("type", "category", "event type", "类别"),
        message("response, relapse, hsct, death, last follow-up, milestone."),
    ),
    Field(
        "start_day",
        message("Start"),
        "milestone",
        ("start", "begin", "from", "start date", "开始"),
        message("First day, as a date or a day from day zero."),
    ),
    Field(
        "end_day",
        message("End"),
        "milestone",
        ("end", "stop", "to", "end date", "stop date", "结束", "停药"),
        message("Last day."),
    ),
    Field(
        "day",
        message("Day"),
        "milestone",
        ("date", "time", "study day", "visit day", "时间", "日期", "天"),
        message("The day, as a date or a number from day zero."),
    ),
    Field("dose", message("Dose"), "text", ("dosage", "剂量"), message("Dose, as it is written.")),
    Field(
        "grade", message("Grade"), "number", ("ctcae grade", "ctcae", "分级"), message("CTCAE grade, 1 to 5.")
    ),
    Field(
        "analyte",
        message("Analyte"),
        "text",
        ("test", "lab", "parameter", "paramcd", "项目"),
        message("What was measured."),
    ),
    Field(
        "value",
        message("Value"),
        "number",
        ("result", "aval", "结果", "数值"),
        message("The value, with < or > where it is bounded."),
    ),
    Field("unit", message("Unit"), "text", ("units", "单位"), message("Its unit.")),
)

PRIVATE_FIELD = Field(
    "private",
    message("Set aside (identifies a person)"),
    "private",
    (
        "name",
        "patient name",
        "full name",
        "first name",
        "last name",
        "surname",
        "initials",
        "姓名",
        "患者姓名",
        "名字",
    )
    + (
        "phone",
        "telephone",
        "mobile",
        "tel",
        "电话",
        "手机",
        "联系电话",
        "手机号",
        "address",
        "住址",
        "地址",
        "家庭住址",
    )
    + ("id card", "identity card", "national id", "ssn", "passport", "身份证", "身份证号", "email", "e mail")
    + ("father", "mother", "parent", "guardian", "监护人", "父亲", "母亲", "联系人", "postcode", "zip"),
    message("Names, addresses, telephone and identity numbers: never shown or kept."),
)
BIRTH_DATE_ALIASES = (
    "birth date",
    "date of birth",
    "dob",
    "birthday",
    "birth",
    "出生日期",
    "生日",
    "出生年月",
)
RECORD_NUMBER_ALIASES = (
    "mrn",
    "medical record number",
    "hospital number",
    "record number",
    "hospital no",
    "住院号",
)
RECORD_NUMBER_ALIASES += ("病案号", "病历号", "登记号", "门诊号", "chart number")

FIELDS: dict[str, Field] = {
    field.name: field for field in (*PATIENT_FIELDS, *MILESTONE_FIELDS, *LONG_FIELDS, PRIVATE_FIELD)
}

ASSESSMENT_DAYS: dict[str, int] = {
    "response_day3": 3,
    "response_week1": 7,
    "response_week2": 14,
    "response_week4": 28,
    "response_week8": 56,
}
ASSESSMENT_WINDOWS: dict[str, int] = {
    "response_day3": 1,
    "response_week1": 2,
    "response_week2": 3,
    "response_week4": 4,
    "response_week8": 7,
}
ASSESSMENT_TITLES: dict[str, Message] = {
    "response_day3": message("Day 3"),
    "response_week1": message("Week 1"),
    "response_week2": message("Week 2"),
    "response_week4": message("Week 4"),
    "response_week8": message("Week 8"),
    "best_response": message("Best response"),
}

_ASSESSMENT = re.compile(r"^response_(day|week|month)(\d+)$")


def assessment_day(name: str) -> int | None:
    """Return the day of an assessment such as "response_week4" (28), or None for one without a fixed day."""
    match = _ASSESSMENT.match(name)
    if match is None:
        return None
    return int(int(match[2]) * {"day": 1, "week": 7, "month": 30.4375}[match[1]])


def title(name: str) -> Message:
    """Return how a column of the Cohort is called on the screen; a column nobody knows keeps its own header."""
    if name in FIELDS:
        return FIELDS[name].title
    if name in ASSESSMENT_TITLES:
        return ASSESSMENT_TITLES[name]
    if match := _ASSESSMENT.match(name):
        words = {"day": message("Day {k}", k=match[2]), "week": message("Week {k}", k=match[2])}
        return words.get(match[1], message("Month {k}", k=match[2]))
    return message("{column}", column=name)
