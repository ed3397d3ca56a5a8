"""Work on many students is asked for all of them at once: with one of others nothing is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cte_desktop.domain.people.roles import Role
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import Experience
from cte_desktop.services import exporting, history, printing
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.enrolments import note_interest
from cte_desktop.services.experiences import record_for_many
from cte_desktop.services.export_orders import Order
from cte_desktop.services.filling.many.answers import Outcome
from cte_desktop.services.filling.many.filling import fill_many, keep_many
from cte_desktop.services.filling.wish_templates import set_wishes
from cte_desktop.services.filling.wishes import keep_wishes
from cte_desktop.services.importing import import_paths
from cte_desktop.services.people.rights import require_change, require_disclosure
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.services.sign_ups.many import note_interest_of_many, sign_up_many
from cte_desktop.services.student_edits import keep_edit
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError
from tests.services.people.conftest import OpenAs
from tests.services.people.test_roles_at_work import kept

VISIT = Experience("exploration", "Visit of a shop", "", school_year=2026)
SPORTS = "Sports Medicine"
AVOID = Wish(1, "avoid", "ENG09", "like", "")
Bulk = Callable[[Desk, Sequence[str]], object]

BULK: dict[str, Bulk] = {
    "notes interests": lambda desk, uids: note_interest_of_many(desk, uids, SPORTS),
    "signs up": lambda desk, uids: sign_up_many(desk, uids, SPORTS),
    "keeps wishes": lambda desk, uids: keep_wishes(desk, uids, (AVOID,)),
    "sets wishes": lambda desk, uids: set_wishes(desk, uids, (AVOID,), replace=False),
    "records": lambda desk, uids: record_for_many(desk, uids, VISIT),
}


def own_and_others(desk: Desk) -> tuple[list[str], list[str]]:
    """Return some students of the caseload, and some of others."""
    lines = [line for line in list_students(desk) if line.grade_level in (9, 10, 11)]
    own = [line.uid for line in lines if desk.person.may_touch(line.counselor)]
    return own[:3], [line.uid for line in lines if line.uid not in own][:2]


def test_a_counselors_work_on_many_is_refused_whole_with_the_number_of_others(
    open_as: OpenAs,
) -> None:
    desk = open_as(Role.COUNSELOR)
    own, others = own_and_others(desk)
    for name, do in BULK.items():
        before = kept(desk)
        with pytest.raises(KnownError) as refused:
            do(desk, [*own, *others])
        assert refused.value.code == "not_allowed", name
        assert refused.value.text.startswith("2 of these 5 students"), name
        assert kept(desk) == before, name
        do(desk, own)
        assert history.list_history(desk, limit=1)[0].actor == "Carl Chen", name


def test_plans_of_many_are_filled_for_the_own_caseload_alone(open_as: OpenAs) -> None:
    desk = open_as(Role.COUNSELOR)
    own, others = own_and_others(desk)
    fills = fill_many(desk, [own[0], *others], best=False)  # to look at it is free
    changed = {one.uid for one in fills.of(Outcome.FILLED)}
    foreign = changed & set(others)
    assert foreign
    with pytest.raises(KnownError) as refused:
        keep_many(desk, fills, only={*foreign, own[0]})
    assert refused.value.code == "not_allowed"
    with pytest.raises(KnownError):
        require_change(desk, "fill_many", others)
    require_change(desk, "fill_many", own)


def test_papers_and_exports_of_others_are_refused_before_a_file_is_written(
    open_as: OpenAs, tmp_path: Path
) -> None:
    desk = open_as(Role.COUNSELOR)
    before = kept(desk)
    order = Order(tmp_path / "all")
    for do in (
        lambda: printing.print_to(desk, "plan", Whom(), tmp_path / "plans", Disclosure()),
        lambda: printing.print_to(desk, "plan", Whom(), tmp_path / "p.pdf", Disclosure()),
        lambda: exporting.export_to(desk, "everything", order, Disclosure()),
    ):
        with pytest.raises(KnownError) as refused:
            do()
        assert refused.value.code == "not_allowed"
        assert "not of your caseload" in refused.value.text
    assert not list(tmp_path.glob("[ap]*"))
    assert kept(desk) == before
    own, others = own_and_others(desk)
    require_disclosure(desk, own)
    with pytest.raises(KnownError):
        require_disclosure(desk, others)


def test_undo_of_anothers_step_needs_the_right_of_the_step(open_as: OpenAs, tmp_path: Path) -> None:
    registrar = open_as(Role.REGISTRAR)
    (tmp_path / "students.csv").write_text(
        "student_id,last_name,first_name,grade_level,school\n990001,New,Somebody,9,VL\n"
    )
    imported = import_paths(registrar, (tmp_path / "students.csv",)).step
    own, others = own_and_others(open_as(Role.COUNSELOR, writable=False))
    case = open_case_of(registrar, others[0])
    foreign = keep_edit(registrar, others[0], note_interest(case, "Film Production")).step
    case = open_case_of(registrar, own[0])
    theirs = keep_edit(registrar, own[0], note_interest(case, "Film Production")).step
    registrar.close()
    counselor = open_as(Role.COUNSELOR)
    for step in (imported, foreign):
        with pytest.raises(KnownError) as refused:
            history.undo(counselor, step)
        assert refused.value.code == "not_allowed"
    assert history.undo(counselor, theirs).taken_back == theirs
    counselor.close()
    reader = open_as(Role.READER)
    with pytest.raises(KnownError):
        history.undo(reader)
