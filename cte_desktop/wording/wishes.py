"""Words about noting wishes: one wish as a line, what is usual and why, how many are set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.noting import Answer
from cte_desktop.domain.filling.wants import ONE_OF, problem_of, want_of, wants_of
from cte_desktop.domain.school_year import grade_in, school_year_of
from cte_desktop.wording.filling.wants import short_want, want_text
from cte_desktop.wording.labels import all_of_label, course_label, grade_label, place_label
from cte_desktop.wording.student_file import wish_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.students.decisions import Wish
    from cte_desktop.domain.students.file import StudentFile

_STRENGTHS = {"must": noop("must"), "like": noop("would like"), "no": noop("no")}
_ANSWERS = {
    Answer.USUAL: noop("as usual"),
    Answer.MUST: noop("must be"),
    Answer.LIKE: noop("would like"),
    Answer.RATHER_NOT: noop("rather not"),
    Answer.NEVER: noop("no, never"),
}
_PROBLEMS = {
    "unknown_course": noop("The catalog has no such course; it can't come true until it does."),
    "unknown_pathway": noop("The catalog has no such pathway; it can't come true until it does."),
    "not_understood": noop("This can't be understood and is left out when a plan is filled."),
}
_MOST_SHORT = 3
_COLLEGE_FROM = 11  # students enroll at the college from the summer after grade 10 on


def strength_word(strength: str) -> str:
    """Return how much is wished, in one or two words."""
    return tr(_STRENGTHS[strength]) if strength in _STRENGTHS else strength


def answer_word(answer: Answer) -> str:
    """Return an answer to "summer?" and the like."""
    return tr(_ANSWERS[answer])


def wish_line(wish: Wish, catalog: Catalog) -> str:
    """Return a wish as a line: "Spanish 3, else French 3"; what is not understood as it stands."""
    if wish.kind in {"course", "avoid"}:
        codes = [code.strip() for code in wish.value.split(ONE_OF) if code.strip()]
        titles = [course_label(code, catalog) for code in codes] or [wish.value]
        named = tr(", else ").join(titles)
        return named if wish.kind == "course" else tr("Without {course}", course=named)
    want = want_of(wish, catalog)
    if want is None:
        return f"{wish_label(wish.kind)}: {wish.value}"
    return _want_line(want, catalog)


def wish_problem(wish: Wish, catalog: Catalog) -> str:
    """Return what is wrong with a wish in a sentence, "" for nothing."""
    problem = problem_of(wish, catalog)
    return tr(_PROBLEMS[problem]) if problem else ""


def contradiction_text(names: Iterable[str], catalog: Catalog) -> str:
    """Return that things are wanted and not wanted at once, "" when there are none."""
    told = [course_label(name, catalog) for name in names]
    if not told:
        return ""
    return trn(
        "{names} is wanted and not wanted at once.",
        "{names} are wanted and not wanted at once.",
        len(told),
        names=all_of_label(told),
    )


def short_wishes(wishes: Iterable[Wish], catalog: Catalog) -> str:
    """Return the dearest wishes in a few words: "Welding, Spanish 3, +2"; "" without any."""
    wants = [(wish, want_of(wish, catalog)) for wish in wishes]
    told = [
        short_want(want, catalog) if wish.strength != "no" else want_text(want, catalog)
        for wish, want in wants
        if want is not None
    ]
    more = [f"+{len(told) - _MOST_SHORT}"] if len(told) > _MOST_SHORT else []
    return ", ".join((*told[:_MOST_SHORT], *more))


def usual_lines(file: StudentFile, catalog: Catalog, day: date) -> tuple[str, ...]:
    """Return what holds where nothing is wished, each with where it comes from."""
    defaults = (w for w in wants_of(file, catalog) if w.id.startswith("default:"))
    return tuple(_usual(want, file, catalog, day) for want in defaults)


def _usual(want: Want, file: StudentFile, catalog: Catalog, day: date) -> str:
    return tr(
        "{wish}: {strength} ({origin})",
        wish=_want_line(replace(want, id=""), catalog),
        strength=strength_word(want.strength),
        origin=_origin(want, file, catalog, day),
    )


def _want_line(want: Want, catalog: Catalog) -> str:
    """Return what is wanted; beside it stands how much."""
    if want.kind == "pathway" and want.by_grade is not None:
        return tr("{pathway} by {grade} grade", pathway=want.value,
                  grade=grade_label(want.by_grade))  # fmt: skip
    if want.kind == "pathway":
        return want.value
    is_goal = want.kind == "area_goal" and want.value != "none"
    text = short_want(want, catalog) if is_goal else want_text(want, catalog)
    return text[:1].upper() + text[1:]


def _origin(want: Want, file: StudentFile, catalog: Catalog, day: date) -> str:
    """Return where a default comes from: the record, the grade, the school or the district."""
    student = file.student
    match want.kind:
        case "graduation":
            return tr("always")
        case "pathway":
            return tr("from the record: signed up")
        case "college" if grade_in(school_year_of(day), student.graduation_year) < _COLLEGE_FROM:
            return tr("by grade: from the summer after 10th on")
        case "zero" | "period7":
            return _of_school("P0" if want.kind == "zero" else "P7", student.school, catalog)
        case _:
            return tr("usual in the district")


def _of_school(period: str, school: str, catalog: Catalog) -> str:
    bells = {bell.block for bell in catalog.bells_by_school.get(school, ())}
    name = place_label(school, catalog)
    if not bells:
        return tr("usual in the district")
    if period in bells and period == "P0":
        return tr("{school} has a zero period, used when wished", school=name)
    if period in bells:
        return tr("{school} has one, used when needed", school=name)
    return tr("{school} has none", school=name)


def changed_text(students: int) -> str:
    """Return that wishes were noted for so many students."""
    return trn("Wishes noted for {count} student.", "Wishes noted for {count} students.", students)


def effect_text(changed: int, same: int, gone: int, lose: int) -> str:
    """Return what setting wishes for many would do."""
    parts = [
        trn("{count} student gets them.", "{count} students get them.", changed)
        if changed
        else tr("Nobody's wishes would change.")
    ]
    if same:
        parts.append(trn("{count} has them already.", "{count} have them already.", same))
    if lose:
        parts.append(
            trn(
                "{count} has noted otherwise: that goes.",
                "{count} have noted otherwise: that goes.",
                lose,
            )
        )
    if gone:
        parts.append(
            trn(
                "{count} is no longer in the database.",
                "{count} are no longer in the database.",
                gone,
            )
        )
    return " ".join(parts)
