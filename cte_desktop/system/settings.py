"""The settings: finding, reading and keeping them; they are declared in `declared_settings.py`.

Settings of the *program* (appearance, language) belong to this machine and lie in a small JSON
file. Settings of the *district* (thresholds, travel margin) decide what is true of students; they
lie in the database, with a history (`storage/settings.py`).
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cte_desktop.system.declared_settings import (
    APART,
    BACKUP_FOLDER,
    COMPLETER_GOAL,
    LETTERHEAD,
    MARKS,
    NOT_AUDITED,
    NOT_IN_OWN_WORDS,
    OWN_WORDS,
    SETTINGS,
    SIGNATORIES,
    SIGNATORIES_ES,
    Kind,
    Scope,
    Setting,
    Value,
)
from cte_desktop.system.errors import KnownError, WrongCall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = (
    "APART",
    "BACKUP_FOLDER",
    "COMPLETER_GOAL",
    "LETTERHEAD",
    "MARKS",
    "NOT_AUDITED",
    "NOT_IN_OWN_WORDS",
    "OWN_WORDS",
    "SETTINGS",
    "SIGNATORIES",
    "SIGNATORIES_ES",
    "Kind",
    "Scope",
    "Setting",
    "Value",
    "allowed_values",
    "change_program_setting",
    "format_setting",
    "load_program_settings",
    "parse_setting",
    "save_program_settings",
    "setting_named",
    "settings_of",
)

_MOST_DIGITS = 18  # no setting is as long; Python refuses to read numbers of thousands of digits

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
            value = trimmed if _is_text_of(setting, trimmed) else None
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
            without = "without control characters"
            if setting.name in OWN_WORDS:
                without = f"without {' '.join(NOT_IN_OWN_WORDS)} and control characters"
            return f"a text of at most {setting.most} characters on one line, {without}"


def _is_text_of(setting: Setting, text: str) -> bool:
    if len(text) > setting.most or not text.isprintable():
        return False
    return setting.name not in OWN_WORDS or not set(text) & set(NOT_IN_OWN_WORDS)


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
