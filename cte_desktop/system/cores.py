"""Leaving no picture of the memory on the disk when the program is ended by a fault: students and
the key of the database stand in it.
"""

from __future__ import annotations

import contextlib
import sys


def leave_no_core() -> None:
    """Let the system write no core file of this process; Windows writes none by itself."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            most = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (0, most))
