"""The dictionary of sheets in long form (treatments, events, labs), and of what is set aside on any sheet."""

from __future__ import annotations

from hlhdash.cohort.entries import Field, also
from hlhdash.language import message

LONG_FIELDS: tuple[Field, ...] = (
    Field(
        "label",
        message("Label"),
        "text",
        also(
            "drug, drug name, treatment, therapy, name, event, term, response, assessment result, ae term",
            "ae, adverse event, ae name, toxicity, 不良反应, 不良事件",
            "药物, 药物名称, 名称, 药名, 治疗, 事件, 疗效, 疗效评估",
        ),
        message("What it is."),
    ),
    Field(
        "kind",
        message("Kind"),
        "word",
        also("type, category, event type", "类别, 事件类型"),
        message("response, relapse, hsct, death, last follow-up, milestone."),
    ),
    Field(
        "start_day",
        message("Start"),
        "milestone",
        also("start, begin, from, start date", "开始, 开始日期, 开始时间"),
        message("First day, as a date or a day from day zero."),
    ),
    Field(
        "end_day",
        message("End"),
        "milestone",
        also("end, stop, to, end date, stop date, stop day", "结束, 停药, 停止, 结束日期, 停药日期, 结束时间"),
        message("Last day."),
    ),
    Field(
        "day",
        message("Day"),
        "milestone",
        also(
            "date, time, study day, visit day, visit date, lab date, sample date, sampling date, sample time",
            "collected, collection date, date collected, date of collection, test date, measurement date",
            "assessment date, ae date, event date, onset, onset date, date of onset, ae onset",
            "时间, 日期, 天, 检查日期, 检验日期, 采样日期, 采集日期, 采样时间, 送检日期, 化验日期, 评估日期, 发生日期",
        ),
        message("The day, as a date or a number from day zero."),
    ),
    Field("dose", message("Dose"), "text", also("dosage", "剂量"), message("Dose, as it is written.")),
    Field(
        "grade",
        message("Grade"),
        "number",
        also("ctcae grade, ctcae, severity, ae grade, toxicity grade", "分级, 级别, 严重程度"),
        message("CTCAE grade, 1 to 5."),
    ),
    Field(
        "analyte",
        message("Analyte"),
        "text",
        also("test, lab, parameter, paramcd", "项目, 检验项目, 检查项目"),
        message("What was measured."),
    ),
    Field(
        "value",
        message("Value"),
        "number",
        also("result, aval", "结果, 数值, 检验结果"),
        message("The value, with < or > where it is bounded."),
    ),
    Field("unit", message("Unit"), "text", also("units", "单位"), message("Its unit.")),
)

PRIVATE_FIELD = Field(
    "private",
    message("Set aside (identifies a person)"),
    "private",
    also(
        "name, patient name, full name, first name, last name, surname, initials, address, postcode, zip",
        "phone, telephone, mobile, tel, email, e mail, id card, identity card, national id, ssn, passport",
        "father, mother, parent, guardian",
        "姓名, 患者姓名, 名字, 电话, 手机, 联系电话, 手机号, 住址, 地址, 家庭住址, 身份证, 身份证号",
        "监护人, 父亲, 母亲, 联系人",
    ),
    message("Names, addresses, telephone and identity numbers: never shown or kept."),
)
BIRTH_DATE_ALIASES = also("birth date, date of birth, dob, birthday, birth", "出生日期, 生日, 出生年月, 出生年月日")
RECORD_NUMBER_ALIASES = also(
    "mrn, medical record number, hospital number, record number, hospital no, chart number",
    "住院号, 病案号, 病历号, 登记号, 门诊号",
)
NAME_ALIASES = also("name, patient name, full name", "姓名, 患者姓名, 名字")
