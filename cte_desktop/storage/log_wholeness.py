"""Whether the log beside a database is whole as far as it was synced.

SQLite takes a log to end at the first frame whose checksum is wrong, as a power cut leaves it. When
a bit of the log was spoiled since, everything saved after it would be gone without a word, and
pages of the file that are newer than the log could be read beside older ones. But each change is
synced before the next begins: a log that goes on for more than one change after a wrong frame was
not cut off but damaged. The frames' checksums are over the encrypted pages, so no key is needed.

A change that was the last one can't be told from one that was never finished.
"""

from __future__ import annotations

import contextlib
import struct
from array import array
from typing import TYPE_CHECKING, BinaryIO

from cte_desktop.storage.faults import damaged_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")
_MAGIC = 0x377F0682
"""The last bit says whether checksums are over big-endian numbers."""
_PAGES = range(512, 65537)
_WHOLE_NUMBER = 0xFFFFFFFF
_ATTEMPTS = 3
MOST_AT_OPENING = 2_000
"""Frames that are summed up at an opening: twice what a log grows to before it begins anew."""
_LOST = 2
"""Changes after a wrong frame that show damage: the one it belongs to may be unfinished."""

_Sums = tuple[int, int]


def require_whole_log(database: Path, *, most: int | None = None) -> None:
    """Raise the known error `damaged` if a part of the log that was synced is not what was written.

    Works beside a writer; without a log nothing happens. With `most` no more than so many frames
    are summed up: only what was written in one piece leaves more, such as an import that was
    killed, and nobody waits for that when a database is opened.
    """
    place = database.resolve()
    with contextlib.suppress(OSError), place.with_name(f"{place.name}-wal").open("rb") as log:
        for _ in range(_ATTEMPTS):
            header = log.read(_HEADER.size)
            if not _is_damaged(header, log, most):
                return
            log.seek(0)
            if log.read(_HEADER.size) == header:
                raise damaged_store(database)
            log.seek(0)  # a writer began the log anew meanwhile


def _is_damaged(header: bytes, log: BinaryIO, most: int | None) -> bool:
    if len(header) < _HEADER.size:
        return False
    magic, _version, page, _number, *rest = _HEADER.unpack(header)
    salts, told = tuple(rest[:2]), tuple(rest[2:])
    if magic & ~1 == _MAGIC and page in _PAGES:
        swapped = _is_swapped(magic)
        sums = _summed((0, 0), header[:24], swapped=swapped)
        if sums == told:
            return _goes_on(log, page, salts, sums, swapped=swapped, most=most)
    # The header was synced before the first frame: with any change behind it, it was spoiled.
    return any(size for _, size, *_ in _frames(log, 4096))


def _goes_on(
    log: BinaryIO,
    page: int,
    salts: tuple[int, ...],
    sums: _Sums,
    *,
    swapped: bool,
    most: int | None,
) -> bool:
    """Say whether changes of this log follow after its first wrong frame."""
    right, changes = True, 0
    for number, (head, size, found, told, content) in enumerate(_frames(log, page)):
        if right and number == most:
            return False
        if right:
            sums = _summed(_summed(sums, head, swapped=swapped), content, swapped=swapped)
            right = found == salts and told == sums
        if not right and size and _nearly(found, salts):
            changes += 1
    return changes >= _LOST


def _frames(
    log: BinaryIO, page: int
) -> Iterator[tuple[bytes, int, tuple[int, ...], tuple[int, ...], bytes]]:
    """Return what each whole frame is about, the size after a change, salts, sums and its page."""
    while len(frame := log.read(_FRAME.size + page)) == _FRAME.size + page:
        _page, size, *rest = _FRAME.unpack_from(frame)
        yield frame[:8], size, tuple(rest[:2]), tuple(rest[2:]), frame[_FRAME.size :]


def _nearly(found: tuple[int, ...], salts: tuple[int, ...]) -> bool:
    """Say whether a frame is of this log, and not left of an earlier one; a bit may be spoiled."""
    return sum((a ^ b).bit_count() for a, b in zip(found, salts, strict=True)) <= 1


def _is_swapped(magic: int) -> bool:
    """Say whether the numbers summed up are of the other byte order than this machine's."""
    own_is_big = array("H", [1]).tobytes() == b"\x00\x01"
    return bool(magic & 1) != own_is_big


def _summed(sums: _Sums, content: bytes, *, swapped: bool) -> _Sums:
    numbers = array("I", content)
    if swapped:
        numbers.byteswap()
    first, second = sums
    pairs = iter(numbers)
    for one, other in zip(pairs, pairs, strict=True):
        first = (first + one + second) & _WHOLE_NUMBER
        second = (second + other + first) & _WHOLE_NUMBER
    return first, second
