"""The dictionary of laboratory values: units and what sheets call them."""

from __future__ import annotations

from hlhdash.cohort.entries import Analyte, also
from hlhdash.language import message

ANALYTES: tuple[Analyte, ...] = (
    Analyte("temperature", message("Temperature"), "°C", also("temp, temp c, temperature c, body temperature", "体温")),
    Analyte(
        "ferritin", message("Ferritin"), "ng/mL", also("ferritin ng ml, ferritin ug l, sf, serum ferritin", "铁蛋白")
    ),
    Analyte(
        "scd25",
        message("sCD25"),
        "U/mL",
        also("scd25 u ml, s cd25, sil2r, sil 2r, sil 2r u ml, soluble cd25", "可溶性cd25"),
    ),
    Analyte("haemoglobin", message("Haemoglobin"), "g/L", also("hb, hb g l, hgb, hgb g l, hemoglobin", "血红蛋白")),
    Analyte(
        "anc",
        message("Neutrophils"),
        "10⁹/L",
        also(
            "anc 1e9 l, neut, neutrophils, neutrophil count, absolute neutrophil count, absolute neutrophils",
            "中性粒细胞, 中性粒细胞绝对值, 中性粒细胞绝对计数, 中性粒细胞计数, 中性粒细胞数",
        ),
    ),
    Analyte(
        "wbc",
        message("White cells"),
        "10⁹/L",
        also("wbc 1e9 l, leukocytes, white cells", "白细胞, 白细胞计数, 白细胞数"),
    ),
    Analyte(
        "platelets",
        message("Platelets"),
        "10⁹/L",
        also("plt, plt 1e9 l, platelet, platelet count", "血小板, 血小板计数, 血小板数"),
    ),
    Analyte(
        "triglyceride",
        message("Triglyceride"),
        "mmol/L",
        also("tg, tg mmol l, triglycerides, triglyceride mmol l", "甘油三酯"),
    ),
    Analyte("fibrinogen", message("Fibrinogen"), "g/L", also("fib, fib g l, fibrinogen g l, fbg", "纤维蛋白原")),
    Analyte("alt", message("ALT"), "U/L", also("alt u l, gpt", "谷丙, 谷丙转氨酶")),
    Analyte("ast", message("AST"), "U/L", also("ast u l, got", "谷草, 谷草转氨酶")),
    Analyte("ldh", message("LDH"), "U/L", also("ldh u l", "乳酸脱氢酶")),
    Analyte("d_dimer", message("D-dimer"), "µg/L", also("d dimer, ddimer, d dimer ug l", "d二聚体, d-二聚体")),
    Analyte("ebv_dna", message("EBV DNA"), "copies/mL", also("ebv dna, ebv dna copies ml, ebv load", "eb病毒dna")),
    Analyte("spleen", message("Spleen"), "cm", also("spleen cm", "脾肋下")),
    Analyte("liver", message("Liver"), "cm", also("liver cm", "肝肋下")),
)
