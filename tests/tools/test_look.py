"""The pictures of `dev.py look`: every screen and paper, none of them empty."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCENES = {
    "opening-start",
    "opening-passphrase",
    "opening-missing",
    "students",
    "students-empty",
    "students-nobody-found",
    "plan",
    "plan-empty",
    "plan-print-preview",
    "data-bring-filled",
    "data-profiles-empty",
    "import-files",
    "import-columns-proposed",
    "import-questions",
    "import-changes-refused",
    "import-report",
    "shortcuts",
}


@pytest.mark.slow
def test_one_variant_has_every_scene_and_paper(tmp_path: Path) -> None:
    words = [sys.executable, "tools/look.py", "--out", str(tmp_path), "--only", "dark"]
    done = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pictures = {file.stem: file.stat().st_size for file in (tmp_path / "dark").glob("*.png")}
    assert pictures.keys() >= SCENES
    assert min(pictures.values()) > 2_000
    papers = {file.stem for file in (tmp_path / "paper").glob("*.png")}
    assert papers >= {"plan-en-1", "plan-es-1", "certificate-en-1", "certificate-es-1"}
