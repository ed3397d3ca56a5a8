"""The settings of the program, as the window's parts read and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.system.settings import Scope, parse_setting, setting_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.system.settings import Value


class ProgramSettings:
    """The values by name, kept on this machine by `save`; what is missing has its default."""

    def __init__(self, values: dict[str, Value], save: Callable[[], None]) -> None:
        self._values = values
        self._save = save

    def value(self, name: str) -> Value:
        """Return the value of a setting."""
        return self._values.get(name, setting_named(name, Scope.PROGRAM).default)

    def change(self, name: str, text: str) -> None:
        """Set a value and keep it; a wrong call says what is allowed."""
        value = parse_setting(setting_named(name, Scope.PROGRAM), text)
        if value != self.value(name):
            self._values[name] = value
            self._save()
