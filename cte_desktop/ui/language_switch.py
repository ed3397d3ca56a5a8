"""The language of the window, changed while it is open: kept, and asked for at once.

The window is built anew in the other language over the same open database (`app.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.program_settings import ProgramSettings

LANGUAGE = "language"


def switch_language(bench: Workbench, program: ProgramSettings, code: str) -> None:
    """Speak `code` ("en" or "es") from now on, and at every start; a wrong call if it is neither.

    Nothing happens if that is the language already.
    """
    if code == program.value(LANGUAGE):
        return
    program.change(LANGUAGE, code)
    bench.requests.language_wanted.emit(code)
