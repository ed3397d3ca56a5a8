"""What is agreed about plans: proposed, answered, signed, opened again, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cte_desktop.domain.planning.approval import COUNSELOR, GUARDIAN, ON_SCREEN, STUDENT
from cte_desktop.domain.planning.approval import ApprovalState as S
from cte_desktop.domain.planning.plan import Placement, Plan, remove
from cte_desktop.domain.planning.signature import MOST_POINTS, Strokes
from cte_desktop.services import history
from cte_desktop.services.approvals import (
    Signing,
    answer,
    approvals_of,
    open_again,
    plan_standing,
    propose,
    sign,
    sign_many,
)
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.glance import NOT_SIGNED, Whose, glance
from cte_desktop.services.named_plans import add_plan, list_plans
from cte_desktop.services.planning import save_plan
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.plan_days import keep_signed_on

TODAY = date(2026, 11, 21)
LINE: Strokes = (((0.1, 0.5), (0.9, 0.4)),)
DOT: Strokes = (((0.5, 0.5),),)
PAPER = Signing(TODAY, names={STUDENT: "Ana Rivera", COUNSELOR: "A. Lee"})


@pytest.fixture
def draft(desk: Desk) -> Plan:
    """The active plan of a ninth grader who plans something; nothing is agreed on it yet."""
    for line in list_students(desk):
        plan = open_case_of(desk, line.uid).plan
        if line.grade_level == 9 and plan is not None and len(plan.placed) > 5:
            return keep_signed_on(desk, plan, None)
    raise LookupError


def _plan(desk: Desk, plan: Plan) -> Plan:
    return next(one for one in list_plans(desk, plan.student_uid) if one.uid == plan.uid)


def _standing(desk: Desk, plan: Plan) -> tuple[S, int]:
    standing = plan_standing(desk, _plan(desk, plan))
    return standing.state, standing.changed


def _without_one(desk: Desk, plan: Plan) -> None:
    now = _plan(desk, plan)
    save_plan(desk, remove(now, now.placed[0].uid), "edit_plan")


def _refused(code: str) -> pytest.RaisesExc[KnownError]:
    return pytest.RaisesExc(KnownError, check=lambda error: error.code == code)


def test_from_the_draft_to_the_signed_plan_and_back(desk: Desk, draft: Plan) -> None:
    assert _standing(desk, draft) == (S.DRAFT, 0)
    propose(desk, (draft.uid,), TODAY, "sent home")
    answer(desk, draft.uid, accepted=True, by="Rosa Rivera", on=TODAY)
    changes = sign(desk, draft.uid, PAPER)
    assert changes.nouns == {"plans", "approvals", "history"}
    assert changes.students == {draft.student_uid}
    assert _standing(desk, draft) == (S.SIGNED, 0)
    assert _plan(desk, draft).signed_on == TODAY
    open_again(desk, draft.uid, "another major")
    assert _standing(desk, draft) == (S.REOPENED, 0)
    assert _plan(desk, draft).signed_on is None
    said = approvals_of(desk, draft.student_uid)
    assert [one.state for one in said] == [S.REOPENED, S.SIGNED, S.ACCEPTED, S.PROPOSED]
    assert [one.remark for one in said] == ["another major", "", "", "sent home"]
    assert said[2].guardian_name == "Rosa Rivera"


def test_undo_takes_each_back_exactly_and_does_it_again(desk: Desk, draft: Plan) -> None:
    propose(desk, (draft.uid,), TODAY)
    sign(desk, draft.uid, PAPER)
    signed = (_plan(desk, draft), approvals_of(desk, draft.student_uid))
    assert history.undo(desk).text == f"Sign “{draft.name}”"
    assert _plan(desk, draft) == draft
    assert _standing(desk, draft) == (S.PROPOSED, 0)
    history.undo(desk)
    assert _standing(desk, draft) == (S.DRAFT, 0)
    for undone in sorted(line.number for line in history.list_history(desk)[:2])[::-1]:
        history.undo(desk, undone)
    assert (_plan(desk, draft), approvals_of(desk, draft.student_uid)) == signed


def test_what_was_undone_and_done_again_stands_where_it_stood(desk: Desk, draft: Plan) -> None:
    proposed = propose(desk, (draft.uid,), TODAY).step
    other = add_plan(desk, draft.student_uid, "Other").plan
    assert other is not None
    save_plan(desk, replace(other, placements=_fresh(draft)), "edit_plan")
    sign(desk, other.uid, PAPER)
    undone = history.undo(desk, proposed)
    history.undo(desk, undone.changes.step)
    said = [one.state for one in approvals_of(desk, draft.student_uid)]
    assert said == [S.SIGNED, S.PROPOSED]


def _fresh(plan: Plan) -> tuple[Placement, ...]:
    return tuple(replace(p, uid=f"{p.uid[:-2]}zz", section_id="") for p in plan.placed[:1])


def test_nothing_is_said_of_a_day_before_what_was_said_last(desk: Desk, draft: Plan) -> None:
    _wait(desk, 10)
    propose(desk, (draft.uid,), desk.today())
    with _refused("wrong_day"):
        sign(desk, draft.uid, Signing(desk.today() - timedelta(1), names=PAPER.names))
    assert _standing(desk, draft) == (S.PROPOSED, 0)
    sign(desk, draft.uid, Signing(desk.today(), names=PAPER.names))


def _wait(desk: Desk, days: int) -> None:
    desk.clock = desk.database.clock = Clock(TODAY + timedelta(days))


def test_the_signed_copy_stays_as_it_was_and_says_what_changed(desk: Desk, draft: Plan) -> None:
    sign(desk, draft.uid, PAPER)
    _without_one(desk, draft)
    assert _standing(desk, draft) == (S.SIGNED, 1)
    (kept,) = approvals_of(desk, draft.student_uid)
    assert kept.plan == replace(draft, signed_on=TODAY)
    sign(desk, draft.uid, PAPER)  # what was changed may be signed anew
    assert _standing(desk, draft) == (S.SIGNED, 0)


def test_what_is_drawn_is_kept_stroke_by_stroke(desk: Desk, draft: Plan) -> None:
    names = {STUDENT: " Ana  Rivera ", GUARDIAN: "Rosa Rivera"}
    sign(desk, draft.uid, Signing(TODAY, ON_SCREEN, names, {STUDENT: LINE, GUARDIAN: LINE * 3}))
    (kept,) = approvals_of(desk, draft.student_uid)
    assert kept.signatures == {STUDENT: LINE, GUARDIAN: LINE * 3}
    assert (kept.student_name, kept.guardian_name) == ("Ana Rivera", "Rosa Rivera")


def test_too_much_drawn_is_thinned_and_cut_at_the_box_before_it_is_kept(
    desk: Desk, draft: Plan
) -> None:
    wild = (tuple((x / 1000, 0.5) for x in range(-5_000, 20_000)),)
    sign(desk, draft.uid, Signing(TODAY, ON_SCREEN, {STUDENT: "Ana"}, {STUDENT: wild}))
    (kept,) = approvals_of(desk, draft.student_uid)
    (stroke,) = kept.signatures[STUDENT]
    assert len(stroke) <= MOST_POINTS
    assert all(0 <= x <= 1 for x, _ in stroke)


def test_letters_that_no_paper_shows_are_refused_while_they_can_be_written_anew(
    desk: Desk, draft: Plan
) -> None:
    ways: tuple[Callable[[], object], ...] = (
        lambda: sign(desk, draft.uid, Signing(TODAY, names={GUARDIAN: "\u05e9\u05e8\u05d4"})),
        lambda: sign_many(desk, (draft.student_uid,), TODAY, {COUNSELOR: "\u4f60\u597d"}),
        lambda: propose(desk, (draft.uid,), TODAY, "\U0001f44d"),
    )
    for way in ways:
        with _refused("letters_missing"):
            way()
    assert approvals_of(desk, draft.student_uid) == ()


def test_characters_that_nobody_sees_are_no_name_and_break_nothing(desk: Desk, draft: Plan) -> None:
    with _refused("nobody_signs"):
        sign(desk, draft.uid, Signing(TODAY, names={GUARDIAN: "\x00\x07"}))
    propose(desk, (draft.uid,), TODAY, "sent\ud800 home\n")
    answer(desk, draft.uid, accepted=True, by="Rosa\ud800", on=TODAY)
    answered, proposed = approvals_of(desk, draft.student_uid)
    assert (answered.guardian_name, proposed.remark) == ("Rosa", "sent home")


def test_what_is_named_twice_is_proposed_once_and_who_is_gone_is_left_out(
    desk: Desk, draft: Plan
) -> None:
    made = propose(desk, (draft.uid, draft.uid), TODAY)
    assert made.plans == 1
    assert len(approvals_of(desk, draft.student_uid)) == 1
    done = sign_many(desk, ("gone", draft.student_uid), TODAY, {COUNSELOR: "A. Lee"})
    assert done.students == {draft.student_uid}
    assert done.kept_apart == ()


@pytest.mark.parametrize(
    ("signing", "code"),
    [
        (Signing(TODAY + timedelta(1), names=PAPER.names), "wrong_day"),
        (Signing(date(1999, 1, 1), names=PAPER.names), "wrong_day"),
        (Signing(TODAY), "nobody_signs"),
        (Signing(TODAY, names={STUDENT: "A" * 300}), "name_too_long"),
        (Signing(TODAY, ON_SCREEN, {STUDENT: "Ana"}), "nothing_drawn"),
        (Signing(TODAY, ON_SCREEN, {STUDENT: "Ana"}, {STUDENT: DOT}), "too_little_drawn"),
        (Signing(TODAY, ON_SCREEN, {STUDENT: "Ana"}, {GUARDIAN: LINE}), "no_name"),
        (Signing(TODAY, "by telephone", {STUDENT: "Ana"}), "unknown_means"),
    ],
)  # fmt: skip
def test_what_cannot_be_signed_so_is_refused_and_nothing_is_kept(
    desk: Desk, draft: Plan, signing: Signing, code: str
) -> None:
    with _refused(code):
        sign(desk, draft.uid, signing)
    assert _standing(desk, draft) == (S.DRAFT, 0)
    assert approvals_of(desk, draft.student_uid) == ()


def test_states_are_not_skipped_and_the_refusal_says_why(desk: Desk, draft: Plan) -> None:
    with _refused("not_proposed"):
        answer(desk, draft.uid, accepted=True, by="Rosa", on=TODAY)
    with _refused("not_from_here"):
        open_again(desk, draft.uid)
    propose(desk, (draft.uid,), TODAY)
    with _refused("not_from_here"):
        propose(desk, (draft.uid,), TODAY)
    with _refused("wrong_day"):
        answer(desk, draft.uid, accepted=True, by="Rosa", on=TODAY - timedelta(1))
    with _refused("no_name"):
        answer(desk, draft.uid, accepted=True, by=" ", on=TODAY)
    answer(desk, draft.uid, accepted=False, by="Rosa", on=TODAY)
    with _refused("not_from_here"):
        sign(desk, draft.uid, PAPER)
    _without_one(desk, draft)
    with _refused("changed_since_proposed"):
        answer(desk, draft.uid, accepted=True, by="Rosa", on=TODAY)
    propose(desk, (draft.uid,), TODAY)
    answer(desk, draft.uid, accepted=True, by="Rosa", on=TODAY)
    assert _standing(desk, draft) == (S.ACCEPTED, 0)


def test_an_answer_speaks_of_the_plan_that_the_family_was_given(desk: Desk, draft: Plan) -> None:
    propose(desk, (draft.uid,), TODAY)
    _without_one(desk, draft)
    answer(desk, draft.uid, accepted=False, by="Rosa", on=TODAY)
    assert approvals_of(desk, draft.student_uid)[0].plan == draft
    assert _standing(desk, draft) == (S.DECLINED, 1)
    assert len(_plan(desk, draft).placed) == len(draft.placed) - 1
    propose(desk, (draft.uid,), TODAY)
    answer(desk, draft.uid, accepted=False, by="Rosa", on=TODAY)
    _without_one(desk, draft)
    sign(desk, draft.uid, PAPER)  # the family declined another one
    assert _standing(desk, draft) == (S.SIGNED, 0)


def test_a_plan_read_before_it_was_signed_stays_signed_when_it_is_kept(
    desk: Desk, draft: Plan
) -> None:
    sign(desk, draft.uid, PAPER)
    save_plan(desk, remove(draft, draft.placed[0].uid), "edit_plan")
    assert _standing(desk, draft) == (S.SIGNED, 1)
    assert _plan(desk, draft).signed_on == TODAY
    open_again(desk, draft.uid)
    save_plan(desk, replace(draft, signed_on=TODAY), "edit_plan")
    assert _standing(desk, draft) == (S.REOPENED, 0)


def test_a_plan_signed_elsewhere_since_counts_as_signed_that_day(desk: Desk, draft: Plan) -> None:
    sign(desk, draft.uid, PAPER)
    _without_one(desk, draft)
    keep_signed_on(desk, _plan(desk, draft), TODAY + timedelta(19))
    standing = plan_standing(desk, _plan(desk, draft))
    assert (standing.state, standing.last, standing.changed) == (S.SIGNED, None, 0)


def test_an_empty_plan_is_not_signed(desk: Desk, draft: Plan) -> None:
    empty = add_plan(desk, draft.student_uid, "Empty").plan
    assert empty is not None
    with _refused("plan_empty"):
        sign(desk, empty.uid, PAPER)
    with _refused("unknown_plan"):
        sign(desk, "no-such-plan", PAPER)


def test_many_are_signed_in_one_step_and_the_others_are_told(desk: Desk, draft: Plan) -> None:
    uids = [line.uid for line in list_students(desk)]
    before = glance(desk, Whose()).figures[NOT_SIGNED]
    told: list[tuple[int, int]] = []
    made = sign_many(desk, uids, TODAY, {COUNSELOR: "A. Lee"}, progress=lambda *at: told.append(at))
    assert made.plans + len(made.kept_apart) == len(uids)
    assert draft.student_uid in made.students
    assert told[-1] == (made.plans, made.plans)
    assert all(one.text for one in made.kept_apart)
    (kept,) = approvals_of(desk, draft.student_uid)
    assert (kept.counselor_name, bool(kept.student_name)) == ("A. Lee", True)
    assert glance(desk, Whose()).figures[NOT_SIGNED] == 0
    assert len({one.uid for one in made.kept_apart} & made.students) == 0
    history.undo(desk)
    assert _standing(desk, draft) == (S.DRAFT, 0)
    assert glance(desk, Whose()).figures[NOT_SIGNED] == before > 0


def test_several_are_proposed_at_once_without_those_that_are_signed(
    desk: Desk, draft: Plan
) -> None:
    active = [
        plan.uid for line in list_students(desk) if (plan := open_case_of(desk, line.uid).plan)
    ]
    sign(desk, draft.uid, PAPER)
    made = propose(desk, active, TODAY)
    assert draft.student_uid in {one.uid for one in made.kept_apart}
    assert made.plans == len(active) - len(made.kept_apart) > 0
