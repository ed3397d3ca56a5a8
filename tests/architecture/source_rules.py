"""The rules of the source that ruff and import-linter can't state, one function each.

Every function takes one Source and returns its faults as `path:line what`. What may import which
layer stands in pyproject.toml; which libraries a layer may use stands here.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

PROGRAM = "cte_desktop"
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
"""Lines of a function without its decorators and docstring."""

LIBRARIES: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "wording": frozenset({"babel"}),
    "system": frozenset({"platformdirs", "keyring"}),
    "exchange": frozenset(
        {"python_calamine", "xlsxwriter", "cryptography", "PIL", "pypdfium2", "zxingcpp"}
    ),
    "storage": frozenset({"sqlalchemy", "alembic", "sqlcipher3", "cryptography"}),
    "reports": frozenset({"reportlab", "PIL"}),
    "solving": frozenset({"highspy", "numpy"}),
    "services": frozenset({"cryptography"}),
    "ui": frozenset({"PySide6", "shiboken6", "pypdfium2"}),
    "app": frozenset({"PySide6"}),
    "cli": frozenset(),
    "__main__": frozenset(),
    "__init__": frozenset(),
}
"""What each layer may import besides the standard library and the program."""

PARAGRAPH_MAKER = f"{PROGRAM}/reports/text.py"
CLOCK = f"{PROGRAM}/system/clock.py"

_EMPTY_NAMES = frozenset(
    [
        "util",
        "utils",
        "helper",
        "helpers",
        "manager",
        "managers",
        "item",
        "items",
        "data",
        "info",
        "common",
        "misc",
    ]
)
_NOUN_OF_THE_RAIL = frozenset({f"{PROGRAM}/ui/data", "tests/ui/data"})
_EMPTY_CLASS_ENDINGS = ("Manager", "Helper", "Helpers", "Utils", "Util")
_NOW = {
    "date": {"today"},
    "datetime": {"now", "today", "utcnow"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc"},
}
_LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")


@dataclass(frozen=True)
class Source:
    """One Python file: where it stands in the project, and what it says."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the tree, also what stands inside functions."""
        return tuple(ast.walk(self.tree))

    @property
    def layer(self) -> str:
        """The folder, or the module, directly inside the program's package; empty elsewhere."""
        return PurePosixPath(self.path.parts[1]).stem if self.path.parts[0] == PROGRAM else ""

    def fault(self, line: int, what: str) -> str:
        return f"{self.path}:{line} {what}"


def project_sources(root: Path) -> Iterator[Source]:
    """Every Python file of the project's own folders, one at a time: their trees are large."""
    files = [root / "dev.py"]
    for folder in (PROGRAM, "tests", "benchmarks", "tools"):
        files.extend(sorted((root / folder).rglob("*.py")))
    for file in files:
        place = PurePosixPath(file.relative_to(root).as_posix())
        yield Source(place, file.read_text(encoding="utf-8"))


def file_is_short(source: Source) -> Iterator[str]:
    """A file stays within 400 lines; a migration is one long list."""
    if "migrations" in source.path.parts:
        return
    lines = source.text.count("\n")
    if lines > LONGEST_FILE:
        yield source.fault(lines, f"has {lines} lines, more than {LONGEST_FILE}")


def functions_are_short(source: Source) -> Iterator[str]:
    """A function stays within 40 lines, its docstring not counted; a migration is one long list."""
    if "migrations" in source.path.parts:
        return
    for node in source.nodes:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if ast.get_docstring(node) is not None:
            docstring = node.body[0]
            lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield source.fault(node.lineno, f"{node.name} has {lines} lines")


def names_say_something(source: Source) -> Iterator[str]:
    """No module and no class is named after nothing in particular."""
    for place in (source.path, *source.path.parents):
        name = place.stem
        if str(place) not in _NOUN_OF_THE_RAIL and name.rpartition("_")[2] in _EMPTY_NAMES:
            yield source.fault(1, f"'{name}' says nothing about what is inside")
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and node.name.endswith(_EMPTY_CLASS_ENDINGS):
            yield source.fault(node.lineno, f"'{node.name}' says nothing about what it is")


def now_comes_from_the_clock(source: Source) -> Iterator[str]:
    """Only system/clock.py asks what day it is; everywhere else "now" is an argument."""
    if source.path.parts[0] != PROGRAM or str(source.path) == CLOCK:
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if node.attr in _NOW.get(name, ()):
                yield source.fault(node.lineno, f"{name}.{node.attr} outside {CLOCK}")


def nothing_is_put_off(source: Source) -> Iterator[str]:
    """What is missing stands in an issue, not in a comment."""
    for number, line in enumerate(source.text.splitlines(), 1):
        if _LATER.search(line):
            yield source.fault(number, "puts something off")


def packages_say_what_they_hold(source: Source) -> Iterator[str]:
    """A package's `__init__` is a docstring and re-exports nothing."""
    if source.path.name != "__init__.py" or source.path.parts[0] != PROGRAM:
        return
    if not ast.get_docstring(source.tree):
        yield source.fault(1, "says nothing about the package")
    for node in source.tree.body:
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if isinstance(node, ast.Import | ast.ImportFrom) and not future:
            yield source.fault(node.lineno, "re-exports a name")


def libraries_stay_in_their_layer(source: Source) -> Iterator[str]:
    """Qt only in the window, SQL only in the store, PDF only in the reports, and so on."""
    if not source.layer:
        return
    allowed = LIBRARIES.get(source.layer)
    if allowed is None:
        yield source.fault(1, f"'{source.layer}' is no layer of the architecture")
        return
    for line, library in _imported(source.nodes):
        if library == "sqlite3" and source.layer != "storage":
            yield source.fault(line, "imports sqlite3 outside the store")
        elif library not in allowed | {PROGRAM} and library not in sys.stdlib_module_names:
            yield source.fault(line, f"{source.layer} may not import {library}")


def paragraphs_are_escaped(source: Source) -> Iterator[str]:
    """Only the module that cleans and escapes text makes a ReportLab Paragraph."""
    if source.path.parts[0] != PROGRAM or str(source.path) == PARAGRAPH_MAKER:
        return
    for node in source.nodes:
        imported = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportlab")
        if isinstance(node, ast.ImportFrom) and imported:
            used = any(name.name == "Paragraph" for name in node.names)
        else:
            used = isinstance(node, ast.Attribute) and node.attr == "Paragraph"
        if used:
            yield source.fault(getattr(node, "lineno", 1), f"Paragraph outside {PARAGRAPH_MAKER}")


RULES: tuple[Callable[[Source], Iterator[str]], ...] = (
    file_is_short,
    functions_are_short,
    names_say_something,
    now_comes_from_the_clock,
    nothing_is_put_off,
    packages_say_what_they_hold,
    libraries_stay_in_their_layer,
    paragraphs_are_escaped,
)


def _imported(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """The top-level names of all imports, also those inside functions, with their lines."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, (node.module or "").partition(".")[0]
