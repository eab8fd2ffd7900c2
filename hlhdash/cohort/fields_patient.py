"""The dictionary of what is said of a patient that is not a time."""

from __future__ import annotations

from hlhdash.cohort.entries import Field, also
from hlhdash.language import message

PATIENT_FIELDS: tuple[Field, ...] = (
    Field(
        "patient_id",
        message("Patient"),
        "identifier",
        also(
            "id, patient, patient no, patient number, patient code, pt id, subject, subject id, usubjid, case, case no",
            "no, record id, study id, study no, upn, pid, pat, pat id, pat no, patid, subjid, study code, child",
            "病人, 病人编号, 患者代码, 研究号, 患者, 编号, 序号, 病例, 病例号, 患者编号, 病例编号, 研究编号, 患者序号",
        ),
        message("One code for each child, the same on every sheet. Use a study code, not a record number."),
    ),
    Field(
        "sex",
        message("Sex"),
        "word",
        also("gender, male, female, is male, is female", "性别, 男, 女, 男性, 女性, 是否男性"),
        message("F or M."),
    ),
    Field(
        "age_years",
        message("Age"),
        "age",
        also(
            "age, age at diagnosis, age at dx, age at hlh diagnosis, age at hlh dx, age dx, age at presentation",
            "age at start, age at onset",
            "年龄, 发病年龄, 诊断年龄, 确诊年龄",
        ),
        message("Age at day zero, in years; “9月”, “1y8m” and “20 months” are read too."),
        "years",
    ),
    Field(
        "etiology",
        message("Etiology"),
        "word",
        also(
            "aetiology, cause, hlh type, hlh subtype, hlh etiology, diagnosis type, subtype, underlying cause",
            "disease, underlying disease",
            "病因, 病因分类, 病因分型, 分型, 类型, HLH分型, HLH类型",
        ),
        message("One stratum per child: FHL, EBV, CAEBV, CMV, infection, malignancy, MAS, AID, other, unknown."),
    ),
    Field("trigger", message("Trigger"), "text", also("triggering infection", "诱因"), message("What set it off.")),
    Field(
        "gene",
        message("Gene"),
        "text",
        also("mutation, gene defect, genetic defect, genotype", "基因, 突变, 基因突变"),
        message("The proven gene defect, such as PRF1."),
    ),
    Field(
        "line_of_therapy",
        message("Line of therapy"),
        "text",
        also("line, therapy line, treatment line", "治疗线数, 几线"),
        message("The line in which the study drug was given, such as first-line or salvage."),
    ),
    Field("weight_kg", message("Weight"), "number", also("weight, wt", "体重"), message("Weight in kg."), "kg"),
    Field(
        "dose",
        message("Dose"),
        "text",
        also("rux dose, rux dose mg bid, ruxolitinib dose, dosage", "剂量"),
        message("Dose of the study drug, as it is written."),
    ),
    Field(
        "first_line",
        message("First-line treatment"),
        "text",
        also(
            "first line protocol, first line treatment, first line therapy, 1st line, initial therapy, frontline",
            "frontline therapy",
            "一线治疗, 一线方案, 初始治疗, 初始方案",
        ),
        message("The first treatment, such as HLH-94."),
    ),
    Field(
        "added_therapy",
        message("Added therapy"),
        "text",
        also(
            "post rux chemo, added chemo, added chemotherapy, subsequent therapy, salvage therapy, next therapy",
            "additional therapy",
            "后续治疗, 联合化疗",
        ),
        message("Another HLH treatment started after day zero, such as L-DEP."),
    ),
    Field(
        "vital_status",
        message("Vital status"),
        "word",
        also(
            "status, outcome, survival status, vital, alive dead, dead alive, final outcome, os status, event",
            "os event, event os, os outcome, survival outcome, death event, alive, survived, censored, censor, cens",
            "status at last follow up",
            "cnsr, fustat, stat, censoring, censoring indicator, event indicator, event status, status indicator",
            "结局, 生存状态, 转归, 预后, 状态, 生存情况, 存活情况, 存活, 是否存活, 生死, 删失",
        ),
        message("alive, dead or lost."),
    ),
    Field(
        "best_response",
        message("Best response"),
        "word",
        also("best, best overall response, bor, overall response, response", "最佳疗效, 疗效"),
        message("The best class reached: CR, PR, improved, NR, died or NE."),
    ),
    Field(
        "data_cutoff",
        message("Data cut-off"),
        "text",
        also("cutoff, cut off, data cut, cutoff date", "数据截止, 截止日期"),
        message("The day on which the data were closed."),
    ),
    Field(
        "record_type",
        message("Record type"),
        "text",
        (),
        message("Where the rows come from; “synthetic_reconstruction” and “invented” are shown with every figure."),
    ),
)
