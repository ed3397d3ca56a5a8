"""Tags: words by which students are found again, given to many and taken from many in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes
from cte_desktop.services.people.rights import require_change
from cte_desktop.services.student_fields import visible_text
from cte_desktop.storage import tags as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

NOUN = "tags"
LONGEST_TAG = 40
"""Characters of a tag: it must fit into a column."""
_FEW = 100
"""Students named in `Changes`; of more every page reads everyone again."""


def tags_of(desk: Desk, uid: str) -> tuple[str, ...]:
    """Return the tags of a student, by name."""
    with desk.database.reading() as tx:
        return store.tags_of_student(tx, uid)


def every_tag(desk: Desk) -> tuple[tuple[str, int], ...]:
    """Return every tag with the number of students who have it, by name."""
    with desk.database.reading() as tx:
        return store.count_tags(tx)


def count_tagged(desk: Desk, uids: Iterable[str]) -> Mapping[str, int]:
    """Return how many of these students have each tag; tags that none has are left out."""
    wanted = frozenset(uids)
    counts: dict[str, int] = {}
    with desk.database.reading() as tx:
        for uid, tags in store.tags_of_all(tx).items():
            for tag in tags if uid in wanted else ():
                counts[tag] = counts.get(tag, 0) + 1
    return counts


def tag_many(desk: Desk, uids: Iterable[str], tag: str) -> Changes:
    """Give students a tag as one step; who has it already is left as they are.

    A tag that is known in other letters ("ap", "AP") is the known one.
    """
    wanted, tag = tuple(dict.fromkeys(uids)), sound_tag(tag)
    require_change(desk, "tag_many", wanted)
    with desk.database.writing() as tx:
        tag = _known(tx, tag)
        have = store.tagged(tx, tag, wanted)
        new = [uid for uid in store.present(tx, wanted) if uid not in have]
        begin_step(tx, "tag_many", {"tag": tag, "students": len(new)})
        store.add_tag(tx, new, tag)
        return _changes(tx, new)


def untag_many(desk: Desk, uids: Iterable[str], tag: str) -> Changes:
    """Take a tag from students as one step; who doesn't have it is left as they are."""
    wanted = tuple(dict.fromkeys(uids))
    require_change(desk, "untag_many", wanted)
    with desk.database.writing() as tx:
        have = store.tagged(tx, tag, wanted)
        begin_step(tx, "untag_many", {"tag": tag, "students": len(have)})
        store.remove_tag(tx, have.values())
        return _changes(tx, have)


def sound_tag(tag: str) -> str:
    """Return a tag without spaces too many and without what nobody sees; a wrong call for one that
    is empty or too long.
    """
    tag = visible_text(tag)
    if not tag:
        raise WrongCall("no_tag", noop("Write the tag: a word or two."))
    if len(tag) > LONGEST_TAG:
        raise WrongCall(
            "tag_too_long",
            noop("A tag has at most {most} characters."),
            do=noop("Write what is longer as a note."),
            most=LONGEST_TAG,
        )
    return tag


def _known(tx: Transaction, tag: str) -> str:
    folded = tag.casefold()
    known = (one for one, _count in store.count_tags(tx) if one.casefold() == folded)
    return next(known, tag)


def _changes(tx: Transaction, uids: Iterable[str]) -> Changes:
    """Return what the step changed; nothing when it wrote nothing."""
    if tx.step is None or tx.step.number is None:
        return Changes()
    changed = frozenset(uids)
    few = changed if len(changed) <= _FEW else frozenset()
    return Changes(frozenset({NOUN, "history"}), few, step_number(tx))
