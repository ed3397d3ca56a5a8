"""What is looked at in a workbook before it is parsed (`safety.md`, Input).

Parsing reserves a cell for every place up to the outermost filled ones, and copies a shared text
into every cell that shows it: a few bytes could ask for hundreds of gigabytes. So all members are
unpacked once and counted, which also shows those whose size was told wrongly.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field

from cte_desktop.exchange.files import archive
from cte_desktop.exchange.files.workbook_faults import (
    damaged_workbook,
    locked_workbook,
    refused_workbook,
)
from cte_desktop.exchange.files.workbook_formats import ODS, XLS, XLSX
from cte_desktop.exchange.tables.workbook_extents import places_of_sheet, places_of_tables
from cte_desktop.exchange.tables.workbook_ole import places_of_records
from cte_desktop.wording.translate import noop

MOST_PLACES = 20_000_000  # rows times columns of a sheet; some 600 MB while it is parsed
MOST_TEXT = 1024 * 1024 * 1024  # bytes of all cells that show a shared text
START = 256 * 1024  # bytes of a sheet that are enough for a look at it

_MANIFEST = "META-INF/manifest.xml"
_LEAST_OF_A_CELL = len(b'<c t="s"><v>0</v></c>')
_ERROR_CELL = re.compile(rb'(<(?:\w+:)?c\s[^<>]*?\bt=)"e"')
_SHARED = re.compile(rb'<c [^<>]*?t="s"[^<>]*><v>([0-9]{1,9})</v>')


@dataclass(slots=True)
class Package:
    """A workbook that may be parsed; `share`: how many times longer its longest cut sheet is."""

    content: bytes
    share: float = 1.0
    changed: dict[str, bytes] = field(default_factory=dict)
    texts: list[int] = field(default_factory=list)  # bytes of each shared text
    size: int = 0  # bytes of all members unpacked


def checked(content: bytes, kind: str, name: str, *, start_only: bool = False) -> Package:
    """Return the workbook to parse; a known error for a dishonest or damaged one.

    Cells with errors (#N/A) are made texts, since they would be read as empty. `start_only` leaves
    the first rows of each sheet and looks only at them.
    """
    try:
        if kind == XLS:
            places = places_of_records(content)
            if places is None:
                raise locked_workbook(name)
            _refuse_distant(places, name)
            return Package(content)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            fault = archive.fault_of(package.infolist())
            if fault:
                raise refused_workbook(name, fault, **archive.LIMITS)
            if kind == ODS and b"encryption-data" in package.read(_MANIFEST):
                raise locked_workbook(name)
            made = Package(content)
            for entry in package.infolist():
                _look(package, entry, made, kind, name, start_only=start_only)
            _refuse_copies(package, made, name)
            if made.changed:
                made.content = _repacked(package, made.changed)
                made.changed = {}
            return made
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise damaged_workbook(name) from error
    except (KeyError, NotImplementedError, RuntimeError) as error:  # lacks a part, unknown packing
        raise damaged_workbook(name) from error


def _look(
    package: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    made: Package,
    kind: str,
    name: str,
    *,
    start_only: bool,
) -> None:
    with package.open(entry) as member:
        text = member.read(START)
        if start_only and kind == XLSX and len(text) < entry.file_size and (cut := _cut(text)):
            made.share = max(made.share, entry.file_size / len(cut))
            made.changed[entry.filename] = text = cut
        else:
            text += member.read()
    if b"<!DOCTYPE" in text[:START] or b"<!ENTITY" in text[:START]:
        raise refused_workbook(
            name, noop("{file} declares words of its own inside, which no export does.")
        )
    if kind == XLSX:
        places = places_of_sheet(text, MOST_PLACES)
        if b' t="e"' in text:
            made.changed[entry.filename] = _ERROR_CELL.sub(rb'\1"str"', text)
        made.size += len(text)
        if b"<sst" in text[:2000] or b":sst" in text[:2000]:
            made.texts = list(map(len, re.split(rb"<(?:\w+:)?si[\s>]", text)[1:]))
    else:
        places = places_of_tables(text) if entry.filename == "content.xml" else 0
    _refuse_distant(places, name)


def _refuse_distant(places: int, name: str) -> None:
    if places > MOST_PLACES:
        raise refused_workbook(
            name, noop("{file} has cells so far apart that the sheet would not fit into memory.")
        )


def _cut(start: bytes) -> bytes:
    """Return the whole rows at the start of a sheet as a sheet, or nothing when there are none."""
    end = start.rfind(b"</row>")
    if b"<sheetData" not in start or end < 0:
        return b""
    return start[: end + len(b"</row>")] + b"</sheetData></worksheet>"


def _refuse_copies(package: zipfile.ZipFile, made: Package, name: str) -> None:
    """Refuse a workbook that shows long shared texts so often that they fill the memory."""
    longest = max(made.texts, default=0)
    if longest * (made.size // _LEAST_OF_A_CELL) <= MOST_TEXT:
        return
    shown: Counter[bytes] = Counter()
    others = 0
    for entry in package.infolist():
        text = made.changed.get(entry.filename) or package.read(entry)
        found = _SHARED.findall(text)
        shown.update(found)
        others += max(text.count(b'"s"') + text.count(b"'s'") - len(found), 0)
    lengths = dict(enumerate(made.texts))
    size = sum(count * lengths.get(int(place), 0) for place, count in shown.items())
    size += longest * others  # cells written in another way than all programs do
    if size > MOST_TEXT:
        raise refused_workbook(
            name, noop("{file} repeats long texts so often that they would not fit into memory.")
        )


def _repacked(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        for entry in package.infolist():
            content = changed.get(entry.filename)
            packed.writestr(entry.filename, package.read(entry) if content is None else content)
    return made.getvalue()
