"""The district's settings: showing and changing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes
from cte_desktop.storage import settings as settings_store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.settings import (
    LETTERHEAD,
    SIGNATORIES,
    SIGNATORIES_ES,
    Scope,
    format_setting,
    parse_setting,
    setting_named,
    settings_of,
)

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk

PRINTED = frozenset({"district_name", *LETTERHEAD, *SIGNATORIES, *SIGNATORIES_ES})
"""Settings whose words stand on papers."""


def list_settings(desk: Desk) -> dict[str, str]:
    """Return every setting of the district with its value as text."""
    with desk.database.reading() as tx:
        values = settings_store.load_settings(tx)
    return {s.name: format_setting(values[s.name]) for s in settings_of(Scope.DISTRICT)}


def change_setting(desk: Desk, name: str, text: str) -> Changes:
    """Set a setting of the district as one step that can be undone.

    A wrong name or value is a `WrongCall` that says what is allowed. Known error: letters_missing,
    for words on papers that no font has letters for.
    """
    value = parse_setting(setting_named(name), text)
    if name in PRINTED:
        require_printable(str(value))
    with desk.database.writing() as tx:
        begin_step(tx, "change_setting", {"setting": name, "value": text})
        changed = settings_store.save_setting(tx, name, value)
        number = step_number(tx) if changed else None
    desk.forget_district()
    return Changes(frozenset({"settings", "history"}) if changed else frozenset(), step=number)


def require_printable(text: str) -> None:
    """Raise the known error letters_missing if papers can't show a text: else none was printed."""
    if not text.isascii():
        from cte_desktop.reports.registry import require_letters

        require_letters(text)


def named(every: dict[str, str], name: str) -> str:
    """Return the value of one setting; a wrong call if there is none of that name."""
    return every[setting_named(name).name]
