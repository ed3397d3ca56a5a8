"""The mark by which the installer of Windows sees that the program is open: a named mutex.

Linux needs none: its installer looks which programs run. The system lets go of the mark when the
program ends, however it ends.
"""

from __future__ import annotations

import sys

NAME = "CTE-Desktop-is-open"
"""As `AppMutex` in packaging/windows/cte-desktop.iss has it; a test holds the two together."""


def mark_as_open() -> None:
    """Hold the mark until the program ends; a second window holds it too."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.CreateMutexW(None, 0, NAME)
