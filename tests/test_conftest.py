"""The net under every test holds: no real home, no silent warning."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

pytest_plugins = ["pytester"]


def test_a_test_has_an_empty_home_of_its_own(home: Path) -> None:
    assert Path.home() == home
    assert [entry.name for entry in home.iterdir()] == [".run"]
    assert Path(platformdirs.user_data_dir("cte-desktop")).is_relative_to(home)
    assert not [name for name in os.environ if name.startswith("CTE_")]


def test_an_unexpected_warning_in_the_log_fails_the_test(pytester: pytest.Pytester) -> None:
    root = Path(__file__).resolve().parents[1]
    pytester.makeconftest("from tests.conftest import *")
    pytester.makeini(f"[pytest]\npythonpath = {root}\nmarkers = expects_log")
    pytester.makepyfile(
        """
        import logging, pytest

        def test_warns():
            logging.getLogger("cte_desktop.storage").warning("slow disk")

        @pytest.mark.expects_log
        def test_warns_as_expected():
            logging.getLogger("cte_desktop.storage").error("no disk")

        def test_informs():
            logging.getLogger("cte_desktop.storage").info("opened")
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=3, errors=1)
    result.stdout.fnmatch_lines(["*WARNING cte_desktop.storage: slow disk"])
