"""What a course from elsewhere is for the rules of A-G, read from its title (inferred).

Courses of the catalog carry `ag_topic`; one that another school taught has only its A-G area and
title. A title that says nothing leaves the course in its area without a topic.
"""

from __future__ import annotations

import re
from functools import lru_cache

UNNAMED_LANGUAGE = "?"  # of a course whose title names no language: its years count as levels
_TITLES: dict[str, tuple[tuple[str, str], ...]] = {
    "A": (
        (r"\b(u\.?s\.?|united states|american)\b.*\bhist", "us_history"),
        (r"government|civics|political science", "government"),
        (r"world|european|global|modern civ", "world_history"),
    ),
    "C": (
        (r"statistic", "statistics"),
        (r"pre-?calculus|math(ematical)? analysis", "precalculus"),
        (r"calculus", "calculus"),
        (r"trigonometry(?!.*algebra)", "trigonometry"),
        (r"algebra\s*(2|ii)\b|integrated math\w*\s*(3|iii)\b|math\s*(3|iii)\b", "algebra2"),
        (r"geometry|integrated math\w*\s*(2|ii)\b|math\s*(2|ii)\b", "geometry"),
        (r"algebra\s*(1|i)\b|integrated math\w*\s*(1|i)\b|math\s*(1|i)\b", "algebra1"),
    ),
    "D": (
        (r"biology|living earth", "biology"),
        (r"chemistry", "chemistry"),
        (r"physics", "physics"),
        (r"integrated", "integrated"),
    ),
    "F": (
        (r"\bdance", "dance"),
        (r"theat|drama|acting", "theatre"),
        (r"band|choir|music|orchestra|piano|guitar|chorus", "music"),
        (r"\bart\b|draw|paint|ceramic|photo|design|sculpt|video|film|animation", "visual"),
    ),
}
_LANGUAGES = (
    ("SPAN", r"spanish|español"),
    ("FREN", r"french|français"),
    ("ASL", r"sign language|\basl\b"),
    ("GERM", r"german"),
    ("JAPN", r"japanese"),
    ("CHIN", r"chinese|mandarin"),
    ("KORE", r"korean"),
    ("ITAL", r"italian"),
    ("LATN", r"latin"),
    ("ARMN", r"armenian"),
)
TITLE_TOPICS = frozenset(
    {topic for of_area in _TITLES.values() for _, topic in of_area}
    | {code for code, _ in _LANGUAGES}
)
"""Every topic that a title can say, languages without their level."""
_LEVELS = (
    ("5", r"\bap\b|\b(5|v)\b"),
    ("4", r"\b(4|iv)\b"),
    ("3", r"\b(3|iii)\b"),
    ("2", r"\b(2|ii)\b"),
)


@lru_cache(maxsize=4096)
def topic_of_title(area: str, title: str) -> str:
    """Return the topic that a title names in its area, "" when it names none."""
    plain = title.lower()
    if area == "E":
        return _language(plain)
    return next((topic for shape, topic in _TITLES.get(area, ()) if re.search(shape, plain)), "")


def _language(title: str) -> str:
    language = next((name for name, shape in _LANGUAGES if re.search(shape, title)), "")
    if not language:
        return ""
    level = next((level for level, shape in _LEVELS if re.search(shape, title)), "1")
    return f"{language}:{level}"
