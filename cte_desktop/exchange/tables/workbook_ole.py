"""How many places the sheets of an old XLS file take up, before it is parsed.

An XLS file is a small file system of 512-byte sectors (MS-CFB) with a stream of records (MS-XLS);
each record of a cell begins with its row and column.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

# number, rk, many numbers, text, shared text, truth, formula, rich text: BIFF 5 to 8
_ROW_AND_COLUMN = frozenset({0x0203, 0x027E, 0x00BD, 0x0204, 0x00FD, 0x0205, 0x0006, 0x00D6})
_MANY = 0x00BD  # ends with its last column
_BEGIN = 0x0809  # of a sheet
_ENTRY = 128
_LAST = 0xFFFFFFF0  # sector numbers from here on are signs
_LOCKED = 0x002F  # what follows is encrypted
_SMALL = 4096  # streams below this lie in the stream of small ones
_NAMES = ("Workbook", "Book")


def places_of_records(content: bytes) -> int | None:
    """Return the largest number of places of a sheet; None for a file locked with a password.

    Raises ValueError for a damaged file.
    """
    try:
        stream = _Compound(content).stream()
    except (struct.error, IndexError, OverflowError) as error:
        raise ValueError from error
    most = rows = columns = 0
    for kind, start, end in _records(stream):
        if kind == _BEGIN:
            rows = columns = 0
        elif kind == _LOCKED:
            return None
        elif kind in _ROW_AND_COLUMN and end - start >= 4:
            row, column = struct.unpack_from("<HH", stream, start)
            if kind == _MANY:
                column = max(column, *struct.unpack_from("<H", stream, end - 2))
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            most = max(most, rows * columns)
    return most


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        end = place + 4 + size
        if end > len(stream):
            return
        yield kind, place + 4, end
        place = end


class _Compound:
    """The sectors of a compound file and the chains that they form."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in {9, 12}:
            raise ValueError
        self._size = 1 << shift
        self._next = self._table(self._sectors_of_table())

    def stream(self) -> bytes:
        """Return the records: the stream Workbook, or Book of older files."""
        directory = self._joined(self._chain(self._number(48), self._next))
        entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
        found = {_name(entry): entry for entry in entries if len(entry) == _ENTRY}
        entry = next((found[name] for name in _NAMES if name in found), None)
        if entry is None:
            raise ValueError
        first, size = struct.unpack_from("<II", entry, 116)
        if size >= _SMALL:
            return self._joined(self._chain(first, self._next))[:size]
        (root,) = struct.unpack_from("<I", entries[0], 116)
        small = self._joined(self._chain(root, self._next))
        table = self._table(list(self._chain(self._number(60), self._next)))
        parts = (small[at * 64 : at * 64 + 64] for at in self._chain(first, table))
        return b"".join(parts)[:size]

    def _number(self, place: int) -> int:
        return int(struct.unpack_from("<I", self._content, place)[0])

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _joined(self, sectors: Iterator[int]) -> bytes:
        return b"".join(map(self._sector, sectors))

    def _table(self, sectors: Sequence[int]) -> Sequence[int]:
        joined = self._joined(iter(sectors))
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def _sectors_of_table(self) -> list[int]:
        listed = list(struct.unpack_from("<109I", self._content, 76))
        more = self._number(68)
        for _ in range(len(self._content) // self._size + 1):
            if more >= _LAST:
                break
            *numbers, more = self._table([more])
            listed += numbers
        return [number for number in listed if number < _LAST]

    def _chain(self, first: int, following: Sequence[int]) -> Iterator[int]:
        number = first
        for _ in range(len(following) + 1):
            if number >= _LAST:
                return
            yield number
            number = following[number]
        raise ValueError  # it bites its own tail


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
