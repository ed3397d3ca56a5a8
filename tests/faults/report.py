"""docs/faults.md: the measured faults, and each promise of safety with the tests that hold it.

`python -m tests.faults.report [JSON...]` takes new figures into docs/faults.json and writes the
page anew.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.figures import Figure, merged, read_figures, write_figures
from tools.development.commands import fault_names

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "faults.json"
PAGE = ROOT / "docs" / "faults.md"
PROMISES = Path(__file__).with_name("promises.toml")
HEAD = """\
# Faults survived, and promises kept

Written by `python3 dev.py faults`; don't edit it. The scripts stand in `tests/faults/`; each can be
run alone, and longer: `python -m tests.faults.NAME --rounds N --seed S`.

## Faults

| fault | how | tried | bad | reach | seconds |
|---|---|---:|---:|---|---:|
"""
PROMISES_HEAD = """
## Promises

| part | promise | held by |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of safety, the tests that hold it and the scripts that measure it."""

    part: str
    promise: str
    tests: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()


def read_promises(path: Path = PROMISES) -> tuple[Promise, ...]:
    """Return the promises in their order."""
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Promise(
            row["part"], row["promise"], tuple(row.get("tests", ())), tuple(row.get("measured", ()))
        )
        for row in kept["promise"]
    )


def missing_holders(promises: Iterable[Promise], root: Path = ROOT) -> Iterator[str]:
    """Tell each promise that nothing holds, and each test or script named that is not there."""
    for promise in promises:
        if not promise.tests and not promise.measured:
            yield f"nothing holds: {promise.promise}"
        for test in promise.tests:
            file, _, name = test.partition("::")
            if name not in _tests_of(root / "tests" / file):
                yield f"no test {test}"
        for script in promise.measured:
            if script not in fault_names(root):
                yield f"no script {script}"


def page(figures: Sequence[Figure], promises: Sequence[Promise]) -> str:
    """Return the text of docs/faults.md."""
    rows = [
        f"| {_cell(one.fault)} | {_cell(one.how)} | {one.tried:,} | {one.bad:,} "
        f"| {_cell(one.reach)} | {one.seconds:,.0f} |\n"
        for one in figures
    ]
    told = [
        f"* {one.fault}: {' '.join(f'{_sentence(detail)}' for detail in one.details)}\n"
        for one in figures
        if one.details
    ]
    held = [f"| {one.part} | {_cell(one.promise)} | {_holders(one)} |\n" for one in promises]
    notes = ["\n", *told] if told else []
    return "".join([HEAD, *rows, *notes, PROMISES_HEAD, *held])


def main(arguments: Sequence[str]) -> int:
    """Take in new figures and write the page; 1 if a promise names a test that is not there."""
    figures = read_figures(KEPT)
    for name in arguments:
        figures = merged(figures, read_figures(Path(name)))
    promises = read_promises()
    write_figures(KEPT, figures)
    PAGE.write_text(page(figures, promises), encoding="utf-8")
    missing = list(missing_holders(promises))
    sys.stderr.writelines(f"{one}\n" for one in missing)
    return 1 if missing else 0


def _tests_of(file: Path) -> frozenset[str]:
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


def _holders(promise: Promise) -> str:
    scripts = [f"measured: {name}" for name in promise.measured]
    return "<br>".join([*(f"`{test}`" for test in promise.tests), *scripts])


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
