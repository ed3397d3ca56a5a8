"""A process of the program that is ended by a fault leaves no core file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ABORTS = """
import os, resource, sys
from cte_desktop import __main__ as program
from cte_desktop.cli import main
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
def run(words):
    print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
    os.abort()
main.run = run
sys.argv = ["cte-desktop", "check"]
program.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core files")
def test_a_fault_leaves_no_core(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ABORTS],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout == "0\n", ended.stderr
    assert ended.returncode < 0
    assert list(tmp_path.iterdir()) == []
