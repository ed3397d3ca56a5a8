"""A disk that remembers what is sure and what is not, fed with the recorded calls of a program.

What was written to a file is sure after that file was synced, and a name after its folder was.
Before that a power cut may keep it, lose it, keep it without what came before it, or keep single
sectors of it. Memory that is shared (the -shm file) is never on the disk.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTORS = (512, 4096)
MODES = ("dropped", "kept", "first ones", "scattered", "torn")


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes written at an offset; None as content cuts the file off there."""

    offset: int
    content: bytes | None


@dataclass(slots=True)
class File:
    """What a file holds for sure, and what was written since it was synced."""

    sure: bytearray = field(default_factory=bytearray)
    unsure: list[Written] = field(default_factory=list)
    is_folder: bool = False

    def sync(self) -> None:
        """Make sure of all that was written."""
        for written in self.unsure:
            _apply(self.sure, written)
        self.unsure.clear()

    def after_cut(self, mode: str, chance: random.Random) -> bytes:
        """Return what the file may hold after a power cut."""
        content = bytearray(self.sure)
        for written in _survivors(self.unsure, mode, chance):
            _apply(content, written)
        return bytes(content)


@dataclass(slots=True)
class Disk:
    """The files by name: as the program sees them, and the names that are sure.

    `naming` are the changes of names that no folder was synced after: (name, file or None).
    """

    names: dict[str, File] = field(default_factory=dict)
    sure: dict[str, File] = field(default_factory=dict)
    naming: list[tuple[tuple[str, File | None], ...]] = field(default_factory=list)

    @classmethod
    def holding(cls, folder: Path) -> Disk:
        """Return a disk on which all files of a folder are sure."""
        disk = cls()
        for path in (folder, *folder.rglob("*")):
            file = File(is_folder=True) if path.is_dir() else File(bytearray(path.read_bytes()))
            disk.names[str(path)] = disk.sure[str(path)] = file
        return disk

    def create(self, name: str, *, is_folder: bool = False) -> None:
        """Make an empty file or folder, unless there is one."""
        if name not in self.names:
            self.names[name] = File(is_folder=is_folder)
            self.naming.append(((name, self.names[name]),))

    def rename(self, name: str, to: str) -> None:
        """Give a file another name, in one stroke."""
        self.names[to] = self.names.pop(name)
        self.naming.append(((name, None), (to, self.names[to])))

    def unlink(self, name: str) -> None:
        """Take a name away."""
        if self.names.pop(name, None) is not None:
            self.naming.append(((name, None),))

    def write(self, file: File, offset: int, content: bytes) -> None:
        """Write bytes that no sync made sure of yet."""
        file.unsure.append(Written(offset, content))

    def cut(self, file: File, size: int) -> None:
        """Cut a file off."""
        file.unsure.append(Written(size, None))

    def sync_folder(self, folder: str) -> None:
        """Make sure of the names in a folder.

        Of a file that came from another folder the new name is sure then, while the one it had
        there may come back too, until that folder is synced as well.
        """
        rest = []
        for strokes in self.naming:
            here = tuple(one for one in strokes if str(Path(one[0]).parent) == folder)
            _name(self.sure, here)
            left = tuple(one for one in strokes if one not in here)
            if left:
                rest.append(left)
        self.naming = rest

    def after_cut(self, chance: random.Random) -> dict[str, bytes | None]:
        """Return what may be there after a power cut: the bytes of each file, None for a folder.

        What lies in a folder whose own name is not sure is lost with it.
        """
        names, mode = dict(self.sure), chance.choice(MODES)
        each = chance.random() < 0.5  # every file fares differently
        among = {"dropped": 0, "kept": len(self.naming)}
        for strokes in self.naming[: among.get(mode, chance.randint(0, len(self.naming)))]:
            _name(names, strokes)  # a folder's journal is replayed in its order
        return {
            name: None
            if file.is_folder
            else file.after_cut(chance.choice(MODES) if each else mode, chance)
            for name, file in names.items()
            if _is_reachable(name, names)
        }


def _is_reachable(name: str, names: dict[str, File]) -> bool:
    """Tell whether the folders above a name are there, up to those that were not looked at."""
    top = min((len(one) for one in names), default=0)
    return all(str(one) in names for one in Path(name).parents if len(str(one)) >= top)


def _name(names: dict[str, File], strokes: tuple[tuple[str, File | None], ...]) -> None:
    for name, file in strokes:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _survivors(unsure: list[Written], mode: str, chance: random.Random) -> Iterator[Written]:
    """Return what of the unsure writes reached the disk, in the order in which it did."""
    if mode == "kept":
        yield from unsure
    elif mode == "first ones":
        yield from unsure[: chance.randint(0, len(unsure))]
    elif mode == "scattered":
        kept = [written for written in unsure if chance.random() < chance.choice((0.2, 0.5, 0.9))]
        chance.shuffle(kept)
        yield from kept
    elif mode == "torn":
        sector = chance.choice(SECTORS)
        for written in unsure:
            yield from _torn(written, sector, chance)


def _torn(written: Written, sector: int, chance: random.Random) -> Iterator[Written]:
    if written.content is None:
        if chance.random() < 0.5:
            yield written
        return
    start, end = written.offset, written.offset + len(written.content)
    first = start - start % sector
    for at in range(first, end, sector):
        begin, stop = max(at, start), min(at + sector, end)
        if chance.random() < 0.5:
            yield Written(begin, written.content[begin - start : stop - start])


def _apply(content: bytearray, written: Written) -> None:
    if written.content is None:
        del content[written.offset :]
        content.extend(bytes(written.offset - len(content)))
        return
    end = written.offset + len(written.content)
    content.extend(bytes(max(0, end - len(content))))
    content[written.offset : end] = written.content
