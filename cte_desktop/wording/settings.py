"""Every setting in words: its name, what it means, what it may be; and where each is found."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.system.settings import (
    NOT_IN_OWN_WORDS,
    OWN_WORDS,
    SETTINGS,
    Kind,
    Scope,
    Setting,
    format_setting,
)
from cte_desktop.wording.history.settings import setting_label
from cte_desktop.wording.own_words import usual_word
from cte_desktop.wording.translate import LANGUAGES, language, noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Mapping

# The parts of the page Settings, in their order.
PART_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "district": noop("District"),
        "rules": noop("Rules"),
        "school_year": noop("School year"),
        "words": noop("Own words"),
        "schools": noop("Schools"),
        "bells": noop("Bells"),
        "travel": noop("Travel times"),
        "paper": noop("Letterhead"),
        "windows": noop("Editing plans"),
        "protection": noop("Protection"),
        "people": noop("People"),
        "computer": noop("This computer"),
    }
)
SETTINGS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "district": ("district_name", "completer_goal"),
        "rules": (
            *("travel_margin_minutes", "concurrent_units_most", "dual_units_most"),
            *("credit_minimum", "ag_minimum", "concentrator_minimum", "capstone_minimum"),
            *("completion_min_school_years", "completion_min_credits", "order_strict"),
        ),
        "words": OWN_WORDS,
        "paper": (
            *("letterhead_1", "letterhead_2", "letterhead_3"),
            *("signatory_1", "signatory_2", "signatory_3"),
            *("signatory_1_es", "signatory_2_es", "signatory_3_es"),
        ),
        "computer": (
            *("appearance", "language", "actor", "counselor"),
            *("lock_after_minutes", "backup_folder"),
        ),
    }
)
"""Which settings each part shows."""

_PROGRAM_NAMES = {
    "appearance": noop("Colors"),
    "language": noop("Language"),
    "lock_after_minutes": noop("Minutes until the window locks"),
    "actor": noop("Your name"),
    "backup_folder": noop("Folder for copies of backups"),
    "counselor": noop("Your caseload"),
}
_CHOICES = {
    "system": noop("As the computer is set"),
    "light": noop("Light"),
    "dark": noop("Dark"),
    "contrast": noop("High contrast on white"),
    "contrast_dark": noop("High contrast on black"),
    "en": noop("English"),
    "es": noop("Spanish"),
}
# What is no single value: its part, its key, what it is called and what it means.
_OTHERS = (
    ("schools", "schools", noop("Schools"), noop("The schools and sites, and what they are.")),
    ("bells", "bells", noop("Bells"), noop("When each period of a school begins and ends.")),
    ("travel", "travel", noop("Travel times"), noop("Minutes between two sites.")),
    (
        "paper",
        "picture:letterhead",
        noop("Picture of the letterhead"),
        noop("A logo at the top of plans and letters."),
    ),
    ("paper", "picture:seal", noop("Seal of papers"), noop("A seal beside the signatures.")),
    (
        "windows",
        "windows",
        noop("Edit windows"),
        noop("From which day through which day plans may be changed, by grade."),
    ),
    (
        "protection",
        "protection",
        noop("Passphrase and recovery code"),
        noop("What opens this database, and when the window locks by itself."),
    ),
    ("people", "people", noop("People"), noop("Who else opens this database, and in which role.")),
    ("computer", "scale", noop("Size of everything"), noop("Larger or smaller, up to 200 %.")),
    ("computer", "roomy", noop("Roomy rows"), noop("More space between the rows of tables.")),
    ("computer", "database", noop("Database"), noop("Which file is open, and where it lies.")),
)


@dataclass(frozen=True, slots=True)
class SettingEntry:
    """A setting as it is looked for: where it is, and all the words that mean it.

    `words` are its name and its help in every language.
    """

    part: str
    key: str
    title: str
    help: str
    words: str


def setting_name(setting: Setting) -> str:
    """Return what a setting is called."""
    if setting.scope is Scope.PROGRAM:
        return tr(_PROGRAM_NAMES.get(setting.name, setting.name))
    return setting_label(setting.name)


def setting_help(setting: Setting) -> str:
    """Return what a setting means, in one line."""
    return tr(setting.help)


def value_text(setting: Setting, text: str) -> str:
    """Return a value in words: a choice by its name, an empty text as "empty"."""
    if setting.kind is Kind.YES_NO:
        return tr("yes") if text == "yes" else tr("no")
    if setting.kind is Kind.CHOICE:
        return tr(_CHOICES[text]) if text in _CHOICES else text
    if not text and setting.name in OWN_WORDS:
        return usual_word(setting.name)
    return text or tr("empty")


def default_text(setting: Setting) -> str:
    """Return what holds when nothing was set, in words."""
    return value_text(setting, format_setting(setting.default))


def allowed_text(setting: Setting) -> str:
    """Return what a setting may be, as a sentence shown while somebody types something else."""
    match setting.kind:
        case Kind.WHOLE_NUMBER:
            return tr(
                "A whole number from {least} to {most}.",
                least=setting.least,
                most=f"{setting.most:,}",
            )
        case Kind.DECIMAL:
            return tr(
                "A number from {least} to {most}, with at most two decimals.",
                least=setting.least,
                most=setting.most,
            )
        case Kind.TEXT if setting.name in OWN_WORDS:
            return tr(
                "A word or two of at most {most} letters, without {signs}.",
                most=setting.most,
                signs=" ".join(NOT_IN_OWN_WORDS),
            )
        case Kind.TEXT:
            return trn(
                "A text of at most {count} letter.",
                "A text of at most {count} letters.",
                setting.most,
            )
        case Kind.YES_NO | Kind.CHOICE:
            choices = setting.choices or ("yes", "no")
            return tr("One of: {choices}.", choices=", ".join(choices))


def setting_entries() -> tuple[SettingEntry, ...]:
    """Return every setting of every part, as one looks for it."""
    declared = {setting.name: setting for setting in SETTINGS}
    found = [
        _entry(part, name, _named(declared[name]), declared[name].help)
        for part, names in SETTINGS_OF.items()
        for name in names
    ]
    found += [_entry(part, key, title, words) for part, key, title, words in _OTHERS]
    order = list(PART_TITLES)
    return tuple(sorted(found, key=lambda entry: order.index(entry.part)))


def part_title(part: str) -> str:
    """Return what a part of the page Settings is called."""
    return tr(PART_TITLES[part])


def _named(setting: Setting) -> str:
    """Return the name of a setting in English, as its translations know it."""
    with language("en"):
        return setting_name(setting)


def _entry(part: str, key: str, title: str, words: str) -> SettingEntry:
    said = [key.replace("_", " ")]  # as the command line calls it
    for code in LANGUAGES:
        with language(code):
            said += [tr(title), tr(words), tr(PART_TITLES[part])]
    return SettingEntry(part, key, tr(title), tr(words), " ".join(dict.fromkeys(said)))
