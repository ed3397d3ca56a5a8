"""A database must not lie in a synced folder or on a network share."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.storage import place
from cte_desktop.system.errors import KnownError


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive - Hart District/CTE",
        "Dropbox",
        "Library/Mobile Documents/com~apple~CloudDocs",
        "Library/CloudStorage/GoogleDrive-a@b.c",
        "Google Drive",
    ],
)
def test_a_synced_folder_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(KnownError) as caught:
        place.refuse_shared_place(tmp_path / folder / "a.cte")
    assert caught.value.code == "synced_folder"
    assert "backups" in caught.value.do


def test_the_folder_that_the_service_names_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Documents"))
    with pytest.raises(KnownError):
        place.refuse_shared_place(tmp_path / "Documents" / "a.cte")
    place.refuse_shared_place(tmp_path / "a.cte")


def test_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = [("/", "ext4"), (str(tmp_path), "cifs"), (str(tmp_path / "local"), "ext4")]
    monkeypatch.setattr(place, "_mounts", lambda: mounts)
    with pytest.raises(KnownError) as caught:
        place.refuse_shared_place(tmp_path / "share" / "a.cte")
    assert caught.value.code == "synced_folder"
    place.refuse_shared_place(tmp_path / "local" / "a.cte")


def test_an_ordinary_folder_is_allowed(tmp_path: Path) -> None:
    ordinary = tmp_path / "My onedrives" / "a.cte"
    place.refuse_shared_place(ordinary)  # raises for a place that is not
    assert not ordinary.exists()
