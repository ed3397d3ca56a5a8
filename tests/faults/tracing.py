"""Following a child with strace: from a moment on, and perhaps with one call made to fail."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.child import Listener, Tell, start
from tests.faults.running import CannotMeasure, need_program

ATTACHING = 10.0
"""Seconds that strace may take to get hold of a child."""
_LINE = re.compile(r"^(?P<pid>\d+) +(?P<rest>.*)$")
_CALL = re.compile(r"^(?P<name>\w+)\((?P<given>.*)\) += (?P<result>-?\d+|\?)(?P<more>.*)$")
_RESUMED = re.compile(r"^<\.\.\. \w+ resumed>(?P<rest>.*)$")
_UNFINISHED = " <unfinished ...>"


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the system: its name, what was given to it, what it returned."""

    name: str
    given: str
    result: int
    injected: bool = False


@dataclass(slots=True)
class Followed:
    """A child that ended: how, what it told, and its calls where they were kept."""

    status: int
    listener: Listener
    calls: list[Call] = field(default_factory=list)
    pipe: str = ""


class Child:
    """A forked child that does `action(tell)`, and waits on the way wherever it calls `pause()`."""

    def __init__(self, action: Callable[[Tell, Callable[[], None]], None]) -> None:
        """Fork it."""
        awaiting, self._going = os.pipe()

        def act(tell: Tell) -> None:
            os.close(self._going)

            def pause() -> None:
                tell("paused", "")
                os.read(awaiting, 1)

            action(tell, pause)

        self.pid, reading = start(act)
        os.close(awaiting)
        self.pipe = f"pipe:[{os.fstat(reading).st_ino}]"
        self.listener = Listener(reading)

    def await_pause(self, number: int = 1) -> bool:
        """Wait until it waits for the n-th time; False if it ended before."""
        return self.listener.until(lambda told: _pauses(told) >= number)

    def go_on(self) -> None:
        """Let it go on."""
        os.write(self._going, b".")

    def ended(self) -> int:
        """Wait for its end; returns its exit status, or minus the signal that ended it."""
        self.listener.rest()
        os.close(self._going)
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


def followed(
    action: Callable[[Tell, Callable[[], None]], None],
    trace: Sequence[str],
    more: Sequence[str],
    kept: Path,
) -> Followed:
    """Run `action` in a child and follow these calls from its first pause to its second one or its
    end, kept in a file.
    """
    child = Child(action)
    if not child.await_pause():
        child.ended()
        raise RuntimeError(f"the child ended too early: {child.listener.messages}")
    tracer = attach(child.pid, trace, more, kept)
    child.go_on()
    if child.await_pause(2):
        tracer.send_signal(signal.SIGINT)  # it lets the child go
        tracer.wait()
        child.go_on()
    status = child.ended()
    tracer.wait()
    if tracer.stderr is not None:
        tracer.stderr.close()
    return Followed(status, child.listener, list(read_calls(kept)), child.pipe)


def attach(
    pid: int, trace: Sequence[str], more: Sequence[str], kept: Path
) -> subprocess.Popen[bytes]:
    """Let strace follow a process; returns once it does."""
    command = [need_strace(), "-f", "-y", "-e", f"trace={','.join(trace)}", *more]
    tracer = subprocess.Popen(
        [*command, "-o", str(kept), "-p", str(pid)],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )
    until = time.monotonic() + ATTACHING
    while not _is_followed(pid):
        if tracer.poll() is not None or time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            said = tracer.communicate()[1].decode(errors="replace").strip().splitlines()
            raise CannotMeasure(f"strace can't follow a process here: {(said or ['?'])[-1]}")
        time.sleep(0.002)
    return tracer


def need_strace() -> str:
    """Return the path of strace, or say what is missing."""
    if not sys.platform.startswith("linux"):
        raise CannotMeasure("strace follows the calls of a program on Linux alone.")
    return need_program("strace")


def read_calls(kept: Path) -> Iterator[Call]:
    """Return the calls of a trace in the order in which they ended."""
    open_calls: dict[str, str] = {}
    with kept.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line.rstrip("\n"))
            if found is None:
                continue
            pid, rest = found["pid"], found["rest"]
            if rest.endswith(_UNFINISHED):
                open_calls[pid] = rest.removesuffix(_UNFINISHED)
                continue
            resumed = _RESUMED.match(rest)
            call = _CALL.match(open_calls.pop(pid, "") + resumed["rest"] if resumed else rest)
            if call is not None and call["result"] != "?":
                injected = "(INJECTED)" in call["more"]
                yield Call(call["name"], call["given"], int(call["result"]), injected)


def _is_followed(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return "TracerPid:\t0\n" not in status


def _pauses(told: Sequence[object]) -> int:
    return sum(getattr(message, "kind", "") == "paused" for message in told)
