"""What can identify a person: by the name of a column, and by what stands in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hlhdash.cohort.dates import date
from hlhdash.cohort.values import folded

MOST_NAMES = 2_000  # more are not searched for in other cells: it would take minutes
FEWEST_TOLD_APART = 4  # cells, all different, from which they look like codes of persons
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
# Those who treat the child or keep its record; "physician's assessment" is an assessment.
_STAFF = frozenset(
    {"doctor", "physician", "attending", "consultant", "clinician", "nurse", "oncologist", "hematologist"}
    | {"haematologist", "pediatrician", "paediatrician", "surgeon", "signature", "investigator"}
)
_NO_STAFF = frozenset(
    {"assessment", "assessed", "global", "response", "score", "decision", "visit", "visits", "choice"}
)
_CHINESE_STAFF = re.compile("医生|医师|护士|填表人|录入人|记录人|记录者|审核人|签名|签字")
_NO_CHINESE_STAFF = re.compile("评估|评价|评分|疗效|建议|意见|诊断|判断")
_CHINESE = ("姓名", "电话", "手机", "身份证", "住址", "地址", "联系人", "监护人", "微信", "邮箱", "家长")
_CHINESE_RECORD = ("住院号", "病案号", "病历号", "登记号", "门诊号", "就诊号")
_CHINESE_BIRTH = ("出生日期", "出生年月", "出生时间", "生日")

_IDENTITY = re.compile(r"\d{17}[\dXx]")  # a Chinese identity number
_CELL_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\+\d{2}[\d ()/-]{7,15}")
_LANDLINE = re.compile(r"\(?0\d{2,3}\)?[- ]\d{7,8}")
_LEADING_ZERO = re.compile(r"0\d{5,11}")  # a number of a hospital's register; a measurement is not written so
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:省|市|自治区).*(?:区|县|市|镇|乡|村|路|街|道|号|室).*"
    r"|[\u4e00-\u9fff]{2,}(?:区|县).*(?:镇|乡|村|路|街|道).*"
    r"|\d{1,5}[A-Za-z]? (?:[A-Z][\w'.-]* ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court)\b.*"
)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}\.[A-Za-z]{2,}")
_REGISTER = re.compile(r"[A-Za-z]{0,2}\d{7,10}")
_CONTACT = re.compile(
    rf"(?<![\d.])(?:{_IDENTITY.pattern}|{_CELL_PHONE.pattern}|{_LANDLINE.pattern})(?![\d.])|{_EMAIL.pattern}"
)
# What follows the word for a relative or a doctor in a remark: "妈妈:王芳", "mother: Fang Wang", "Dr. Smith".
_RELATIVE = re.compile(
    r"((?:妈妈|爸爸|母亲|父亲|患儿母|患儿父|家长|家属|监护人|联系人|奶奶|爷爷|外婆|外公|姥姥|姥爷|姑姑|姨妈|叔叔|舅舅|姓名"
    r"|医生|医师|护士|制表人?|填表人?|录入人?|审核人?|记录人)\s*[:：是为]?\s*[:：]\s*)[\u4e00-\u9fff]{2,4}"
    r"|(\b(?i:mother|mom|mum|father|dad|parents?|guardian|aunt|uncle|grandmother|grandfather|name|contact)"
    r"\s*[:=]\s*)[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
    r"|(\b(?:Dr|Prof|Doctor|Professor|Nurse)\.?\s+)[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
)
_TITLED = re.compile(
    r"(?:Dr|Prof|Doctor|Professor)\.?\s+[A-Z][\w'’. -]{1,40}|[\u4e00-\u9fff]{1,3}(?:医生|医师|主任|护士长?)"
)
# A surname begins many words; these endings make two or three characters something else.
_NO_NAME = re.compile("[病症炎热院省市区县组案型期性药素血瘤癌级类天周月年号人科]$")
_LAST_FIRST = re.compile(r"[A-Z][a-z'’-]+, (?:[A-Z]\. ?)?[A-Z][a-z'’-]+")
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
    if found & _WORDS or ("name" in found and found & _NAME_OF) or _names_staff(words, found):
        return "private"
    if "dob" in found or ("birth" in found and found & {"date", "day", "year", "month", "dt", "time"}):
        return "birth_date"
    return "record_number" if "mrn" in found else None


def _names_staff(words: str, found: set[str]) -> bool:
    if _CHINESE_STAFF.search(words):
        return _NO_CHINESE_STAFF.search(words) is None
    return bool(found & _STAFF) and not found & _NO_STAFF


def private_cells(cells: Iterable[str]) -> bool:
    """Say whether most cells identify a person or a home, whatever their column is called.

    Telephone, identity and register numbers, e-mail and postal addresses, and names: Chinese ones only where there are
    several surnames, Latin ones only as "Smith, John", because "High Risk" looks like "John Smith".
    """
    written = [folded(cell) for cell in cells if cell]
    if not written:
        return False
    telling = (_IDENTITY, _CELL_PHONE, _LANDLINE, _LEADING_ZERO, _EMAIL, _ADDRESS, _LAST_FIRST, _TITLED)
    return _mostly(written, telling) or _chinese_names(written)


def private_content(cells: Sequence[str]) -> str | None:
    """Return "private" or "record_number" where the cells of a column nobody knows, repeats and all, identify persons.

    Beside what `private_cells` finds, two kinds only where no cell repeats another: names such as "John Smith", because
    groups such as "High Risk" repeat, and numbers of a register, because measurements repeat or differ in length.
    """
    written = [folded(cell) for cell in cells if cell]
    if private_cells(dict.fromkeys(written)):
        return "private"
    if len(written) < FEWEST_TOLD_APART or len(set(written)) < len(written):
        return None
    if all(_LATIN_NAME.fullmatch(cell) for cell in written):
        return "private"
    numbered = all(_REGISTER.fullmatch(cell) and date(cell) is None for cell in written)
    rounded = sum(cell.endswith("00") for cell in written)  # measurements are, such as 1200000 copies
    alike = numbered and len(set(map(len, written))) == 1 and rounded * 10 < len(written)
    return "record_number" if alike else None


def without_contacts(cell: str) -> str:
    """Return a text without telephone and identity numbers, e-mail addresses, and names of relatives and doctors."""
    return _RELATIVE.sub(lambda told: f"{told[1] or told[2] or told[3]}▇", _CONTACT.sub("▇", cell))


def _chinese_names(cells: list[str]) -> bool:
    surnames = {cell[0] for cell in cells}
    return len(cells) > 2 and len(surnames) > 1 and all(map(_is_chinese_name, cells))


def _is_chinese_name(cell: str) -> bool:
    return _CHINESE_NAME.fullmatch(cell) is not None and _NO_NAME.search(cell) is None


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
