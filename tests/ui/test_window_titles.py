"""No student's name stands in the title of a window: other programs and the task bar show it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import cte_desktop.ui

_OF_STUDENTS = frozenset(
    {
        *("list_name", "legal_name", "preferred_name", "last_name", "first_name"),
        *("student", "_student"),
    }
)


def named_in_titles(source: str) -> Iterator[int]:
    """Yield the lines that put a name of a student into the title of a window."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        given = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(function):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "setWindowTitle"
                and _names_a_student(call.args[0], given)
            ):
                yield call.lineno


def _names_a_student(shown: ast.expr, given: dict[str, ast.expr]) -> bool:
    if isinstance(shown, ast.Name) and shown.id in given:
        return _names_a_student(given[shown.id], {})
    return any(
        (isinstance(part, ast.Attribute) and part.attr in _OF_STUDENTS)
        or (isinstance(part, ast.Name) and part.id in _OF_STUDENTS)
        for part in ast.walk(shown)
    )


def test_no_window_has_a_student_in_its_title() -> None:
    found = [
        f"{file.name}:{line}"
        for folder in cte_desktop.ui.__path__
        for file in sorted(Path(folder).rglob("*.py"))
        for line in named_in_titles(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_name_that_goes_through_a_variable_is_found() -> None:
    source = (
        "def show(self):\n    name = tr('Week', name=student.list_name)\n"
        "    self.setWindowTitle(name)\n    self.setWindowTitle(tr('H', name=self.student.name))\n"
        "    self.setWindowTitle(tr('The week'))\n"
    )
    assert list(named_in_titles(source)) == [3, 4]
