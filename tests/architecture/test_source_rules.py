"""The source keeps the rules of the architecture, and each rule notices when it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.architecture import source_rules as rules
from tests.architecture.source_rules import Source

ROOT = Path(__file__).resolve().parents[2]


Rule = Callable[[Source], Iterator[str]]


@pytest.fixture(scope="module")
def faults() -> dict[Rule, list[str]]:
    """What breaks each rule in the whole project; every file is read and parsed once."""
    found: dict[Rule, list[str]] = {rule: [] for rule in rules.RULES}
    count = 0
    for source in rules.project_sources(ROOT):
        count += 1
        for rule, broken in found.items():
            broken.extend(rule(source))
    assert count > 20
    return found


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule: Rule, faults: dict[Rule, list[str]]) -> None:
    assert not faults[rule], "\n" + "\n".join(faults[rule])


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {file.parent for file in (ROOT / rules.PROGRAM).rglob("*.py")}
    loose = [
        str(folder)
        for folder in sorted(folders)
        if not (folder / "__init__.py").is_file() and "migrations" not in folder.parts
    ]
    assert not loose


BAD = [
    (rules.file_is_short, "cte_desktop/domain/long.py", "x = 1\n" * 401),
    (
        rules.functions_are_short,
        "tools/long.py",
        "def f():\n" + "    x = 1\n" * 40,
    ),
    (rules.names_say_something, "cte_desktop/ui/planning/grid_utils.py", ""),
    (rules.names_say_something, "cte_desktop/storage/data/rows.py", ""),
    (rules.names_say_something, "cte_desktop/ui/planning/page.py", "class PlanManager: ..."),
    (
        rules.now_comes_from_the_clock,
        "cte_desktop/services/planning.py",
        "import datetime\nx = datetime.datetime.now(datetime.UTC)",
    ),
    (
        rules.now_comes_from_the_clock,
        "cte_desktop/ui/home.py",
        "from datetime import date\nx = date.today()",
    ),
    (rules.now_comes_from_the_clock, "cte_desktop/ui/home.py", "x = QDate.currentDate()"),
    (rules.nothing_is_put_off, "tests/test_x.py", "# TO" + "DO: later"),
    (rules.packages_say_what_they_hold, "cte_desktop/domain/__init__.py", ""),
    (
        rules.packages_say_what_they_hold,
        "cte_desktop/domain/__init__.py",
        '"""What is true."""\nfrom cte_desktop.domain.credits import Credits',
    ),
    (rules.libraries_stay_in_their_layer, "cte_desktop/services/printing.py", "import reportlab"),
    (
        rules.libraries_stay_in_their_layer,
        "cte_desktop/reports/page.py",
        "def draw():\n    from PySide6.QtGui import QImage",
    ),
    (rules.libraries_stay_in_their_layer, "cte_desktop/domain/credits.py", "import numpy as np"),
    (rules.libraries_stay_in_their_layer, "cte_desktop/exchange/plain.py", "import sqlite3"),
    (rules.libraries_stay_in_their_layer, "cte_desktop/network/client.py", ""),
    (
        rules.paragraphs_are_escaped,
        "cte_desktop/reports/planning.py",
        "from reportlab.platypus import Paragraph",
    ),
    (
        rules.paragraphs_are_escaped,
        "cte_desktop/reports/planning.py",
        "from reportlab import platypus\nx = platypus.Paragraph('a', None)",
    ),
]


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_a_rule_notices_when_it_is_broken(rule: Rule, path: str, text: str) -> None:
    faults = list(rule(Source(PurePosixPath(path), text)))
    assert faults
    assert all(fault.startswith(f"{path}:") for fault in faults)


GOOD = [
    (rules.functions_are_short, "tools/short.py", "def f():\n" + "    x = 1\n" * 39),
    (
        rules.functions_are_short,
        "tools/told.py",
        'def f():\n    """' + "word\n" * 30 + '"""\n' + "    x = 1\n" * 30,
    ),
    (rules.names_say_something, "cte_desktop/ui/data/page.py", "class ImportPage: ..."),
    (rules.now_comes_from_the_clock, rules.CLOCK, "x = datetime.now(UTC)"),
    (rules.libraries_stay_in_their_layer, "cte_desktop/storage/database.py", "import sqlalchemy"),
    (
        rules.paragraphs_are_escaped,
        rules.PARAGRAPH_MAKER,
        "from reportlab.platypus import Paragraph",
    ),
]


@pytest.mark.parametrize(("rule", "path", "text"), GOOD)
def test_a_rule_stays_quiet_where_it_is_kept(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Source(PurePosixPath(path), text)))
