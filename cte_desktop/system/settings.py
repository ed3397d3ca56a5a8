"""Every setting, declared once: name, kind, default, help and where it is kept.

Settings of the *program* (appearance, language) belong to this machine and lie in a small JSON
file. Settings of the *district* (thresholds, travel margin) decide what is true of students; they
lie in the database, with a history (`storage/settings.py`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.system.errors import KnownError, WrongCall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Value = int | Decimal | bool | str

MARKS = ("A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-")
"""Marks that can be a threshold, best first."""

BACKUP_FOLDER = "backup_folder"
APART = frozenset({BACKUP_FOLDER})
"""Settings of the program that are changed one by one: saving the others leaves them be."""

COMPLETER_GOAL = "completer_goal"
LETTERHEAD = ("letterhead_1", "letterhead_2", "letterhead_3")
"""The lines under the name of the district at the top of plans and letters."""
SIGNATORIES = ("signatory_1", "signatory_2", "signatory_3")
"""Who signs a plan, in the order of its lines; "NAME_es" says it on papers in Spanish."""
SIGNATORIES_ES = ("signatory_1_es", "signatory_2_es", "signatory_3_es")
NOT_AUDITED = frozenset({COMPLETER_GOAL, *LETTERHEAD, *SIGNATORIES, *SIGNATORIES_ES})
"""Settings of the district by which nobody stands otherwise: no audit reads them."""

_MOST_DIGITS = 18  # no setting is as long; Python refuses to read numbers of thousands of digits


class Scope(StrEnum):
    """Where a setting is kept and for whom it holds."""

    PROGRAM = "program"
    DISTRICT = "district"


class Kind(StrEnum):
    """What a value looks like."""

    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `least` and `most` bound numbers; `choices` lists the texts of a choice."""

    name: str
    kind: Kind
    default: Value
    help: str
    scope: Scope = Scope.DISTRICT
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "appearance",
        Kind.CHOICE,
        "system",
        "Light, dark, high contrast on white or on black, or as the computer is set.",
        Scope.PROGRAM,
        choices=("system", "light", "dark", "contrast", "contrast_dark"),
    ),
    Setting(
        "language",
        Kind.CHOICE,
        "en",
        "Language of the window: English or Spanish.",
        Scope.PROGRAM,
        choices=("en", "es"),
    ),
    Setting(
        "lock_after_minutes",
        Kind.WHOLE_NUMBER,
        10,
        "Minutes without a key or mouse movement after which the window locks.",
        Scope.PROGRAM,
        least=5,
        most=15,
    ),
    Setting(
        "actor",
        Kind.TEXT,
        "",
        "Name written into the change history; empty: the name you are logged in with.",
        Scope.PROGRAM,
        most=80,
    ),
    Setting(
        BACKUP_FOLDER,
        Kind.TEXT,
        "",
        "Folder to which every backup is copied too, such as one on a USB stick; empty: none.",
        Scope.PROGRAM,
        most=1000,
    ),
    Setting(
        "counselor",
        Kind.TEXT,
        "",
        "Counselor whose caseload the page Home calls mine; empty: not chosen yet.",
        Scope.PROGRAM,
        most=300,
    ),
    Setting(
        "district_name",
        Kind.TEXT,
        "William S. Hart Union High School District",
        "Name of the district, as plans and certificates print it.",
        most=120,
    ),
    Setting(
        "travel_margin_minutes",
        Kind.WHOLE_NUMBER,
        10,
        "Minutes a student needs between two sites besides the travel time.",
        most=60,
    ),
    Setting(
        "concurrent_units_most",
        Kind.DECIMAL,
        Decimal("11.99"),
        "College units a term that a student may enroll in at the college alone.",
        most=30,
    ),
    Setting(
        "dual_units_most",
        Kind.DECIMAL,
        Decimal(15),
        "College units a term in total, dual enrollment on the campus of the school included.",
        most=30,
    ),
    Setting(
        "credit_minimum",
        Kind.CHOICE,
        "D-",
        "A mark below it earns no credit toward graduation.",
        choices=MARKS,
    ),
    Setting(
        "ag_minimum",
        Kind.CHOICE,
        "C-",
        "A mark below it doesn't count for admission to UC and CSU.",
        choices=MARKS,
    ),
    Setting(
        "concentrator_minimum",
        Kind.CHOICE,
        "D-",
        "A mark below it doesn't pass the concentrator course of a pathway.",
        choices=MARKS,
    ),
    Setting(
        "capstone_minimum",
        Kind.CHOICE,
        "C-",
        "A mark below it doesn't pass the capstone: the pathway isn't completed.",
        choices=MARKS,
    ),
    Setting(
        "completion_min_school_years",
        Kind.WHOLE_NUMBER,
        2,
        "School years over which the courses of a completed pathway must stretch.",
        least=1,
        most=6,
    ),
    Setting(
        "completion_min_credits",
        Kind.DECIMAL,
        Decimal(20),
        "Credits in its pathway that a completer has earned.",
        most=100,
    ),
    Setting(
        "order_strict",
        Kind.YES_NO,
        True,
        "The concentrator course must be passed before the capstone is.",
    ),
    Setting(
        COMPLETER_GOAL,
        Kind.WHOLE_NUMBER,
        0,
        "Students whom the district wants to complete a pathway each school year; 0 for no goal.",
        most=1_000_000,
    ),
    Setting(
        "letterhead_1",
        Kind.TEXT,
        "",
        "First line under the name of the district on plans and letters, such as the address.",
        most=100,
    ),
    Setting(
        "letterhead_2",
        Kind.TEXT,
        "",
        "Second line under the name of the district on plans and letters, such as the telephone.",
        most=100,
    ),
    Setting(
        "letterhead_3",
        Kind.TEXT,
        "",
        "Third line under the name of the district on plans and letters, such as the web address.",
        most=100,
    ),
    Setting(
        "signatory_1",
        Kind.TEXT,
        "",
        "Who signs on the first line of a plan; empty: the student.",
        most=40,
    ),
    Setting(
        "signatory_2",
        Kind.TEXT,
        "",
        "Who signs on the second line of a plan; empty: a parent or guardian.",
        most=40,
    ),
    Setting(
        "signatory_3",
        Kind.TEXT,
        "",
        "Who signs on the third line of a plan; empty: the counselor.",
        most=40,
    ),
    Setting(
        "signatory_1_es",
        Kind.TEXT,
        "",
        "Who signs on the first line of a plan in Spanish; empty: as on plans in English.",
        most=40,
    ),
    Setting(
        "signatory_2_es",
        Kind.TEXT,
        "",
        "Who signs on the second line of a plan in Spanish; empty: as on plans in English.",
        most=40,
    ),
    Setting(
        "signatory_3_es",
        Kind.TEXT,
        "",
        "Who signs on the third line of a plan in Spanish; empty: as on plans in English.",
        most=40,
    ),
)

_BY_NAME: dict[str, Setting] = {setting.name: setting for setting in SETTINGS}


def setting_named(name: str, scope: Scope = Scope.DISTRICT) -> Setting:
    """Return the declaration of a setting; a wrong call if there is none of that name and scope."""
    setting = _BY_NAME.get(name)
    if setting is None or setting.scope is not scope:
        raise WrongCall(
            "unknown_setting",
            'There is no setting "{name}".',
            do="The settings are: {names}.",
            name=name,
            names=", ".join(known.name for known in settings_of(scope)),
        )
    return setting


def settings_of(scope: Scope) -> tuple[Setting, ...]:
    """Return the settings of the program or of the district, in the order they are shown."""
    return tuple(setting for setting in SETTINGS if setting.scope is scope)


def parse_setting(setting: Setting, text: str) -> Value:
    """Return the value that `text` means; a wrong call says what is allowed if it means none."""
    trimmed = text.strip()
    value: Value | None = None
    match setting.kind:
        case Kind.WHOLE_NUMBER:
            value = _within(setting, _whole(trimmed))
        case Kind.DECIMAL:
            value = _within(setting, _decimal(trimmed))
        case Kind.YES_NO:
            value = {"yes": True, "no": False}.get(trimmed.lower())
        case Kind.CHOICE:
            value = trimmed if trimmed in setting.choices else None
        case Kind.TEXT:
            value = trimmed if len(trimmed) <= setting.most and trimmed.isprintable() else None
    if value is None:
        raise WrongCall(
            "bad_setting",
            '"{given}" is no value of {name}.',
            do="Allowed: {allowed}.",
            given=text[:60],
            name=setting.name,
            allowed=allowed_values(setting),
        )
    return value


def format_setting(value: Value) -> str:
    """Return the text of a value, which `parse_setting` reads back."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def allowed_values(setting: Setting) -> str:
    """Return what a setting may be, for a sentence."""
    match setting.kind:
        case Kind.WHOLE_NUMBER:
            return f"a whole number from {setting.least} to {setting.most}"
        case Kind.DECIMAL:
            return f"a number from {setting.least} to {setting.most} with at most two decimals"
        case Kind.YES_NO:
            return "yes, no"
        case Kind.CHOICE:
            return ", ".join(setting.choices)
        case Kind.TEXT:
            return f"a text of at most {setting.most} characters"


def load_program_settings(path: Path) -> dict[str, Value]:
    """Return every program setting; what the file lacks or spoils has its default."""
    values = {setting.name: setting.default for setting in settings_of(Scope.PROGRAM)}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return values
    for name, text in kept.items() if isinstance(kept, dict) else ():
        if name in values and isinstance(text, str):
            try:
                values[name] = parse_setting(_BY_NAME[name], text)
            except WrongCall:
                continue
    return values


def save_program_settings(path: Path, values: Mapping[str, Value]) -> None:
    """Keep the program settings on this machine; those in `APART` stay as the file has them."""
    apart = {name: value for name, value in load_program_settings(path).items() if name in APART}
    _write_settings(path, {**values, **apart})


def change_program_setting(path: Path, name: str, text: str) -> None:
    """Change one of the program settings in `APART`; a wrong call says what is allowed."""
    value = parse_setting(setting_named(name, Scope.PROGRAM), text)
    _write_settings(path, {**load_program_settings(path), name: value})


def _write_settings(path: Path, values: Mapping[str, Value]) -> None:
    kept = {name: format_setting(value) for name, value in sorted(values.items())}
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise KnownError(
            "settings_not_saved",
            "The settings can't be written to {file}.",
            kept="They hold until the program ends.",
            file=path,
        ) from error


def _whole(text: str) -> int | None:
    return int(text) if len(text) <= _MOST_DIGITS and text.isascii() and text.isdigit() else None


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text) if len(text) <= _MOST_DIGITS else Decimal("nan")
    except InvalidOperation:
        return None
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -2 else None


def _within(setting: Setting, value: int | Decimal | None) -> int | Decimal | None:
    return value if value is not None and setting.least <= value <= setting.most else None
