"""What can identify a person: by the name of a column, and by what stands in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hlhdash.cohort.values import folded

MOST_NAMES = 2_000  # more are not searched for in other cells: it would take minutes
PRIVATE = ("private", "birth_date", "record_number")

# Words that make a longer header private ("mother's phone", "name of child"), in full or as part of a Chinese header.
_WORDS = frozenset(
    {"phone", "telephone", "mobile", "email", "address", "surname", "passport", "ssn", "initials", "firstname"}
    | {"lastname", "forename", "guardian", "postcode", "zipcode"}
)
_NAME_OF = frozenset(
    {"patient", "patients", "child", "childs", "pt", "full", "first", "last", "family", "given", "mother", "mothers"}
    | {"father", "fathers", "parent", "parents", "contact"}
)
_CHINESE = ("姓名", "电话", "手机", "身份证", "住址", "地址", "联系人", "监护人", "微信", "邮箱", "家长")
_CHINESE_RECORD = ("住院号", "病案号", "病历号", "登记号", "门诊号", "就诊号")
_CHINESE_BIRTH = ("出生日期", "出生年月", "出生时间", "生日")

_IDENTITY = re.compile(r"\d{17}[\dXx]")  # a Chinese identity number
_CELL_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\+\d{2}[\d ()/-]{7,15}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}\.[A-Za-z]{2,}")
_CHINESE_NAME = re.compile(
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任"
    "姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]"
    "[\u4e00-\u9fff]{1,2}"
)
_LATIN_NAME = re.compile(r"[A-Z][a-z'’-]+,? (?:[A-Z]\.? )?[A-Z][a-z'’-]+")


def is_private(field: str) -> bool:
    """Say whether a field is set aside before anything is shown."""
    return field in PRIVATE


def private_header(words: str) -> str | None:
    """Return "private", "record_number" or "birth_date" for a folded header that speaks of one, else None."""
    if any(part in words for part in _CHINESE):
        return "private"
    if any(part in words for part in _CHINESE_RECORD):
        return "record_number"
    if any(part in words for part in _CHINESE_BIRTH):
        return "birth_date"
    found = set(words.split())
    if found & _WORDS or ("name" in found and found & _NAME_OF):
        return "private"
    if "dob" in found or ("birth" in found and found & {"date", "day", "year", "month"}):
        return "birth_date"
    return "record_number" if "mrn" in found else None


def private_cells(cells: Iterable[str]) -> bool:
    """Say whether most cells are identity numbers, telephone numbers or e-mail addresses."""
    return _mostly(cells, (_IDENTITY, _CELL_PHONE, _EMAIL))


def names_people(cells: Iterable[str]) -> bool:
    """Say whether most cells of a column that tells patients apart are names or numbers of persons."""
    return _mostly(cells, (_CHINESE_NAME, _LATIN_NAME, _IDENTITY, _CELL_PHONE, _EMAIL))


def _mostly(cells: Iterable[str], patterns: tuple[re.Pattern[str], ...]) -> bool:
    written = [folded(cell)[:100] for cell in cells]
    alike = sum(any(pattern.fullmatch(cell) for pattern in patterns) for cell in written)
    return alike * 2 > len(written)


def recurring(cells: Iterable[object]) -> re.Pattern[str] | None:
    """Return a pattern for the private texts of a column wherever else they stand; None where there are none.

    Short Latin words and short numbers are left out: they would be found in texts that have nothing to do with them.
    """
    told = {str(cell).strip() for cell in cells if cell is not None}
    kept = {one for one in told if len(one) >= 5 or (len(one) >= 2 and not one.isascii())}
    if not kept or len(kept) > MOST_NAMES:
        return None
    return re.compile("|".join(re.escape(one) for one in sorted(kept, key=len, reverse=True)), re.IGNORECASE)


def redacted(cell: object, private: re.Pattern[str]) -> object:
    """Return a cell without the private texts in it."""
    return private.sub("▇", cell) if isinstance(cell, str) else cell
