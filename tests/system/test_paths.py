"""Folders are found from a checkout, from the frozen program, and where they were moved to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cte_desktop.system import paths


def test_the_shipped_files_stand_beside_the_package() -> None:
    assert paths.resource("catalog", "courses.csv").is_file()


def test_the_frozen_program_looks_into_its_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_the_database_lies_in_the_home_of_the_user(home: Path) -> None:
    assert paths.default_database().is_relative_to(home)
    assert paths.log_folder().is_relative_to(home)


def test_everything_that_is_kept_can_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(tmp_path))
    assert paths.default_database() == tmp_path / "district.cte"
    assert paths.settings_file().parent == tmp_path
    assert paths.log_folder() == tmp_path / "log"
