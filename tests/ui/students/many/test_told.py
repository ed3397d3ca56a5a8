"""What is said of plans that were kept or left, and of the courses that change."""

from __future__ import annotations

from cte_desktop.domain.planning.comparing import compare
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.many.keeping import KeptMany
from cte_desktop.services.repair_trials import KeptApart
from cte_desktop.ui.students.many.told import change_details, kept_text
from cte_desktop.wording.labels import course_label

NOBODY: frozenset[str] = frozenset()


def apart(number: int) -> KeptApart:
    return KeptApart(f"u{number}", f"00{number}", f"Student {number}", "It was changed.")


def placed(code: str, grade: int, term: Term, period: str = "P1") -> Placement:
    uid = f"{code}-{grade}-{term}-{period}"
    return Placement(uid, code, Spot(grade, term, Lane.DAY, period))


def test_whose_plan_was_left_is_said_with_the_reason_and_many_are_counted() -> None:
    assert kept_text(KeptMany(NOBODY, NOBODY, None, 1)) == "1 plan was changed."
    some = kept_text(KeptMany(NOBODY, NOBODY, None, 2, (apart(1),)))
    assert some == "2 plans were changed. Student 1: It was changed."
    many = kept_text(KeptMany(NOBODY, NOBODY, None, 2, tuple(map(apart, range(5)))))
    assert many.endswith("Student 2: It was changed. 2 more were left as they are.")


def test_a_year_course_is_said_once_and_what_moves_with_where_from(empty_desk: Desk) -> None:
    catalog = empty_desk.catalog()
    before = Plan(
        "p",
        "s",
        placements=(
            placed("ART1", 11, Term.FALL),
            placed("ART1", 11, Term.SPRING),
            placed("HEALTH", 11, Term.FALL, "P2"),
            placed("PSYCH", 11, Term.FALL, "P3"),
        ),
    )
    after = Plan(
        "p",
        "s",
        placements=(
            placed("ENG12", 12, Term.FALL),
            placed("ENG12", 12, Term.SPRING),
            placed("HEALTH", 12, Term.SPRING, "P2"),
            placed("PSYCH", 11, Term.FALL, "P4"),
        ),
    )
    told = dict(change_details(compare(before, after), catalog))
    assert told["Added"] == ("English 12, 12th grade",)
    assert told["Removed"] == ("Art 1, 11th grade",)
    health = course_label("HEALTH", catalog)
    assert told["Moved"] == (
        f"{health}: from fall of 11th grade to spring of 12th grade",
        "Psychology, fall of 11th grade: another period, section or place",
    )
