"""What a file is by its first bytes and its members, whatever its name ends with."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import BinaryIO

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
XLSX, XLS, ODS = "xlsx", "xls", "ods"
LOCKED = "locked"  # encrypted: nothing but the password opens it
FOREIGN = "foreign"  # a package or an OLE file of another program, or a binary workbook

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENT_TYPES = "[Content_Types].xml"

_MIME = b"application/vnd.oasis.opendocument"
_MOST_OF_MIME = 200


def workbook_format(stream: BinaryIO) -> str:
    """Return xlsx, xls, ods, locked or foreign; "" for a text, an archive or a damaged zip.

    Raises whatever reading the stream raises.
    """
    start = stream.read(len(OLE_START))
    if not start.startswith((*ZIP_STARTS, OLE_START)):
        return ""
    whole = stream if isinstance(stream, io.BufferedReader) else io.BytesIO(start + stream.read())
    if start == OLE_START:
        whole.seek(0)
        return _of_ole(whole.read())
    try:
        with zipfile.ZipFile(whole) as package:
            return _of_package(package)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError):
        return ""


def _of_ole(content: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("Workbook\0") or holds("Book\0"):
        return XLS
    return LOCKED if holds("EncryptedPackage") else FOREIGN


def _of_package(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if CONTENT_TYPES in names:
        folded = {name.replace("\\", "/").casefold().lstrip("/") for name in names}
        return XLSX if "xl/workbook.xml" in folded else FOREIGN
    if "mimetype" not in names:
        return ""
    try:
        with package.open("mimetype") as told:
            mime = told.read(_MOST_OF_MIME)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        return ODS  # whose damage is told when it is opened
    if mime.startswith(_MIME + b".spreadsheet"):
        return ODS
    return FOREIGN if mime.startswith(_MIME) else ""
