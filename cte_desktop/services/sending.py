"""Everything there is as plain files in a folder: what another copy of the program reads back.

Each file is written piece by piece while the store stands still, so a whole district takes little
memory. What counselors note privately, settings and the history stay here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.state.fields import problem
from cte_desktop.exchange.outgoing.export import plain_texts
from cte_desktop.exchange.plain.kinds import BY_NAME, KINDS, RULE_KINDS
from cte_desktop.exchange.toml_text import toml_text
from cte_desktop.services.export_orders import OutFile, Prepared
from cte_desktop.storage import rules as rules_store
from cte_desktop.storage.plain_rows import count_plain_rows, left_out, plain_rows
from cte_desktop.storage.students import list_student_lines
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cte_desktop.domain.completion.state.fields import Problem
    from cte_desktop.exchange.outgoing.lists import Sink
    from cte_desktop.exchange.plain.columns import Kind
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.export_orders import Order, Progress
    from cte_desktop.storage.transaction import Transaction

RULES = frozenset(kind.name for kind in RULE_KINDS)
FILES = frozenset(kind.file for kind in KINDS)
_UNNOTICED = frozenset({".DS_Store", "desktop.ini", "Thumbs.db"})


@dataclass(slots=True)
class _Count:
    """How many rows of all files are written."""

    done: int
    total: int
    progress: Progress

    def add(self, rows: int) -> None:
        self.done += rows
        self.progress(min(self.done, self.total), self.total)


def prepare_everything(desk: Desk, order: Order, progress: Progress) -> Prepared:
    """Return the files of every kind, for the folder `order.out`.

    A folder with other files in it is refused (`KnownError`, folder_in_use): whoever imports the
    folder would bring them in too. `progress` is told rows, while the files are written.
    """
    _require_own_folder(order.out)
    with desk.database.reading() as tx:
        documents = rules_store.load_rules(tx)
        kinds = [kind for kind in KINDS if kind.name not in RULES]
        rows = {kind.name: count_plain_rows(tx, kind.name) for kind in kinds}
        uids = _everyone(tx)
        problems = tuple(_problems(tx))
    total = sum(rows.values())
    count = _Count(0, total, progress)
    count.add(0)
    files = [_rules_file(order.out, name, documents[name]) for name in BY_NAME if name in documents]
    files += [_table_file(desk, order.out, kind, count) for kind in kinds]
    return Prepared(tuple(files), total, uids, problems, order.out, _everyone)


def _everyone(tx: Transaction) -> tuple[str, ...]:
    return tuple(line.uid for line in list_student_lines(tx))


def _require_own_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise KnownError(
            "no_folder",
            "{file} is a file; everything there is goes into a folder.",
            do="Name a folder, new or empty.",
            file=folder,
        )
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    others = sorted(found - FILES - _UNNOTICED)
    if others:
        raise KnownError(
            "folder_in_use",
            "The folder {folder} has other files in it, such as {file}.",
            kept="Nothing was written.",
            do="Choose a new or empty folder, or one with such an export alone.",
            folder=folder,
            file=others[0],
        )


def _rules_file(folder: Path, name: str, document: Mapping[str, object]) -> OutFile:
    def write(sink: Sink) -> int:
        sink.write(toml_text(document).encode("utf-8"))
        return 1

    return OutFile(folder / BY_NAME[name].file, write)


def _table_file(desk: Desk, folder: Path, kind: Kind, count: _Count) -> OutFile:
    def write(sink: Sink) -> int:
        rows = 0
        with desk.database.reading() as tx:
            for text, written in plain_texts(kind, plain_rows(tx, kind.name, kind.fields)):
                sink.write(text.encode("utf-8"))
                rows += written
                count.add(written)
        return rows

    return OutFile(folder / kind.file, write)


def _problems(tx: Transaction) -> Iterator[Problem]:
    """Say what the files have no place for."""
    missing = left_out(tx)
    if missing.empty_plans:
        yield problem("", "plans.csv", "empty_plans", count=missing.empty_plans)
    if missing.added_programs:
        yield problem("", "", "added_programs", count=missing.added_programs)
