"""What an import would do, before it does it: the same work in a transaction that is given up.

Nothing of it stays: no step, no change, no backup. Students' names are in the result alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cte_desktop.exchange.answers import Answers
    from cte_desktop.exchange.profiles.profile import TableShape
    from cte_desktop.exchange.questions import Question
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.importing import ImportReport

MOST_CHANGED = 2_000
"""Changed rows that are listed; all are counted."""
MOST_ADDED = 200
"""New rows of a kind that are listed."""
_NO_SHAPES: Mapping[str, TableShape] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field of a row before and after, written as the plain files write it.

    `by_hand`: a person set `before` here, and it stays; `after` is what the file has.
    """

    column: str
    before: str
    after: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that would be changed; `key` tells it from others of its kind.

    Student id and name are empty for what is no student's.
    """

    kind: str
    key: str
    student_id: str
    name: str
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that would be new; `text` says what it is in the words of the plain file."""

    kind: str
    key: str
    student_id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do: its report, and rows of the store before and after.

    `changed_total` counts all rows of the store that would change, `changed` are the first
    `MOST_CHANGED` of them; `added` are the first `MOST_ADDED` new ones of each kind.
    """

    report: ImportReport
    changed: tuple[ChangedRow, ...]
    changed_total: int
    added: tuple[AddedRow, ...]
    questions: tuple[Question, ...] = ()


def preview_import(  # noqa: PLR0913 - each is an option of the import
    desk: Desk,
    paths: Sequence[Path],
    *,
    profile: str = "",
    encoding: str | None = None,
    replace: bool = False,
    shapes: Mapping[str, TableShape] = _NO_SHAPES,
    answers: Answers | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> ImportPreview:
    """Return what `import_paths` would do with the same arguments; nothing of it stays.

    `progress` cancels by raising. Raises what `import_paths` raises.
    """
    raise NotImplementedError
