"""A template travels as a folder or one zip; what is none is refused and nothing is unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from cte_desktop.exchange.certificates.pictures_in import check_picture
from cte_desktop.exchange.certificates.template_files import (
    MOST_PICTURES,
    read_template_files,
    template_files,
    zipped,
)
from cte_desktop.system.errors import KnownError
from tests.services.awards.look.test_template import drawn_png

PNG = check_picture(drawn_png(), "seal").png
TEXT = 'seal = "Sello – ñ"\n'


def _refused(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        read_template_files(path)
    return caught.value.code


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_what_is_written_is_read_again_and_is_the_same_each_time(tmp_path: Path) -> None:
    files = template_files(TEXT, {"seal": PNG, "principal-VL": PNG})
    assert list(files) == ["certificate.toml", "principal-VL.png", "seal.png"]
    assert zipped(files) == zipped(files)
    (tmp_path / "ours.zip").write_bytes(zipped(files))
    assert read_template_files(tmp_path / "ours.zip") == (
        TEXT,
        {"principal-VL": PNG, "seal": PNG},
    )


def test_a_zip_of_a_folder_with_photographs_and_other_files_is_read(tmp_path: Path) -> None:
    photo = io.BytesIO()
    Image.open(io.BytesIO(PNG)).convert("RGB").save(photo, "JPEG")
    path = _zip(
        tmp_path / "ours.zip",
        {
            "ours/Certificate.TOML": TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
            "ours/director.JPG": photo.getvalue(),
            "ours/notes.docx": b"whatever",
            "ours/.hidden.png": b"of another system",
        },
    )
    text, images = read_template_files(path)
    assert text == TEXT
    assert list(images) == ["director"]


def test_what_is_no_template_is_refused(tmp_path: Path) -> None:
    toml = {"certificate.toml": TEXT.encode()}
    assert _refused(_zip(tmp_path / "a.zip", {"seal.png": PNG})) == "no_template"
    assert _refused(_zip(tmp_path / "b.zip", toml | {"seal.png": b"text"})) == "picture_no_picture"
    assert _refused(_zip(tmp_path / "c.zip", toml | {"../seal.png": PNG})) == "archive_refused"
    bomb = toml | {"seal.png": b"\0" * 30_000_000}
    assert _refused(_zip(tmp_path / "d.zip", bomb)) == "archive_refused"
    many = toml | {f"p{place}.png": PNG for place in range(MOST_PICTURES + 1)}
    assert _refused(_zip(tmp_path / "e.zip", many)) == "too_many_pictures"
    (tmp_path / "f.zip").write_bytes(b"no zip")
    assert _refused(tmp_path / "f.zip") == "file_unreadable"
    assert _refused(tmp_path / "g.zip") == "missing"
    assert _refused(tmp_path / "g.toml") == "missing"
