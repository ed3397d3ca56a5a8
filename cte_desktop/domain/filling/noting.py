"""Noting wishes: a student's wishes as one list by rank, in which they are noted, moved and taken.

Nothing is lost on the way: a wish that nobody here understands (of an unknown course, say) keeps
its place until a person takes it out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.wants import NO, ONE_OF, YES
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.edits import FileEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MANY = frozenset({"pathway", "course", "avoid"})
"""Kinds of which a student may have several wishes; of any other kind the dearest holds."""
MUST, LIKE, NOT = "must", "like", "no"
Wishes = tuple[Wish, ...]


class Answer(StrEnum):
    """What is answered to "summer?", "zero period?" and the like; `USUAL` is no wish at all."""

    USUAL = "usual"
    MUST = "must"
    LIKE = "like"
    RATHER_NOT = "rather_not"
    NEVER = "never"


def by_rank(wishes: Iterable[Wish]) -> Wishes:
    """Return the wishes, the dearest first; those of one rank stay in their order."""
    return tuple(sorted(wishes, key=lambda wish: wish.rank))


def of_kind(wishes: Iterable[Wish], kind: str) -> Wish | None:
    """Return the dearest wish of a kind, None where none is noted."""
    return next((wish for wish in wishes if wish.kind == kind), None)


def answer_of(wish: Wish | None) -> Answer:
    """Return what a wish of yes or no answers: "no" as its strength turns its value round."""
    if wish is None:
        return Answer.USUAL
    if wish.strength == NOT:
        return Answer.NEVER if wish.value.strip().lower() != NO else Answer.MUST
    if wish.value.strip().lower() == NO:
        return Answer.NEVER if wish.strength == MUST else Answer.RATHER_NOT
    return Answer.MUST if wish.strength == MUST else Answer.LIKE


def answered(kind: str, answer: Answer, value: str = YES, days: str = "") -> Wish | None:
    """Return the wish that an answer notes, None for "as usual"."""
    match answer:
        case Answer.USUAL:
            return None
        case Answer.MUST:
            return Wish(0, kind, value, MUST, days)
        case Answer.LIKE:
            return Wish(0, kind, value, LIKE, days)
        case Answer.RATHER_NOT:
            return Wish(0, kind, NO, LIKE)
        case Answer.NEVER:
            return Wish(0, kind, YES, NOT)


def subject_of(wish: Wish) -> tuple[str, ...]:
    """Return what tells a wish apart from others of its kind: the pathway, the dearest course."""
    if wish.kind == "pathway":
        return (wish.kind, wish.value.rpartition(" by ")[0] or wish.value)
    if wish.kind in MANY:
        return (wish.kind, wish.value.split(ONE_OF)[0].strip())
    return (wish.kind,)


def noted(wishes: Wishes, wish: Wish) -> Wishes:
    """Return the wishes with one noted: in the place of the one about the same, else at the end.

    A wish that says the same in other words (a spelling of the file) stays as it stands there.
    """
    subject = subject_of(wish)
    same = [one for one in wishes if subject_of(one) == subject]
    if not same:
        return (*wishes, wish)
    first = same[0]
    kept = tuple(one for one in wishes if one is first or subject_of(one) != subject)
    return tuple(replace(wish, rank=first.rank) if one is first else one for one in kept)


def with_signed_up(wishes: Wishes, wish: Wish, signed_up: Iterable[str]) -> Wishes:
    """Return the wishes with one noted; the first pathway that is wanted keeps the signed-up ones.

    A noted pathway takes the place of what is usual, and that is the pathways of the record: they
    are noted before it, so that they are not lost by wanting one more.
    """
    wants = wish.kind == "pathway" and wish.strength != NOT
    if wants and not any(w.kind == "pathway" and w.strength != NOT for w in wishes):
        known = {subject_of(one) for one in (*wishes, wish)}
        for name in signed_up:
            own = Wish(0, "pathway", name, MUST)
            if subject_of(own) not in known:
                wishes = (*wishes, own)
    return noted(wishes, wish)


def without_kind(wishes: Wishes, kind: str) -> Wishes:
    """Return the wishes without those of a kind: what is usual holds again."""
    return tuple(wish for wish in wishes if wish.kind != kind)


def taken_out(wishes: Wishes, place: int) -> Wishes:
    """Return the wishes without the one at that place."""
    return (*wishes[:place], *wishes[place + 1 :])


def put_at(wishes: Wishes, place: int, wish: Wish) -> Wishes:
    """Return the wishes with another one at that place, of the same rank."""
    return (*wishes[:place], replace(wish, rank=wishes[place].rank), *wishes[place + 1 :])


def moved(wishes: Wishes, place: int, to: int) -> Wishes:
    """Return the wishes with the one at `place` at `to`, counted without it."""
    rest = list(taken_out(wishes, place))
    rest.insert(max(0, min(to, len(rest))), wishes[place])
    return tuple(rest)


def with_alternate(wish: Wish, code: str) -> Wish:
    """Return a wish for a course with one more that would do in its place, behind the others."""
    codes = [one.strip() for one in wish.value.split(ONE_OF) if one.strip()]
    if wish.kind != "course" or not code or code in codes:
        return wish
    return replace(wish, value=ONE_OF.join((*codes, code)))


def next_strength(wish: Wish) -> Wish:
    """Return the wish with the next strength: would like, must, no, and again.

    A course to avoid and hours know no "no": not to avoid it is no wish.
    """
    strengths = (LIKE, MUST) if wish.kind in _NEVER_NO else (LIKE, MUST, NOT)
    after = strengths.index(wish.strength) + 1 if wish.strength in strengths else 0
    return replace(wish, strength=strengths[after % len(strengths)])


def merged(wishes: Wishes, template: Iterable[Wish]) -> Wishes:
    """Return the wishes with those of a template noted as well; its own come in their order."""
    for wish in by_rank(template):
        wishes = noted(wishes, wish)
    return wishes


def ranked(wishes: Wishes) -> Wishes:
    """Return the wishes with ranks in their order; ranks that are in order already stay."""
    ranks = [wish.rank for wish in wishes]
    if all(0 < one < other for one, other in zip((0.5, *ranks), ranks, strict=False)):
        return wishes
    return tuple(replace(wish, rank=place) for place, wish in enumerate(wishes, 1))


def contradictions(wishes: Iterable[Wish]) -> tuple[str, ...]:
    """Return the courses and pathways that are wanted and not wanted at once, each once."""
    wanted: Counter[str] = Counter()
    unwanted: Counter[str] = Counter()
    for wish in wishes:
        if wish.kind not in MANY:
            continue
        _, name = subject_of(wish)
        names = wish.value.split(ONE_OF) if wish.kind == "course" else [name]
        against = wish.kind == "avoid" or wish.strength == NOT
        for one in names:
            (unwanted if against else wanted)[one.strip()] += 1
    return tuple(name for name in wanted if name in unwanted)


def wish_edit(before: Sequence[Wish], after: Wishes) -> FileEdit | None:
    """Return the edit of a student's file after which these are the wishes; None when they are."""
    wished = ranked(after)
    gone, new = Counter(before) - Counter(wished), Counter(wished) - Counter(before)
    if not gone and not new:
        return None
    return FileEdit(
        "change_wishes",
        wishes_gone=tuple(gone.elements()),
        wishes_new=tuple(new.elements()),
    )


_NEVER_NO = frozenset(
    {"avoid", "load", "free_period", "earliest_start", "latest_end", "lunch", "area_goal"}
)
