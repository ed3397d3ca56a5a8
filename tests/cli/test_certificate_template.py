"""The command certificate-template: 0 done or good, 1 faults, 2 a wrong call, 3 the world."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cte_desktop.services.awards.look.template import default_text
from tests.cli.conftest import Call, District
from tests.services.awards.look.test_template import drawn_png


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    file = tmp_path / "wrong.toml"
    file.write_text(default_text().replace("accent =", "acent ="), encoding="utf-8")
    return file


def test_a_file_is_checked_without_a_database(call: Call, wrong: Path) -> None:
    answer = call("certificate-template", "check", wrong, "--json")
    assert answer.status == 1
    (fault,) = answer.json["faults"]
    assert (fault["line"], fault["code"]) == (17, "unknown_key")
    assert "accent" in fault["text"]
    said = call("certificate-template", "check", wrong)
    assert 'Line 17: "acent" means nothing here. Did you mean "accent"?' in said.out
    wrong.write_text("﻿" + default_text().replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert call("certificate-template", "check", wrong).status == 0


def test_the_shipped_template_is_shown_until_another_is_kept(
    call: Call, district: District, wrong: Path
) -> None:
    database = ("--database", district.database)
    shown = call("certificate-template", "show", *database, "--json").json
    assert shown == {"template": default_text(), "default": True, "pictures": []}
    assert call("certificate-template", "keep", wrong, *database).status == 1
    wrong.write_text(default_text().replace('"teal"', '"navy"'), encoding="utf-8")
    kept = call("certificate-template", "keep", wrong, *database, "--json")
    assert (kept.status, kept.json["kept"], kept.json["unchanged"]) == (0, True, False)
    assert call("certificate-template", "keep", wrong, *database, "--json").json["unchanged"]
    assert call("certificate-template", "show", *database).out == wrong.read_text(encoding="utf-8")
    assert call("undo", *database).status == 0
    assert call("certificate-template", "show", *database, "--json").json["default"]


def test_pictures_are_kept_and_travel_in_a_zip_or_a_folder(
    call: Call, district: District, tmp_path: Path
) -> None:
    database = ("--database", district.database)
    seal, text = tmp_path / "our seal.png", tmp_path / "text.png"
    seal.write_bytes(drawn_png())
    text.write_bytes(b"a text")
    done = call("certificate-template", "image", "seal", seal, *database, "--json")
    assert (done.status, done.json["used"]) == (0, True)
    unused = call("certificate-template", "image", "ribbon", seal, *database)
    assert "No place of the template has that name." in unused.out
    refused = call("certificate-template", "image", "seal", text, *database, "--json")
    assert (refused.status, refused.json["error"]["code"]) == (3, "picture_no_picture")
    zipped, folder = tmp_path / "ours.zip", tmp_path / "ours"
    for path in (zipped, folder):
        assert call("certificate-template", "export", path, *database).status == 0
    names = {"certificate.toml", "ribbon.png", "seal.png"}
    assert set(zipfile.ZipFile(zipped).namelist()) == {file.name for file in folder.iterdir()}
    assert {file.name for file in folder.iterdir()} == names
    assert call("undo", *database).status == call("undo", *database).status == 0
    for path in (zipped, folder):
        kept = call("certificate-template", "keep", path, *database, "--json").json
        assert kept["pictures"] == ["ribbon", "seal"]
    assert kept["unchanged"]


def test_wrong_calls_and_files_that_are_none_are_told(
    call: Call, district: District, tmp_path: Path
) -> None:
    database = ("--database", district.database)
    assert call("certificate-template", "keep", *database).status == 2
    assert call("certificate-template", "image", "seal", *database).status == 2
    assert call("certificate-template", "image", "../x", tmp_path / "a", *database).status == 2
    gone = call("certificate-template", "check", tmp_path / "gone.toml", "--json")
    assert (gone.status, gone.json["error"]["code"]) == (3, "missing")
    damaged, other = tmp_path / "damaged.zip", tmp_path / "other.toml"
    damaged.write_bytes(b"PK\x03\x04 and no more")
    assert call("certificate-template", "keep", damaged, *database).status == 3
    other.write_bytes(b"title = \xff\xfe")
    told = call("certificate-template", "keep", other, *database, "--json")
    assert (told.status, told.json["error"]["code"]) == (3, "wrong_encoding")
    empty = tmp_path / "empty"
    empty.mkdir()
    told = call("certificate-template", "keep", empty, *database, "--json")
    assert (told.status, told.json["error"]["code"]) == (3, "no_template")
