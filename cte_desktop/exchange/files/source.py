"""Where the bytes of a file come from: a file, or a member of an archive.

The size and time of the file are remembered when it is first seen: a file that another program is
still writing is noticed and nothing of it is kept. A sheet of a workbook is a source of its own.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cte_desktop.exchange.files.workbook_formats import workbook_format
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

Fingerprint = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; `name` is what reports call it: `zip/member`, `book.xlsx/Sheet1`."""

    path: Path
    name: str
    member: str | None
    fingerprint: Fingerprint
    sheet: str | None = None  # the title of a workbook's sheet

    @property
    def file_name(self) -> str:
        """Return the last part of the name, in small letters."""
        return self.name.replace("\\", "/").rpartition("/")[2].lower()

    @property
    def is_workbook(self) -> bool:
        """Tell by the content whether this is a workbook, or a sheet of one; reads its start."""
        return self.sheet is not None or bool(self.format())

    def format(self) -> str:
        """Return what `workbook_format` tells of the bytes; a known error if they can't be read."""
        with self.opened() as stream:
            return workbook_format(stream)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Give the bytes; a file that can't be read is a known error."""
        with self.told():
            if self.member is None:
                with self.path.open("rb") as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self.path) as archive, self._inside(archive) as inner:
                    yield inner

    @contextmanager
    def told(self) -> Iterator[None]:
        """Inside the block, a file that can't be read or unpacked on becomes a known error."""
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise damaged(self.name) from error
        except OSError as error:
            raise unreadable(self.name) from error

    def _inside(self, archive: zipfile.ZipFile) -> BinaryIO:
        try:
            return cast("BinaryIO", archive.open(self.member or ""))
        except (KeyError, RuntimeError, NotImplementedError) as error:  # gone, or unknown packing
            raise damaged(self.name) from error

    def ensure_unchanged(self) -> None:
        """Raise a known error when the file is no longer what it was."""
        if fingerprint(self.path) != self.fingerprint:
            raise KnownError(
                "file_changed",
                noop("{file} was changed while it was read."),
                kept=noop("Nothing was imported."),
                do=noop("Wait until the other program has written it, then import it again."),
                file=self.name,
            )


def fingerprint(path: Path) -> Fingerprint:
    """Return the size and the time of a file; a known error when it can't be looked at."""
    try:
        state = path.stat()
    except OSError as error:
        raise unreadable(path.name) from error
    return state.st_size, state.st_mtime_ns


def damaged(name: str) -> KnownError:
    """Return the error of an archive, or of a file in one, that can't be unpacked."""
    return KnownError(
        "file_unreadable",
        noop("{file} can't be unpacked: the archive is damaged or made in an unusual way."),
        kept=noop("Nothing was imported."),
        do=noop("Make or download the archive again, or unpack it and import the folder."),
        file=name,
    )


def unreadable(name: str) -> KnownError:
    """Return the error of a file that is missing, locked, damaged or without leave to read."""
    return KnownError(
        "file_unreadable",
        noop("{file} can't be read."),
        kept=noop("Nothing was imported."),
        do=noop("Close it in other programs, check that it is there and export it again."),
        file=name,
    )
