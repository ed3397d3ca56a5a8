"""Marks, credits, schools and courses as other systems write them.

Like all conversions they return "" for "", and what they can't read as it stands. Numbers of
courses are never touched: dashes, blanks and leading zeros tell one course from another.
"""

from __future__ import annotations

import re

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.grades import MARKS

HART_DISTRICT = "1965136"  # county 19, district 65136: schools.csv
_CODE_OF_A_SCHOOL = 7  # digits of a CDS code behind county and district

# A comma before three digits may part the thousands, so it is no decimal one.
_DECIMAL = re.compile(r"^(\d{0,6})(?:\.(\d*)|,(\d{1,2}|\d{4,}))?$", re.ASCII)
_LETTER_IN_WORDS = re.compile(r"^([A-F]) ?(?:(plus)|(minus))$", re.IGNORECASE)
_MARK_WORDS = {
    "pass": "P", "passed": "P", "credit": "CR", "no credit": "NC", "no pass": "NP",
    "not passed": "NP", "fail": "F", "inc": "I", "incomplete": "I", "withdrawn": "W",
    "withdrew": "W", "withdrawal": "W", "waived": "X", "ip": "", "in progress": "",
}  # fmt: skip
COLLEGE_COURSE = "COC-"  # before the college's number of a course, as the catalog writes it
UNITS, CREDITS_FOR_UNITS = 3, 10  # a college course of 3 units is 10 credits in the catalog

_NUMBER_AT_COLLEGE = re.compile(r"^([A-Z][A-Z&/ ]{0,11}?)[ -]*(\d{1,4}[A-Z]{0,3})$", re.ASCII)
_COLLEGE_MARKS = {"ew": "W", "mw": "W", "fw": "F", "rd": "", "ip": ""}
_INCOMPLETE_WITH_DEFAULT = re.compile(r"^I[A-F]$", re.IGNORECASE)
_DEPARTMENTS = {
    "english": (
        "english", "eng", "ela", "english language arts", "english/language arts", "language arts",
        "english language development", "eld",
    ),
    "mathematics": ("mathematics", "math", "maths", "mat"),
    "science": ("science", "sci", "general science"),
    "science_life": ("life science", "biological science", "biology"),
    "science_physical": ("physical science",),
    "social_studies": (
        "social studies", "social science", "social sciences", "history", "soc sci", "hss", "ss",
        "history/social science", "history-social science", "history and social science",
    ),
    "physical_education": ("physical education", "pe", "p.e.", "phys ed"),
    "health": ("health", "health education"),
    "career_planning": ("career planning", "career exploration"),
    "personal_finance": ("personal finance",),
    "arts_language_cte": (
        "arts", "art", "fine arts", "visual arts", "performing arts", "vapa", "music",
        "visual and performing arts", "visual & performing arts", "visual/performing arts",
        "world language", "world languages", "foreign language", "foreign languages", "languages",
        "languages other than english", "lote", "cte", "career technical education", "rop",
        "career technical ed",
    ),
    "elective": ("elective", "electives", "general elective", "general electives"),
}  # fmt: skip
_SUBJECT_OF = {
    word: subject for subject, words in _DEPARTMENTS.items() for word in (subject, *words)
}


def subject_of_department(text: str) -> str:
    """Return the graduation subject of a department or credit type; of an unknown one nothing.

    For courses from elsewhere only: a department is no subject of a course that the catalog knows.
    """
    return _SUBJECT_OF.get(" ".join(text.casefold().split()), "")


def first_listed(text: str) -> str:
    """Return the first of several values that are separated by commas."""
    return text.partition(",")[0].strip()


def credits(text: str) -> str:
    """Return an amount without needless zeros: 5.0000 and 5,0 are 5, .5 is 0.5."""
    hundredths = _hundredths(text)
    return text if hundredths is None else amounts.text(hundredths)


def carnegie(text: str) -> str:
    """Return Carnegie units as credits, times ten and exact: 0.5 is 5.

    The scale is inferred (`DOSSIER.md` section 7 rule 12).
    """
    hundredths = _hundredths(text)
    return text if hundredths is None else amounts.text(hundredths * amounts.CARNEGIE_UNIT)


def mark(text: str) -> str:
    """Return a mark as the plain profile writes it: "a +" is A+, "B minus" is B-, Pass is P.

    IP and "In Progress" are the empty mark of work under way. What is no mark stands.
    """
    clean = " ".join(text.split())
    if clean in MARKS:
        return clean
    tidy = clean.upper().replace(" ", "")
    tidy = tidy.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
    if tidy in MARKS:
        return tidy
    found = _LETTER_IN_WORDS.match(clean)
    if found:
        named = found[1].upper() + ("+" if found[2] else "-")
        return named if named in MARKS else text
    return _MARK_WORDS.get(clean.casefold(), text)


def college_mark(text: str) -> str:
    """Return the mark of a California community college, where the program has the same.

    EW and MW (excused, military) are withdrawals, FW is a fail, IP and RD (report delayed) are
    under way, IB is an incomplete that turns into a B. Source: 5 CCR section 55023.
    """
    clean = text.strip()
    if _INCOMPLETE_WITH_DEFAULT.match(clean):
        return "I"
    known = _COLLEGE_MARKS.get(clean.casefold())
    return mark(text) if known is None else known


def college_course(text: str) -> str:
    """Return the catalog's code of a course of the College of the Canyons: COC-ENGL101 of ENGL 101.

    How the catalog forms these codes is inferred; the State's common numbers are formed the same
    way (COC-ENGLC1000 of ENGL C1000).
    """
    found = _NUMBER_AT_COLLEGE.match(" ".join(text.upper().split()))
    if not found or text.upper().startswith(COLLEGE_COURSE):
        return text
    return f"{COLLEGE_COURSE}{found[1].replace(' ', '')}{found[2]}"


def college_credits(text: str) -> str:
    """Return the credits of college units, 10 for 3, to the nearest hundredth: 4 is 13.33."""
    hundredths = _hundredths(text)
    if hundredths is None:
        return text
    return amounts.text((hundredths * CREDITS_FOR_UNITS * 2 + UNITS) // (UNITS * 2))


def school_code(text: str) -> str:
    """Return the 14 digits of a CDS code: of 19-65136-1995802, and of 1995802 in this district.

    A code that a spreadsheet robbed of its leading zero (102459) gets it back. Shorter numbers are
    a system's own numbers of schools, which only the district can tell.
    """
    digits = re.sub(r"[\s-]", "", text)
    if not (digits.isascii() and digits.isdigit()):
        return text
    if len(digits) in {_CODE_OF_A_SCHOOL - 1, _CODE_OF_A_SCHOOL}:
        return HART_DISTRICT + digits.zfill(_CODE_OF_A_SCHOOL)
    return digits if len(digits) == len(HART_DISTRICT) + _CODE_OF_A_SCHOOL else text


def _hundredths(text: str) -> int | None:
    """Return the hundredths that a decimal number writes, None when it has finer parts.

    Files that part their cells by semicolons write a decimal comma.
    """
    found = _DECIMAL.match(text.strip())
    if not found:
        return None
    written = found[2] or found[3] or ""
    if not (found[1] or written):
        return None
    part = written.rstrip("0")
    return amounts.parse(f"{found[1] or 0}.{part:0<2}") if len(part) <= 2 else None
