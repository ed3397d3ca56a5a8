"""What a recorded program did to its files, call by call, as events that a disk can be fed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.child import Message
from tests.faults.disk import Disk
from tests.faults.tracing import Call

FILE_CALLS = (
    *("openat", "open", "creat", "lseek", "write", "pwrite64", "writev", "pwritev", "pwritev2"),
    *("fsync", "fdatasync", "sync_file_range", "rename", "renameat", "renameat2", "unlink"),
    *("unlinkat", "ftruncate", "truncate", "mkdir", "mkdirat", "rmdir", "link", "linkat"),
    *("symlinkat", "copy_file_range", "sendfile", "fallocate"),
)
_DESCRIPTOR = re.compile(r"^(\d+)<([^>]*)>(\(deleted\))?")
_TEXTS = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_SHARED_MEMORY = "-shm"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to a file, by its name within the place: `what` is the verb.

    A descriptor is followed by the name that its file has at that moment; a removed file is none.
    """

    what: str
    name: str
    to: str = ""
    offset: int = 0
    content: bytes = b""

    @property
    def is_edge(self) -> bool:
        """Whether something becomes sure, or another name, here."""
        return self.what not in ("write", "create")

    def happen(self, disk: Disk, root: Path) -> None:
        """Do it to a disk whose names lie under `root`."""
        name = str(root / self.name)
        match self.what:
            case "create" | "mkdir":
                disk.create(name, is_folder=self.what == "mkdir")
            case "write":
                disk.write(disk.names[name], self.offset, self.content)
            case "cut":
                disk.cut(disk.names[name], self.offset)
            case "sync":
                disk.names[name].sync()
            case "sync folder":
                disk.sync_folder(name)
            case "rename":
                disk.rename(name, str(root / self.to))
            case "unlink":
                disk.unlink(name)
            case _:
                raise ValueError(self.what)


@dataclass(frozen=True, slots=True)
class Told:
    """What the program acknowledged at this moment."""

    message: Message
    is_edge: bool = True


Event = Change | Told


def replay(calls: Iterable[Call], pipe: str, root: Path) -> Iterator[Event]:
    """Return what the calls did to files under `root`, and what was told on the pipe, in order."""
    places: dict[str, int] = {}
    for call in calls:
        if call.result < 0:
            continue
        if call.name in ("write", "writev") and pipe in path_of(call):
            text = _texts(call)[0].decode().rstrip("\n")
            kind, _, rest = text.partition(" ")
            yield Told(Message(kind, rest))
        else:
            yield from _changes(call, places, root)


def path_of(call: Call) -> str:
    """Return the path of the file that a call is about; of a renaming the first one."""
    if call.name in ("openat", "open", "creat", "rename", "renameat", "renameat2"):
        return _texts(call)[0].decode(errors="replace")
    return _descriptor(call)[1]


def _changes(call: Call, places: dict[str, int], root: Path) -> Iterator[Change]:
    if call.name in ("openat", "open", "creat"):
        yield from _opened(call, places, root)
        return
    if call.name in ("rename", "renameat", "renameat2"):
        name, to = (_within(text.decode(), root) for text in _texts(call)[:2])
        if name is not None and to is not None:
            yield Change("rename", name, to)
        return
    if call.name in ("unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"):
        name = _within(_texts(call)[0].decode(), root)
        if name is not None and not name.endswith(_SHARED_MEMORY):
            yield Change("mkdir" if call.name.startswith("mkdir") else "unlink", name)
        return
    yield from _of_descriptor(call, places, root)


def _opened(call: Call, places: dict[str, int], root: Path) -> Iterator[Change]:
    places[str(call.result)] = 0
    name = _within(_texts(call)[0].decode(), root)
    if name is None or name.endswith(_SHARED_MEMORY):
        return
    if "O_CREAT" in call.given:
        yield Change("create", name)
    if "O_TRUNC" in call.given:
        yield Change("cut", name)


def _of_descriptor(call: Call, places: dict[str, int], root: Path) -> Iterator[Change]:
    number, path, deleted = _descriptor(call)
    name = None if deleted else _within(path, root)
    if call.name == "lseek":
        places[number] = call.result
    if name is None or name.endswith(_SHARED_MEMORY):
        return
    match call.name:
        case "write":
            at = places.get(number, 0)
            places[number] = at + call.result
            yield Change("write", name, offset=at, content=_texts(call)[0][: call.result])
        case "pwrite64":
            yield Change(
                "write", name, offset=_last_number(call), content=_texts(call)[0][: call.result]
            )
        case "ftruncate":
            yield Change("cut", name, offset=_last_number(call))
        case "fsync" | "fdatasync":
            yield Change("sync folder" if (root / name).is_dir() else "sync", name)
        case "lseek":
            pass
        case _:
            raise NotImplementedError(f"{call.name} on {name}")


def _last_number(call: Call) -> int:
    return int(call.given.rpartition(",")[2])


def _descriptor(call: Call) -> tuple[str, str, bool]:
    found = _DESCRIPTOR.match(call.given)
    if found is None:
        return "", "", False
    return found[1], _plain(found[2]).decode(errors="replace"), found[3] is not None


def _texts(call: Call) -> list[bytes]:
    found = _TEXTS.findall(call.given)
    if any(shortened for _, shortened in found):
        raise ValueError("the trace is cut short")
    return [_plain(text) for text, _ in found]


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _within(path: str, root: Path) -> str | None:
    """Return the name of a path under `root`; None outside, or where the path is not whole."""
    try:
        return str(Path(path).relative_to(root))
    except ValueError:
        return None
