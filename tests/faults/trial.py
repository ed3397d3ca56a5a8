"""Something risky tried in a child: it must end in time, well or with a known error."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cte_desktop.system.errors import KnownError

LONGEST = 5.0
"""Seconds that anything may take before it counts as hanging."""
MOST_MEMORY = 2 << 30
"""Bytes that it may take more than its parent."""
WELL, HUNG, CRASHED = "well", "hung", "crashed"


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended: `well` with what it returned, the code of a known error, `hung` or `crashed`
    with what is known of that.
    """

    how: str
    text: str = ""
    status: int = 0

    @property
    def fault(self) -> str:
        """What is wrong with that; "" when it went well or was told in a sentence."""
        if self.how in (HUNG, CRASHED):
            return f"{self.how}: {self.text}"
        return "" if self.how == WELL or self.text else f"{self.how} without a sentence"

    @property
    def told(self) -> bool:
        """Whether a known error was told."""
        return self.how not in (WELL, HUNG, CRASHED)


def tried(action: Callable[[], str], seconds: float = LONGEST) -> Ended:
    """Do `action` in a forked child that may neither take longer nor much memory."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _act(action, writing)
    os.close(writing)
    try:
        content, until = b"", time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            if left <= 0 or not select.select([reading], [], [], left)[0]:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return Ended(HUNG, f"longer than {seconds:.0f} s")
            got = os.read(reading, 65536)
            if not got:
                break
            content += got
    finally:
        os.close(reading)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    how, _, text = content.decode("utf-8", "replace").partition("\n")
    if code < 0:
        return Ended(CRASHED, f"by signal {-code}", code)
    return Ended(how or CRASHED, text, code)


def _act(action: Callable[[], str], writing: int) -> None:
    status, said = 1, ""
    try:
        _limit_memory()
        said, status = f"{WELL}\n{action()}", 0
    except KnownError as error:
        said, status = f"{error.code}\n{error}", error.exit_status
    except BaseException as error:  # noqa: BLE001 - the child has nobody else to tell
        said = f"{CRASHED}\n{type(error).__name__}: {error}"[:300]
    finally:
        with contextlib.suppress(OSError):
            os.write(writing, said.encode("utf-8", "replace")[:60000])
        os._exit(status)


def _limit_memory() -> None:
    if sys.platform.startswith("linux"):
        import resource

        told = Path("/proc/self/statm").read_text(encoding="ascii")
        now = int(told.split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (now + MOST_MEMORY, now + MOST_MEMORY))
