"""Nothing is said to be saved into a file that is no longer there; and links lead to one file."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.key_file import keys_path
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to

posix = pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be moved there")


@posix
@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_saved_into_a_file_that_went_away(closed: Path, how: str) -> None:
    with Database.open(closed, writable=True) as database:
        set_to(database, 12)
        aside = closed.with_name("aside.cte")
        shutil.copy(closed, aside) if how == "replaced" else closed.rename(aside)
        if how == "deleted":
            aside.unlink()
        if how == "replaced":
            aside.replace(closed)
        with pytest.raises(KnownError) as caught:
            set_to(database, 13)
        assert caught.value.code == "moved_away"
        with pytest.raises(KnownError) as caught:
            database.back_up("manual")
        assert caught.value.code == "moved_away"
        assert not closed.with_name(f"{closed.name}.backups").exists()
        if how == "moved":
            aside.rename(closed)
            assert now_set(database) == 12
            set_to(database, 14)


@posix
def test_who_opens_it_by_a_link_is_a_second_writer(closed: Path) -> None:
    link = closed.with_name("link.cte")
    link.symlink_to(closed)
    shutil.copy(keys_path(closed), keys_path(link))
    with Database.open(closed, writable=True), pytest.raises(KnownError) as caught:
        Database.open(link, writable=True)
    assert caught.value.code == "locked"


@posix
def test_a_pipe_is_no_database_and_not_waited_for(closed: Path) -> None:
    pipe = closed.with_name("pipe.cte")
    os.mkfifo(pipe)
    shutil.copy(keys_path(closed), keys_path(pipe))
    with pytest.raises(KnownError) as caught:
        Database.open(pipe, writable=False)
    assert caught.value.code == "not_a_database"
