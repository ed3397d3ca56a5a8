"""Start the program: the window, or one command without it."""

from __future__ import annotations

import os
import sys

from cte_desktop.system.cores import leave_no_core


def main() -> int:
    """Choose between command line and window, and return the exit status."""
    if getattr(sys, "frozen", False):
        # A frozen program is started anew for each of its helping processes (services/crew.py).
        from multiprocessing import freeze_support

        freeze_support()
    leave_no_core()
    words = sys.argv[1:]
    try:
        if opens_window(words) and has_display():
            from cte_desktop.app import run_window
            from cte_desktop.system.open_mark import mark_as_open

            mark_as_open()
            return run_window(words)
        from cte_desktop.cli.main import run

        return run(words)
    except KeyboardInterrupt:
        return 130


def has_display() -> bool:
    """Tell whether a window can be shown: always but on Linux without a screen."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def opens_window(words: list[str]) -> bool:
    """Tell whether a call asks for the window: it has no command, only options of the window."""
    with_value = {"--database", "--passphrase-file", "--today", "--actor"}
    left = iter(words)
    for word in left:
        if word in with_value:
            next(left, None)
        elif word != "--sample" and word.partition("=")[0] not in with_value:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
