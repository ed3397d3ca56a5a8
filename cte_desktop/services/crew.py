"""Working through many blocks on several processes: what is asked of a whole district.

The children get what they need through pipes: never a passphrase, never a database. One that can't
be started, doesn't come up or dies is done without, down to this process alone; its blocks are done
by the others.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import sys
import threading
import time
import traceback
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Setup = TypeVar("Setup")
Block = TypeVar("Block")
Answer = TypeVar("Answer")

MOST_HANDS = 2
WAIT_SECONDS = 0.05  # between two looks whether the work was cancelled
START_SECONDS = 30.0  # a child that has not said that it is up by then is done without
_AHEAD = 2  # blocks that a child has at a time: one to work on, one to go on with
_GARBAGE_AFTER = 50_000  # objects: most live but for the moment of a block
_GENTLE = 10  # less urgent than the window
_PRIORITY_BELOW_NORMAL = 0x4000


class Broken(Exception):  # noqa: N818 - told by a child
    """A block that a child could not answer: its own words about what was wrong."""


@dataclass(slots=True)
class _Child:
    process: SpawnProcess
    pipe: Connection
    is_up: bool = False
    given: deque[Any] = field(default_factory=deque)


def hands() -> int:
    """Return how many processes are worth starting here; 0 leaves the work to this one."""
    return min(MOST_HANDS, os.cpu_count() or 1)


def work_through(
    job: Callable[[Setup], Callable[[Block], Answer]],
    setup: Setup,
    blocks: Iterable[Block],
    *,
    most: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Generator[Answer, None, None]:
    """Yield the answers to the blocks as they are ready, in any order.

    `job` is a function of a module: it gets the setup once per process and returns what answers a
    block. `most` is the number of processes (0: this one alone). Blocks are taken as they are
    needed. When `cancelled` says so, or nobody asks for the next answer, the children are ended at
    once and no more answers come. An error of the job is raised here.
    """
    stop = cancelled or (lambda: False)
    blocks_left = _Blocks(iter(blocks))
    children = _start(hands() if most is None else most)
    try:
        yield from _with_children(children, (job, setup), blocks_left, stop)
    finally:
        for child in children:
            _end(child)
    answer: Callable[[Block], Answer] | None = None
    while not stop() and (block := blocks_left.take()) is not None:
        answer = answer or job(setup)
        yield answer(block)


def children_answer() -> bool:
    """Tell whether a process can be started here and answers: for a program's check of itself."""
    return all(work_through(_telling_whether_child, None, (1,), most=1))


def _telling_whether_child(_setup: None) -> Callable[[int], bool]:
    return lambda _block: multiprocessing.parent_process() is not None


class _Blocks:
    """The blocks that nobody has answered or has at hand."""

    def __init__(self, left: Iterator[Any]) -> None:
        self._left = left
        self._returned: deque[Any] = deque()

    def take(self) -> Any:  # noqa: ANN401 - any block
        """Return the next block, None when there is none."""
        return self._returned.popleft() if self._returned else next(self._left, None)

    def is_over(self) -> bool:
        """Tell whether there is none left, looking one ahead."""
        if not self._returned:
            self._returned.extend(itertools.islice(self._left, 1))
        return not self._returned

    def put_back(self, blocks: Iterable[Any]) -> None:
        """Take back blocks from a child that has died."""
        self._returned.extend(blocks)


def _with_children(
    children: list[_Child], work: tuple[Any, Any], blocks: _Blocks, stop: Callable[[], bool]
) -> Iterator[Any]:
    """Yield answers while a child is there and has something to do, or may soon have."""
    given_up_at = time.monotonic() + START_SECONDS
    while children and not stop():
        if not any(child.given for child in children) and blocks.is_over():
            return
        late = [child for child in children if not child.is_up]
        if late and time.monotonic() > given_up_at:
            for child in late:
                _give_up(child, children, blocks)
            continue
        ready = wait([child.pipe for child in children], WAIT_SECONDS)
        for child in [child for child in children if child.pipe in ready]:
            try:
                done, said = child.pipe.recv()
                if not child.is_up:
                    child.pipe.send(work)
                    child.is_up = True
                    continue
            except (EOFError, OSError):
                _give_up(child, children, blocks)
                continue
            if not done:
                raise Broken(said)
            child.given.popleft()
            _feed(child, children, blocks)
            yield said
        for child in tuple(children):
            _feed(child, children, blocks)


def _feed(child: _Child, children: list[_Child], blocks: _Blocks) -> None:
    """Give a child blocks, as many as it may have at a time."""
    while child.is_up and child in children and len(child.given) < _AHEAD:
        block = blocks.take()
        if block is None:
            return
        child.given.append(block)
        try:
            child.pipe.send(block)
        except OSError:
            _give_up(child, children, blocks)


def _give_up(child: _Child, children: list[_Child], blocks: _Blocks) -> None:
    """Do without a child that has died or doesn't come up; its blocks are for the others."""
    children.remove(child)
    blocks.put_back(child.given)
    child.given.clear()
    _end(child)


def _start(count: int) -> list[_Child]:
    """Start children, as many as the system allows."""
    context = multiprocessing.get_context("spawn")
    children: list[_Child] = []
    for _ in range(count):
        with contextlib.suppress(OSError, RuntimeError):
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there,), daemon=True)
            process.start()
            there.close()
            children.append(_Child(process, here))
    return children


def _end(child: _Child) -> None:
    child.pipe.close()
    if child.process.is_alive():
        child.process.kill()
    child.process.join()


def _serve(pipe: Connection) -> None:
    """Say that it is up, then answer blocks until the parent closes the pipe: what a child does."""
    _be_gentle()
    inbox: SimpleQueue[Any] = SimpleQueue()
    with contextlib.suppress(OSError, KeyboardInterrupt):
        pipe.send((True, None))
        threading.Thread(target=_receive, args=(pipe, inbox), daemon=True).start()
        first = inbox.get()
        if first is None:
            return
        job, setup = first
        answer = job(setup)
        gc.freeze()
        gc.set_threshold(_GARBAGE_AFTER, 20, 100)
        while (block := inbox.get()) is not None:
            pipe.send(_told(answer, block))


def _receive(pipe: Connection, inbox: SimpleQueue[Any]) -> None:
    """Take what the parent sends at once, so that it never waits for a child at work."""
    try:
        while True:
            inbox.put(pipe.recv())
    except (EOFError, OSError):
        inbox.put(None)


def _told(answer: Callable[[Any], Any], block: Any) -> tuple[bool, Any]:  # noqa: ANN401 - any block
    try:
        return (True, answer(block))
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
        return (False, said_of(error))


def said_of(error: Exception) -> str:
    """Return what an error was and where in the code: no word of what it was about."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.name}, line {place.lineno}"


def _be_gentle() -> None:
    """Let the window go first."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _PRIORITY_BELOW_NORMAL)
    else:
        os.nice(_GENTLE)
