"""A template with its pictures as files, to be given to a colleague: a folder, or one zip.

In it lie `certificate.toml` and, for each picture, NAME.png. Read are also .jpg and .jpeg, as a
person may have put them there; anything else is passed over.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from cte_desktop.exchange.certificates.pictures_in import MOST_MB, check_picture
from cte_desktop.exchange.files.archive import members
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cte_desktop.exchange.files.source import Source

TEMPLATE_FILE = "certificate.toml"
MOST_PICTURES = 100
_ENDINGS = (".png", ".jpg", ".jpeg")
_MOST_TEXT = 1_000_000  # bytes; longer ones the template itself refuses
_DAY = (1980, 1, 1, 0, 0, 0)  # of every member, so that the same template gives the same zip
_KEPT = noop("Certificates look as before.")


def template_files(text: str, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a template by their names."""
    pictures = {f"{name}.png": png for name, png in sorted(images.items())}
    return {TEMPLATE_FILE: text.encode(), **pictures}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as one zip, the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def read_template_files(path: Path) -> tuple[str, dict[str, bytes]]:
    """Return text and pictures of a folder, a zip, or of a TOML file alone.

    Known errors: missing, unreadable, archive_refused and others of archives, no_template,
    too_many_pictures, wrong_encoding, and those of pictures.
    """
    contents = _contents(path)
    texts = [name for name in contents if name.casefold() == TEMPLATE_FILE]
    if not texts:
        raise KnownError(
            "no_template",
            noop("There is no {wanted} in {file}."),
            kept=_KEPT,
            do=noop('Choose what "Export" wrote: a zip, or a folder with that file.'),
            file=path.name,
            wanted=TEMPLATE_FILE,
        )
    pictures = {name: content for name, content in contents.items() if name not in texts}
    images = {
        name.rpartition(".")[0]: check_picture(content, name).png
        for name, content in pictures.items()
    }
    return decoded(contents[texts[0]], texts[0]), images


def decoded(content: bytes, file: str) -> str:
    """Return the text of a file in UTF-8; a known error, wrong_encoding, for anything else."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise KnownError(
            "wrong_encoding",
            noop("{file} is not written in UTF-8."),
            kept=_KEPT,
            do=noop("Save it with the encoding UTF-8."),
            file=file,
        ) from None


def _contents(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if one.is_file())
        found = {one.name: one for one in files if _is_wanted(one.name)}
        _require_few(path, len(found))
        return {name: _read(file) for name, file in found.items()}
    if path.suffix.casefold() == ".toml":
        return {TEMPLATE_FILE: _read(path)}
    if not path.exists():
        raise KnownError("missing", noop("There is no file {file}."), kept=_KEPT, file=path)
    inside = {_last(one): one for one in members(path) if _is_wanted(_last(one))}
    _require_few(path, len(inside))
    return {name: _unzipped(one) for name, one in inside.items()}


def _last(source: Source) -> str:
    """Return the name of a member without folders: a zip may hold the folder itself."""
    return (source.member or "").replace("\\", "/").rpartition("/")[2]


def _is_wanted(name: str) -> bool:
    small = name.casefold()
    return small == TEMPLATE_FILE or (small.endswith(_ENDINGS) and not small.startswith("."))


def _require_few(path: Path, files: int) -> None:
    if files > MOST_PICTURES + 1:
        raise KnownError(
            "too_many_pictures",
            noop("{file} has more than {most} pictures."),
            kept=_KEPT,
            do=noop("Leave only the pictures that the template names."),
            file=path.name,
            most=MOST_PICTURES,
        )


def _most(name: str) -> int:
    return _MOST_TEXT if name.casefold().endswith(".toml") else MOST_MB * 1_000_000


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_most(file.name) + 1)
    except FileNotFoundError:
        raise KnownError(
            "missing", noop("There is no file {file}."), kept=_KEPT, file=file
        ) from None
    except OSError:
        raise KnownError(
            "unreadable", noop("{file} can't be read."), kept=_KEPT, file=file.name
        ) from None


def _unzipped(source: Source) -> bytes:
    with source.opened() as stream:
        return stream.read(_most(_last(source)) + 1)
