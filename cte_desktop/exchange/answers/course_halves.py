"""Codes that name one half of a year course: ENG9A and ENG9B, ENG9-1 and ENG9-2, ENG9 S1."""

from __future__ import annotations

import re
from collections.abc import Container

# What may stand behind the code of the whole course. A bare digit says nothing: ART1 is no half.
_ENDINGS = (
    re.compile(r"[\s\-_./]*([AB])", re.IGNORECASE),
    re.compile(r"[\s\-_./]+(?:S|SEM)?([12])", re.IGNORECASE),
    re.compile(r"(?:S|SEM)([12])", re.IGNORECASE),
)
_BETWEEN = re.compile(r"[\s\-_./]+")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_LONGEST = 6  # characters of an ending
_HALVES = {"a": 1, "1": 1, "b": 2, "2": 2}


def split_half(code: str, courses: Container[str]) -> tuple[str, int | None]:
    """Return the course of which a code is a half, and the half; ("", None) when it is none."""
    for cut in range(len(code) - 1, max(0, len(code) - _LONGEST - 1), -1):
        half = _half(code[cut:])
        if half is not None and code[:cut] in courses:
            return code[:cut], half
    return "", None


def half_of(code: str, course: str) -> int | None:
    """Return which half of `course` a code names by its ending; None when it names none."""
    if code.startswith(course):
        return _half(code[len(course) :])
    for cut in range(len(code) - 1, max(0, len(code) - _LONGEST - 1), -1):
        half = _half(code[cut:])
        # Behind a letter it may be part of a word: ALGEBRA is no first half.
        if half is not None and not (code[cut].isalpha() and code[cut - 1].isalpha()):
            return half
    return None


def plain_code(code: str) -> str:
    """Return what codes have in common that are written differently: ENG09, eng-9 and ENG 9."""
    return _ZEROS.sub("", _BETWEEN.sub("", code.casefold()))


def _half(ending: str) -> int | None:
    for pattern in _ENDINGS:
        found = pattern.fullmatch(ending)
        if found:
            return _HALVES[found[1].casefold()]
    return None
