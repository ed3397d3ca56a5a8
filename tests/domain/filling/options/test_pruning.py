"""Which courses are worth an option, and which come naturally when."""

from __future__ import annotations

from cte_desktop.domain.filling.options.ahead import terms_ahead
from cte_desktop.domain.filling.options.honors import honors_beside
from cte_desktop.domain.filling.options.natural import Habits, habits_of
from cte_desktop.domain.filling.options.pruning import with_prerequisites
from cte_desktop.domain.filling.wants import wants_of
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.students.decisions import Wish
from tests.builders import catalog, file_of, rules
from tests.domain.filling.small_worlds import DAY, Question, catalog_of, course, want
from tests.domain.planning.situations import year_of


def shipped(*record: str, wishes: tuple[Wish, ...] = (), **more: str) -> set[str]:
    """The courses with an option for a student of the shipped district in 8th grade."""
    from cte_desktop.domain.audit.rules import AuditSettings
    from cte_desktop.domain.filling.building import problem_of

    file = file_of(*record, graduation_year=2031, day=DAY, wishes=wishes, **more)  # type: ignore[arg-type]
    around = Situation(file, None, catalog(), {}, PlanningSettings(), DAY)
    problem = problem_of(around, rules(), AuditSettings(), {}, wants_of(file, catalog()))
    return {option.course.code for option in problem.options}


def test_what_graduation_lacks_is_there_and_what_a_person_decides_is_not() -> None:
    found = shipped()
    assert {"ENG09", "ALG1", "GEOM", "MODCIV", "USHIST", "USGOV", "ECON", "HEALTH"} <= found
    assert {"BIO", "CHEM", "SPAN1", "SPAN2", "ART1"} <= found
    assert not found & {"CRREC", "STSKILL", "INTERN", "ELD1", "COC-ENGL101"}


def test_the_steps_of_a_wanted_pathway_and_wished_courses_are_there() -> None:
    assert not shipped() & {"AU2", "CY2"}
    assert {"AU1", "AU2"} <= shipped(pathway="Automotive Technology")
    wished = (Wish(1, "course", "STSKILL", "like"), Wish(2, "college", "yes", "like"))
    assert "STSKILL" in shipped(wishes=wished)


def test_what_must_come_before_is_there_however_deep_and_circles_end() -> None:
    around = Question(catalog()).situation
    assert {"APCALBC", "PRECALCH", "ALG2H", "GEOM", "ALG1"} <= with_prerequisites(
        {"APCALBC"}, around, catalog()
    )
    circle = catalog_of(course("A1", "B1"), course("B1", "A1"))
    found = with_prerequisites({"A1"}, Question(circle).situation, circle)
    assert found == {"A1", "B1"}
    assert habits(Question(circle)).depth("A1") <= 2


def test_what_is_passed_needs_nothing_before_it() -> None:
    small = catalog_of(course("A1"), course("B1", "A1"))
    q = Question(small, record=year_of("A1", "B", 2025), wishes=(want("course B1", "like"),))
    assert with_prerequisites({"B1"}, q.situation, small) == {"B1"}


def habits(q: Question, graduation_year: int = 2029) -> Habits:
    return habits_of(q.situation, frozenset(), "elective", terms_ahead(graduation_year, DAY))


def test_the_usual_grade_follows_what_still_comes_before() -> None:
    found = habits(Question(catalog()), 2031)
    codes = ("ALG1", "GEOM", "ALG2", "SPAN3", "USHIST")
    grades = [found.usual_grade(catalog().course_by_code[code]) for code in codes]
    assert grades == [9, 10, 11, 11, 11]
    ready = habits(Question(catalog(), record=year_of("GEOM", "B", 2025)))
    assert (
        ready.usual_grade(catalog().course_by_code["ALG2"]) == 11
    )  # the next year of a 10th grader


def test_a_sequence_goes_on_and_waiting_costs() -> None:
    had = habits(Question(catalog(), record=year_of("SPAN1", "B", 2025)))
    spanish, french = (catalog().course_by_code[code] for code in ("SPAN2", "FREN2"))
    assert had.elective_cost(spanish) < had.elective_cost(french)
    assert had.cost(spanish, 11, again=False) < had.cost(spanish, 12, again=False)
    assert had.cost(spanish, 11, again=True) > had.cost(spanish, 11, again=False)


def test_honors_stand_beside_the_ordinary_course_of_the_same_place() -> None:
    beside = honors_beside(catalog())
    assert "ENG09H" in beside["ENG09"]
    assert beside["USHIST"] == ("APUSH",)
    assert "AU2" not in beside
