"""The district's own words for "pathway", "program" and "Extended Day", in both languages.

They are put into the sentences of the program before the values are filled in, so that no name of
the catalog, no code and no column of a file is ever changed. Who opens a database hands them over
(`take_words`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.system.declared_settings import NOT_IN_OWN_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

# Under each setting the words that it stands for, in English and in Spanish.
USUAL: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "word_pathway": {"en": ("pathway",), "es": ("trayectoria",)},
        "word_pathways": {"en": ("pathways",), "es": ("trayectorias",)},
        "word_program": {"en": ("program",), "es": ("programa",)},
        "word_programs": {"en": ("programs",), "es": ("programas",)},
        "word_extended_day": {
            "en": ("Extended Day",),
            "es": ("Extended Day", "Extended Day (horario extendido)", "horario extendido"),
        },
    }
)
LANGUAGES_OF = {"": "en", "_es": "es"}
"""What the name of a setting ends in, and the language that it speaks."""
SETTING_NAMES = tuple(name + ending for name in USUAL for ending in LANGUAGES_OF)

OF_STUDY = frozenset(
    {
        '"{place}" is about {value}, a program that its class does not have.',
        (
            "A sample is a made-up student who must or must not meet a program. Rules with a "
            "sample that comes out otherwise are not published."
        ),
        "Add a program",
        "Add a program…",
        "Add the program {program}",
        "Added program",
        "Audit a further program for this student",
        "District programs",
        "Find a program",
        "It can count nowhere else in this program.",
        "No program holds “{query}”.",
        "Nothing else in this program can use it.",
        "Nothing in this program asks for it.",
        "Program",
        "Program without a title",
        "Programs",
        "Programs of the district",
        "Remove the program {program}",
        "See two plans side by side, and what each does to the programs",
        "The district has no programs of its own yet, such as a seal or an honor.",
        "The whole program",
        "There is no other program.",
        'There is no program "{program}".',
        "{count} program that was added for a student by hand is in no file.",
        "{count} programs that were added for students by hand are in no file.",
    }
)
"""The sentences in which "program" is one that students follow; elsewhere it is this program."""

OF_THE_STATE = frozenset({"The State counts a student once for each of its pathway codes."})
"""The sentences that speak of the State's own pathways, whatever the district calls its own."""

_PROGRAM = frozenset({"word_program", "word_programs"})
_OF_FILES = re.compile(r"\w_\w|\.(?:csv|toml|json|xlsx)\b|\w:[A-Z\"]")
"""What names columns and codes; such a sentence stays as it is."""
_ABOUT_WORDS = "Word for "
"""What the names of the settings that hold the words begin with: they say the shipped ones."""
_NAMES = frozenset({"extended day", "extended day (horario extendido)"})
"""What is written in capitals wherever it stands: the district's word is taken as it is written."""

_DROPPED = dict.fromkeys(map(ord, NOT_IN_OWN_WORDS))
"""What no setting takes: an older database may hold it, and no sentence may break for it."""

_taken: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def take_words(values: Mapping[str, str]) -> bool:
    """Use the words of these settings from now on; what is "" has the usual word.

    Returns False if they are in use already.
    """
    global _taken  # noqa: PLW0603 - as the language, the words hold for the whole program
    wanted: dict[str, dict[str, str]] = {}
    for name, by_language in USUAL.items():
        for ending, code in LANGUAGES_OF.items():
            own = " ".join(values.get(name + ending, "").translate(_DROPPED).split())
            for usual in by_language[code] if own else ():
                wanted.setdefault(code, {})[usual.casefold()] = own
    if wanted == _taken:
        return False
    _taken = MappingProxyType(wanted)
    in_own_words.cache_clear()
    _pattern.cache_clear()
    return True


def usual_word(setting: str) -> str:
    """Return the word that stands where a setting is empty."""
    name = setting.removesuffix("_es")
    return USUAL[name]["es" if setting.endswith("_es") else "en"][0]


@lru_cache(maxsize=8192)
def in_own_words(message: str, text: str, code: str) -> str:
    """Return `text`, the sentence `message` in a language, with the district's own words in it."""
    own = _taken.get(code)
    if not own or message in OF_THE_STATE or message.startswith(_ABOUT_WORDS):
        return text
    if _OF_FILES.search(message):
        return text
    programs = {word for name in _PROGRAM for word in USUAL[name][code]}
    is_of_study = message in OF_STUDY

    def said(found: re.Match[str]) -> str:
        usual = found[0]
        mine = own.get(usual.casefold())
        if mine is None or (usual.casefold() in programs and not is_of_study):
            return usual  # a {place} among them
        starts_small = usual.casefold() not in _NAMES and usual[:1].isupper()
        return mine[:1].upper() + mine[1:] if starts_small else mine

    return _pattern(code).sub(said, text)


@lru_cache(maxsize=4)
def _pattern(code: str) -> re.Pattern[str]:
    """Return what finds the words of a language, longest first, and the {places} to pass over."""
    words = sorted(_taken.get(code, {}), key=len, reverse=True)
    return re.compile(
        rf"\{{[^{{}}]*\}}|\b(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE
    )
