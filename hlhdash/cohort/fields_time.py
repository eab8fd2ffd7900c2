"""The dictionary of milestones: each may come as a date, as a number from day zero, or as yes/no."""

from __future__ import annotations

from hlhdash.cohort.entries import Field, also
from hlhdash.language import message

MILESTONE_FIELDS: tuple[Field, ...] = (
    Field(
        "diagnosis",
        message("Diagnosis"),
        "milestone",
        also(
            "diagnosed, dx, date of diagnosis, hlh diagnosis, onset",
            "确诊, 诊断, 确诊日期, 诊断日期, 确诊时间, 诊断时间",
        ),
        message("The day HLH was diagnosed."),
    ),
    Field(
        "first_line_start",
        message("First-line start"),
        "milestone",
        also("first line, start of first line, initial treatment start", "一线开始, 一线治疗开始, 初治, 初始治疗开始"),
        message("The day the first treatment began."),
    ),
    Field(
        "rux_start",
        message("Ruxolitinib start"),
        "milestone",
        also(
            "ruxolitinib start, start of ruxolitinib, drug start, start, treatment start, ruxolitinib, rux",
            "study drug start, first dose, day 0, day zero, baseline, start date",
            "开始, 用药开始, 芦可替尼开始, 开始用药, 芦可替尼开始日期, 开始日期, 用药时间, 开始时间, 芦可替尼开始时间",
        ),
        message("The day of the first dose of ruxolitinib: day zero unless another is chosen."),
    ),
    Field(
        "rux_stop",
        message("Ruxolitinib stop"),
        "milestone",
        also(
            "ruxolitinib stop, ruxolitinib end, rux end, drug stop, drug end, treatment stop, treatment end",
            "end of ruxolitinib, last dose, stop date, end date",
            "停药, 芦可替尼停药, 停用日期, 停药时间, 芦可替尼停用",
        ),
        message("The day of the last dose; empty or “ongoing” where it goes on."),
    ),
    Field(
        "added_therapy_start",
        message("Added therapy start"),
        "milestone",
        also("post rux chemo start, added chemo start, subsequent therapy start, salvage start", "后续治疗开始"),
        message("The day another HLH treatment began."),
    ),
    Field(
        "added_therapy_stop",
        message("Added therapy stop"),
        "milestone",
        also(
            "post rux chemo stop, post rux chemo end, added therapy end, added chemo stop, subsequent therapy end",
            "后续治疗结束",
        ),
        message("The day it ended."),
    ),
    Field(
        "afebrile",
        message("Fever gone"),
        "milestone",
        also("fever resolved, fever resolution, defervescence, time to afebrile", "热退, 退热, 退热时间"),
        message("When the temperature became normal."),
    ),
    Field(
        "remission",
        message("Complete remission"),
        "milestone",
        also("cr date, date of cr, cr, complete remission, remission date, time to cr", "完全缓解, 缓解日期, 缓解时间"),
        message("The day of complete remission after day zero."),
    ),
    Field(
        "relapse",
        message("Relapse"),
        "milestone",
        also(
            "relapse after cr, recurrence, reactivation, date of relapse, relapsed, time to relapse",
            "复发, 复发日期, 复发时间, 是否复发",
        ),
        message("The day of relapse after day zero."),
    ),
    Field(
        "hsct",
        message("HSCT"),
        "milestone",
        also(
            "transplant, transplantation, bmt, sct, allo hsct, date of hsct, date of transplant, time to hsct",
            "移植, 移植日期, 移植时间, 造血干细胞移植, 是否移植",
        ),
        message("The day of stem-cell transplantation."),
    ),
    Field(
        "death",
        message("Death"),
        "milestone",
        also(
            "date of death, died, dead, deceased, time to death, exitus, expired, mortality, verstorben, gestorben",
            "óbito, obito, falecido, fallecido, muerto, décédé, decede, décès, deces, deceduto, decesso",
            "死亡, 死亡日期, 死亡时间, 是否死亡, 死亡与否",
        ),
        message("The day of death; yes or no where the day is not known."),
    ),
    Field(
        "last_follow_up",
        message("Last follow-up"),
        "milestone",
        also(
            "follow up, followup, last followup, date of last follow up, last visit, last contact, last seen, fu, lfu",
            "last fu, date of last fu, fu time, date of last visit, date of last contact, date last seen",
            "last known date, end of follow up, follow up end, date last known alive, lastfu, last f u, f u",
            "length of follow up, length of fu, follow up duration, duration of follow up",
            "time to event, tte, time to death or last follow up, duration, rfstime, dtime, surv time",
            "os time, time, survival time, os, follow up time, last known alive, futime, overall survival",
            "最后随访, 最后随访日期, 末次就诊, 随访结束, 随访结束日期, 随访终点",
            "末次随访, 随访, 随访时间, 末次随访日期, 末次随访时间, 随访截止, 生存时间, 总生存时间, 总生存期",
            "最后随访时间, 最近随访, 最近随访日期, 最后一次随访, 生存期, 随访期, 随访时长",
        ),
        message("The last day the child was seen, or the day of death."),
    ),
    Field(
        "first_line_to_rux",
        message("First line to ruxolitinib"),
        "milestone",
        also("first line to ruxolitinib, first line to drug, time from first line to ruxolitinib"),
        message("How long the first treatment had lasted when ruxolitinib began."),
    ),
)

# A length of time, not a point in it: it places first_line_start and is no milestone of the Cohort.
FIRST_LINE_LENGTH = "first_line_to_rux"
MILESTONES: tuple[str, ...] = tuple(field.name for field in MILESTONE_FIELDS if field.name != FIRST_LINE_LENGTH)
DAY_ZERO_CHOICES: tuple[str, ...] = ("rux_start", "first_line_start", "diagnosis", "hsct", "remission")
# These may be yes or no, so a 0 or 1 in a column of them need not be a day; every patient has the others.
MAY_NOT_HAPPEN = frozenset(MILESTONES) - {"diagnosis", "first_line_start", "rux_start", "last_follow_up"}
