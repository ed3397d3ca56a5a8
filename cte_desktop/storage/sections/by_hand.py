"""What people set of sections here, which no file may overwrite silently.

It is told by the history: the fields in which a section differs from what it was before people
began to change it, by the changes that are in effect. A section that people added here is theirs
as a whole, and its absence from a file says nothing; one that people removed stays removed until
somebody adds it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.content import content_or_none
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import undone_steps
from cte_desktop.storage.sections.columns import MEETING, SECTION
from cte_desktop.storage.sections.editing import key_of_name

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

    _Chain = tuple[Content | None, Content | None]  # as it was before, and as people left it

MEETINGS = "meetings"
_CHANGES = (
    "SELECT c.step, c.noun_id, t.before, t.after FROM change c "
    "JOIN change_content t ON t.change = c.number JOIN step s ON s.number = c.step "
    "WHERE c.noun = 'section' AND s.kind NOT IN ('undo', 'redo') ORDER BY c.number"
)


@dataclass(frozen=True, slots=True)
class SetHere:
    """The values of a section that people set, under their columns; `MEETINGS` as a list of rows.

    `made_here`: people added it.
    """

    values: dict[str, Any]
    made_here: bool


@dataclass(frozen=True, slots=True)
class ByHand:
    """What people did to sections: `set_here` under the keys of the rows, `removed` by year and id.

    A section that people alone ever had is no file's, so it may come with one after its removal.
    """

    set_here: dict[int, SetHere]
    removed: frozenset[tuple[int, str]]


def sections_by_hand(tx: Transaction) -> ByHand:
    """Return what people set of each section, and which of those from files they removed."""
    rows = fetch(tx, _CHANGES)
    undone = undone_steps(tx) if rows else {}
    chains: dict[int, _Chain] = {}
    gone: dict[str, bool] = {}  # by their names: removed and not added again
    from_files: set[str] = set()
    for step, name, before_text, after_text in rows:
        if step in undone:
            continue
        before, after = content_or_none(before_text), content_or_none(after_text)
        known: Any = (after or before or {})["key"]
        first = chains[known][0] if known in chains else before
        chains[known] = (first, after)
        gone[name] = after is None
        if after is None and first is not None:
            from_files.add(name)
    return ByHand(
        {
            key: SetHere(_differing(first, latest), first is None)
            for key, (first, latest) in chains.items()
            if latest is not None
        },
        frozenset(key_of_name(name) for name in from_files if gone[name]),
    )


def _differing(first: Content | None, latest: Content) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: latest[name] for name in SECTION if first is None or first[name] != latest[name]
    }
    meetings = _meetings(latest)
    if first is None or _meetings(first) != meetings:
        found[MEETINGS] = meetings
    return found


def _meetings(content: Content) -> list[tuple[Any, ...]]:
    kept: Any = content[MEETINGS]
    return [tuple(meeting[name] for name in MEETING) for meeting in kept]
