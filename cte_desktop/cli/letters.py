"""Letters to the families on a list of the forecast, into one PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.services.forecast.letters import (
    HOME,
    ONE_COURSE,
    PURPOSE,
    LetterOrder,
    keep_letters,
)
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.services.printing import Disclosure
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.services.students import uids_of_filter
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.completion.forecast import left_out_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.completion.forecast.near import Near
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.forecast.letters import Letters

LETTERS = "letters"
_UNPRINTABLE = ("letters_missing", "no_room")
_OLD_NAMES = {"one_course_away": ONE_COURSE}  # "one course away" is the award's list alone


def print_letters(options: argparse.Namespace, output: Output) -> int:
    """Print the letters of a list, for all on it or those who are named or match a filter."""
    kind: str | None = getattr(options, "list", None)
    if kind is None:
        raise WrongCall(
            "wrong_call",
            "It must be said which list the letters are for.",
            do="Add --list one_course or --list last_chance.",
        )
    kind = _OLD_NAMES.get(kind, kind)
    path: Path = options.out
    if path.is_dir():
        path = path / f"{LETTERS}.pdf"
    given = Disclosure(
        getattr(options, "recipient", tr("family")), getattr(options, "purpose", tr(PURPOSE))
    )
    with desk_of(options, writable=True) as desk:
        bring_up_to_date(desk)
        chosen = _chosen(options, desk, kind)
        order = LetterOrder(kind, chosen, getattr(options, "language", HOME), options.contact)
        made = keep_letters(desk, order, path, given)
    said = trn("{shown} letter", "{shown} letters", made.letters, shown=f"{made.letters:,}")
    apart = left_out_text(made.left_out)
    words = f"{path}: {said}" if not apart else f"{path}: {said}\n{apart}"
    output.answer(_object(kind, made, path), words)
    return int(any(one.because in _UNPRINTABLE for one in made.left_out))


def _object(kind: str, made: Letters, path: Path) -> dict[str, Any]:
    return {
        "report": LETTERS,
        "list": kind,
        "letters": made.letters,
        "students": made.students,
        "languages": made.languages,
        "left_out": [
            {
                "student": one.about.student_id,
                "pathway": one.about.pathway,
                "because": one.because,
            }
            for one in made.left_out
        ],
        "files": [str(path)],
    }


def _chosen(options: argparse.Namespace, desk: Desk, kind: str) -> tuple[Near, ...]:
    """Return those of the list who are wanted; a named student who isn't on it is a wrong call."""
    every = one_course_to_plan(desk) if kind == ONE_COURSE else last_chances(desk)
    if hasattr(options, "student"):
        there = {one.student_id for one in every}
        for student in options.student:
            if student not in there:
                raise WrongCall(
                    "not_on_the_list",
                    "The student with the id {student} is not on the list.",
                    student=student,
                )
        return tuple(one for one in every if one.student_id in options.student)
    if hasattr(options, "filter"):
        if not options.filter.strip():
            raise WrongCall("wrong_call", "The filter is empty.", do="--all prints for everyone.")
        wanted = frozenset(uids_of_filter(desk, options.filter))
        return tuple(one for one in every if one.uid in wanted)
    return every
