"""Names, grade levels, genders, languages and yes or no as other systems write them.

Like all conversions they return "" for "", and what they can't read as it stands.
"""

from __future__ import annotations

import re

from cte_desktop.exchange.profiles.languages import LANGUAGE_OF

_SUFFIX = re.compile(r"[ ,]+(Jr|Sr|II|III|IV|V)\.?$", re.IGNORECASE)
_INITIAL = re.compile(r"^[^\W\d_]\.?$")
_GRADE = re.compile(
    r"^(?:gr(?:ade)?\.?\s*)?0?(\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:gr(?:ade)?\.?|grader))?$",
    re.ASCII | re.IGNORECASE,
)
_YEARS_OF_HIGH_SCHOOL = {"freshman": "9", "sophomore": "10", "junior": "11", "senior": "12"}
_KINDERGARTEN = frozenset({"kn", "kg", "k", "kindergarten"})
_GENDERS = {
    "m": "M", "male": "M", "boy": "M", "f": "F", "female": "F", "girl": "F", "x": "X", "nb": "X",
    "nonbinary": "X", "non-binary": "X", "other": "X", "unspecified": "",
}  # fmt: skip
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "on", "checked"})
_NO = frozenset({"no", "n", "false", "f", "0", "off", "unchecked"})


def last_name_of(text: str) -> str:
    """Return "Rivera Ruiz" of "Rivera Ruiz, Ana M."; a suffix behind it is left out."""
    last, comma, _ = text.partition(",")
    return _SUFFIX.sub("", last.strip()) if comma else text


def first_name_of(text: str) -> str:
    """Return "Ana María" of "Rivera, Ana María L."; only an initial is a middle name for sure.

    Without a comma nothing tells the names apart: empty, so that the row is named.
    """
    names = _given_names(text)
    return " ".join(names[:-1] if _ends_in_initial(names) else names)


def middle_name_of(text: str) -> str:
    """Return the initial that ends "Rivera, Ana M.", without its full stop, else nothing."""
    names = _given_names(text)
    return names[-1].rstrip(".") if _ends_in_initial(names) else ""


def suffix_of(text: str) -> str:
    """Return Jr, Sr, II, III, IV or V of "Reed Jr., Paul" or "Reed, Paul III", else nothing."""
    last, comma, given = text.partition(",")
    found = _SUFFIX.search(f" {last.strip()}") or _SUFFIX.search(f" {given.strip()}")
    return found[1] if comma and found else ""


def grade_level(text: str) -> str:
    """Return 9 for 09, "Grade 9", 9th, "9th grade", Freshman; K for KN and KG."""
    folded = " ".join(text.strip().casefold().split())
    if folded in _KINDERGARTEN:
        return "K"
    found = _GRADE.match(folded)
    if found and 1 <= int(found[1]) <= 13:
        return str(int(found[1]))
    return _YEARS_OF_HIGH_SCHOOL.get(folded, text)


def gender(text: str) -> str:
    """Return M, F or X; OneRoster 1.2's "unspecified" says nothing and becomes empty."""
    return _GENDERS.get(text.strip().casefold(), text)


def language(text: str) -> str:
    """Return the English name of a language of the State's codes, old (01) or new (spa)."""
    return LANGUAGE_OF.get(text.strip().casefold(), text)


def yes_no(text: str) -> str:
    """Return yes or no for the words, letters and check marks of exports."""
    folded = text.strip().casefold()
    if folded in _YES:
        return "yes"
    return "no" if folded in _NO else text


def _given_names(text: str) -> list[str]:
    _, comma, given = text.partition(",")
    return _SUFFIX.sub("", f" {given.strip()}").split() if comma else []


def _ends_in_initial(names: list[str]) -> bool:
    return len(names) > 1 and _INITIAL.match(names[-1]) is not None
