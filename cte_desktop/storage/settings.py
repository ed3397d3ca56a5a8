"""The district's settings: what was set lies in the database, the rest has its default."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from cte_desktop.storage.history import record_change
from cte_desktop.storage.tables.settings import SettingRow
from cte_desktop.storage.undo import Noun
from cte_desktop.system.errors import WrongCall
from cte_desktop.system.settings import (
    OWN_WORDS,
    Scope,
    Setting,
    Value,
    format_setting,
    parse_setting,
    setting_named,
    settings_of,
)

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_log = logging.getLogger(__name__)


def load_settings(tx: Transaction) -> dict[str, Value]:
    """Return every setting of the district by name.

    A word of the district's own that is none (any more) is the shipped one; nobody is judged by it.
    """
    kept = dict(tx.session.execute(select(SettingRow.name, SettingRow.value)).all())
    return {
        setting.name: _read(setting, kept[setting.name])
        if setting.name in kept
        else setting.default
        for setting in settings_of(Scope.DISTRICT)
    }


def _read(setting: Setting, text: str) -> Value:
    try:
        return parse_setting(setting, text)
    except WrongCall:
        if setting.name not in OWN_WORDS:
            raise
        _log.info("the setting %s has a value that is none", setting.name)
        return setting.default


def save_setting(tx: Transaction, name: str, value: Value) -> bool:
    """Set one setting as part of the transaction's step; False if it was so already."""
    before = _load(tx, setting_named(name).name)
    after: Content = {"value": format_setting(value)}
    _store(tx, name, after)
    return record_change(tx, NOUN.name, name, before, after)


def _load(tx: Transaction, name: str) -> Content | None:
    row = tx.session.get(SettingRow, name)
    return None if row is None else {"value": row.value}


def _store(tx: Transaction, name: str, content: Content | None) -> None:
    if content is None:
        tx.session.execute(delete(SettingRow).where(SettingRow.name == name))
    else:
        tx.session.merge(SettingRow(name=name, value=str(content["value"])))
        tx.session.flush()


NOUN = Noun("setting", _load, _store)
