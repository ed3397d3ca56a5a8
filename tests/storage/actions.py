"""What the tests of the store do again and again: set a setting, run a child process."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.settings import load_settings, save_setting
from cte_desktop.system.settings import Value


def set_to(database: Database, value: Value, name: str = "travel_margin_minutes") -> None:
    """Set a setting as one step."""
    with database.writing() as tx:
        begin_step(tx, "change_setting", {"name": name})
        save_setting(tx, name, value)


def now_set(database: Database, name: str = "travel_margin_minutes") -> Value:
    """The present value of a setting."""
    with database.reading() as tx:
        return load_settings(tx)[name]


def start_child(action: Callable[[], None]) -> int:
    """Run `action` in a forked process and return its id; status 0 means that all went well."""
    child = os.fork()
    if child:
        return child
    try:
        action()
    except BaseException:  # noqa: BLE001 - the child has nobody else to tell
        traceback.print_exc(file=sys.__stderr__)
        os._exit(1)
    os._exit(0)


def in_child(action: Callable[[], None]) -> None:
    """Run `action` in a forked process that must end well."""
    _, status = os.waitpid(start_child(action), 0)
    assert os.waitstatus_to_exitcode(status) == 0
