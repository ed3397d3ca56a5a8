"""The encoding of a text file, decided from its bytes.

BOM; else NUL in every second byte is UTF-16; else strict UTF-8; else cp1252, in which valid UTF-8
pairs are reported as mixed (`safety.md`, Input). A caller may say the encoding instead.
"""

from __future__ import annotations

import codecs
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from cte_desktop.exchange.files.workbook_faults import (
    damaged_workbook,
    foreign_document,
    locked_workbook,
)
from cte_desktop.exchange.files.workbook_formats import (
    FOREIGN,
    LOCKED,
    WORKBOOK_ENDINGS,
    ZIP_STARTS,
)
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.exchange.files.source import Source

GUESSED = "cp1252"
MOST_BYTES = 512 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CODECS = re.compile(
    r"^(?:utf-8|utf-8-sig|utf-(?:16|32)(?:-[bl]e)?|cp\d+|iso8859-\d+|mac-roman|ascii)$"
)
_BEFORE_MARKUP = codecs.BOM_UTF8 + b" \t\r\n"
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<head", b"<meta")
# What people drop by mistake under the name of a table: PDF, pictures, RTF, gzip, 7-Zip, RAR.
_NO_TEXTS = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"
)  # fmt: skip
_CHUNK = 1024 * 1024
_LOOKED_AT = 64 * 1024


def chosen_encoding(name: str) -> str:
    """Return Python's name of the encoding that a person asked for, or raise a wrong call."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        found = ""
    if not _TEXT_CODECS.match(found):
        raise WrongCall(
            "bad_encoding",
            noop('There is no text encoding "{given}".'),
            do=noop("Use utf-8, utf-16, cp1252, iso8859-1 or mac-roman."),
            given=name,
        )
    return found


@contextmanager
def read_as(source: Source, encoding: str) -> Iterator[None]:
    """Inside the block, a text that can't be what a person said it is becomes a known error.

    Nearly every encoding puts signs of replacement in; UTF-16 gives up without a byte order mark.
    """
    try:
        yield
    except UnicodeError as error:
        raise wrong_encoding(source, encoding) from error


def wrong_encoding(source: Source, encoding: str) -> KnownError:
    """Return the error of a file that is not written in the encoding that was asked for."""
    return KnownError(
        "wrong_encoding",
        noop("{file} can't be read as {encoding}."),
        kept=noop("Nothing was imported."),
        do=noop("Import it without saying an encoding, or say the one in which it was saved."),
        file=source.name,
        encoding=encoding,
    )


def detect(source: Source) -> str:
    """Return the encoding of a file; a known error for an empty, oversized or binary one.

    Of a workbook that is what it is: xlsx, xls or ods.
    """
    found = source.format()
    return _workbook_encoding(found, source.name) if found else _text_encoding(source)


def _workbook_encoding(found: str, name: str) -> str:
    if found == LOCKED:
        raise locked_workbook(name)
    if found == FOREIGN:
        raise foreign_document(name)
    return found


def _text_encoding(source: Source) -> str:
    with source.opened() as stream:
        start = stream.read(_LOOKED_AT)
        if not start.strip(b" \t\r\n\0"):
            raise _empty(source)
        if start.lstrip(_BEFORE_MARKUP)[:9].lower().startswith(_MARKUP):
            raise _web_page(source)
        for bom, name in _BOMS:
            if start.startswith(bom):
                if len(start) == len(bom):
                    raise _empty(source)
                return name
        wide = _wide(start)
        if wide:
            return wide
        if start.startswith(ZIP_STARTS) and source.file_name.endswith(WORKBOOK_ENDINGS):
            raise damaged_workbook(source.name)
        if start.count(0) * 20 > len(start) or start.startswith((b"PK\x03\x04", *_NO_TEXTS)):
            raise _no_text(source)
        return _utf8_or_guessed(source, stream, start)


def _utf8_or_guessed(source: Source, stream: BinaryIO, start: bytes) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    size, chunk = 0, start
    try:
        while chunk:
            size += len(chunk)
            if size > MOST_BYTES:
                raise _too_big(source)
            decoder.decode(chunk)
            chunk = stream.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return GUESSED
    return "utf-8"


def _wide(start: bytes) -> str:
    """Return UTF-16 with its byte order when nearly every second byte is NUL, else ""."""
    half = len(start) // 2
    even, odd = start[::2].count(0), start[1::2].count(0)
    if half and odd >= 0.7 * half and even <= 0.05 * half:
        return "utf-16-le"
    if half and even >= 0.7 * half and odd <= 0.05 * half:
        return "utf-16-be"
    return ""


def _empty(source: Source) -> KnownError:
    return KnownError(
        "file_empty",
        noop("{file} is empty."),
        kept=noop("Nothing was imported."),
        do=noop("Export it again, or take it out of the folder."),
        file=source.name,
    )


def _no_text(source: Source) -> KnownError:
    return KnownError(
        "file_not_text",
        noop("{file} is not a text file."),
        kept=noop("Nothing was imported."),
        do=noop("Save it as CSV (UTF-8) and import that."),
        file=source.name,
    )


def _web_page(source: Source) -> KnownError:
    """Return the error of what some systems call a spreadsheet: a web page, or XML, named .xls."""
    return KnownError(
        "file_not_text",
        noop("{file} is a web page or XML, whatever its name ends with."),
        kept=noop("Nothing was imported."),
        do=noop("Open it in a spreadsheet program and save it as XLSX or CSV."),
        file=source.name,
    )


def _too_big(source: Source) -> KnownError:
    return KnownError(
        "file_too_big",
        noop("{file} is larger than {most} MB."),
        kept=noop("Nothing was imported."),
        do=noop("Split it, for example by school, and import the parts."),
        file=source.name,
        most=MOST_BYTES // 1024 // 1024,
    )
