"""The layers of the architecture: the contracts of pyproject.toml hold, and each can fail."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command as check; check()"

SKELETON = [
    "__init__",
    "app",
    "cli",
    "services",
    "storage",
    "reports",
    "exchange",
    "solving",
    "wording",
    "system",
    "domain.__init__",
    "domain.completion",
    "domain.filling",
    "domain.audit",
    "domain.planning",
    "domain.students",
    "domain.catalog",
    "domain.findings",
    "ui.__init__",
    "ui.home",
    "ui.students",
    "ui.planning",
    "ui.sections",
    "ui.completers",
    "ui.pathways",
    "ui.data",
    "ui.settings",
    "ui.opening",
]

BROKEN_BY: dict[str, tuple[str, str]] = {
    "Layers point one way": ("storage", "import cte_desktop.services"),
    "Inside the domain: completion, filling, audit, planning, students, catalog, findings": (
        "domain.catalog",
        "import cte_desktop.domain.planning",
    ),
    "Domain, wording and system know no window, store or paper": (
        "domain.audit",
        "import sqlalchemy",
    ),
    "Only the window knows Qt": ("reports", "import PySide6.QtGui"),
    "Services know no store or paper library": ("services", "import reportlab"),
    "The store's libraries stay in the store, the paper's in the reports": (
        "exchange",
        "import alembic",
    ),
    "The window asks services, never the layers below them": (
        "ui.planning",
        "import cte_desktop.storage",
    ),
    "The command line knows no window": ("cli", "import PySide6"),
    "Pages never import each other; they meet in main_window": (
        "ui.students",
        "import cte_desktop.ui.planning",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of pyproject.toml against the program that lies in the folder."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            LINT,
            "--config",
            str(ROOT / "pyproject.toml"),
            "--no-cache",
            "--no-logo",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def write_skeleton(folder: Path, additions: dict[str, str]) -> None:
    """An empty program with every module that the contracts name, and some lines in it."""
    for module in SKELETON:
        file = folder / "cte_desktop" / (module.replace(".", "/") + ".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(additions.get(module, ""), encoding="utf-8")


def test_the_program_keeps_its_layers() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_can_fail_and_is_tested_to_fail(tmp_path: Path) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {str(one["name"]) for one in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == set(BROKEN_BY)

    write_skeleton(tmp_path, dict(BROKEN_BY.values()))
    done = lint(tmp_path)
    assert done.returncode == 1
    kept = [name for name in contracts if f"{name} BROKEN" not in done.stdout]
    assert not kept, done.stdout + done.stderr


def test_a_program_that_keeps_the_layers_passes(tmp_path: Path) -> None:
    write_skeleton(
        tmp_path,
        {
            "app": "import PySide6\nimport cte_desktop.ui.planning",
            "ui.planning": "import PySide6\nimport cte_desktop.services",
            "services": "import cte_desktop.storage\nimport cte_desktop.reports",
            "storage": "import sqlalchemy\nimport cte_desktop.domain.planning",
            "domain.planning": "import cte_desktop.domain.catalog",
        },
    )
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
