"""What the page Home remembers on this machine: whose figures it shows, and who "my" means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.program_settings import ProgramSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.system.settings import Value
    from cte_desktop.ui.window_memory import Memory

CASELOAD, SCHOOL, DISTRICT = "caseload", "school", "district"
_SCOPE = "home scope"
_COUNSELOR = "counselor"


class HomeChoices:
    """The name is a setting of the program, kept by `save`; the rest is remembered by the window.

    `actor` is the name that changes are written under: it may be a counselor's.
    """

    def __init__(
        self,
        memory: Memory,
        settings: dict[str, Value],
        save: Callable[[], None],
        actor: str = "",
    ) -> None:
        self.memory = memory
        self._settings = settings
        self._save = save
        self.program = ProgramSettings(settings, save)
        self.actor = actor

    def counselor(self) -> str:
        """Return the name that was chosen, "" before any was."""
        return str(self._settings.get(_COUNSELOR, ""))

    def scope(self) -> tuple[str, str]:
        """Return what was chosen last: the kind, and the short name of a school; "" for nothing."""
        kind, _, school = self.memory.recall(_SCOPE).partition(" ")
        return kind, school

    def keep_counselor(self, name: str) -> None:
        """Remember whose caseload "my caseload" is."""
        if name != self.counselor():
            self._settings[_COUNSELOR] = name
            self._save()

    def keep_scope(self, kind: str, school: str = "") -> None:
        """Remember whose figures are shown."""
        self.memory.remember(_SCOPE, f"{kind} {school}".strip())
