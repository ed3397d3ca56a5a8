"""How a script about faults is called, and how it tells what it found."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from cte_desktop.storage import wrapping
from tests.faults.figures import MOST_TOLD, Figure, write_figures

GOOD, BAD, CANNOT = 0, 1, 3
SEED = 7
HOMES = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")


class CannotMeasure(Exception):  # noqa: N818 - a fact about the machine that is told to the user
    """The machine lacks what a script needs; the text says what, in one sentence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How often to do it, by which chance, and whether it is the short form."""

    rounds: int
    seed: int = SEED
    short: bool = False


def run(
    measure: Callable[[Asked], tuple[Figure, ...]],
    *,
    rounds: int,
    short: int,
    arguments: Sequence[str] | None = None,
) -> int:
    """Run a script as its arguments say; returns its exit status: 0 good, 1 bad, 3 can't."""
    options = _options(rounds, short).parse_args(arguments)
    asked = Asked(
        options.rounds or (short if options.short else rounds), options.seed, options.short
    )
    try:
        figures = measure(asked)
    except CannotMeasure as lacking:
        sys.stderr.write(f"NOT MEASURED: {lacking}\n")
        return CANNOT
    for figure in figures:
        sys.stdout.write(figure.line + "\n")
        if not figure.good:
            told = "\n".join(f"  {detail}" for detail in figure.details[:MOST_TOLD])
            sys.stderr.write(f"seed {asked.seed}, {asked.rounds} rounds:\n{told}\n")
    if options.json is not None:
        write_figures(options.json, figures)
    return GOOD if figures and all(figure.good for figure in figures) else BAD


def need_program(name: str) -> str:
    """Return the path of a program of the system, or say that it is missing."""
    found = shutil.which(name)
    if found is None:
        raise CannotMeasure(f"the program {name} is not installed on this machine.")
    return found


@contextlib.contextmanager
def working_folder(name: str) -> Iterator[Path]:
    """Give a folder on the disk that is removed at the end, whatever happened.

    Meanwhile the program's own folders lie in it, and deriving keys from passphrases is quick.
    """
    with (
        tempfile.TemporaryDirectory(prefix=f"faults-{name}-", ignore_cleanup_errors=True) as made,
        mock.patch.dict(os.environ, dict.fromkeys(HOMES, f"{made}/home")),
        mock.patch.multiple(wrapping, ITERATIONS=1, MEMORY_KIB=8),
    ):
        yield Path(made)


def _options(rounds: int, short: int) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument(
        "--rounds", type=_positive, help=f"how often (long {rounds}, short {short})"
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"of chance (default {SEED})")
    parser.add_argument("--short", action="store_true", help="the short form")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
