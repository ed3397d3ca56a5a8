"""What each role may do is held by the services: every kind of deed by every role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.catalog.section import Section, SectionKind
from cte_desktop.domain.completion.figures.growth import EarlierTotal
from cte_desktop.domain.people.roles import RIGHTS, Right, Role
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.services import decisions, enrolments, printing, rules
from cte_desktop.services.awards.awarding import revoke
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.figures.earlier import save_earlier_total
from cte_desktop.services.history import list_history
from cte_desktop.services.importing import import_paths
from cte_desktop.services.packets import draw_packets
from cte_desktop.services.people.changing import add_person
from cte_desktop.services.people.rights import ACTION_RIGHTS, may_do
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.services.sections.editing import add_section
from cte_desktop.services.settings import change_setting
from cte_desktop.services.student_edits import keep_edit
from cte_desktop.services.students import list_students
from cte_desktop.services.verifying.verification import export_public_keys
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.steps import ACTIONS
from tests.services.people.conftest import OpenAs
from tests.services.test_rules import with_more_health

Deed = Callable[[Desk, Case, Path], object]

WAIVER = Decision(
    "waiver", "graduation", "physical_education", "", "", "", "EC 51241(b)", "A. Lee",
    date(2026, 11, 20),
)  # fmt: skip
STUDENTS = "student_id,last_name,first_name,grade_level,school\n990001,New,Somebody,9,VL\n"


def _published(desk: Desk, _case: Case, _folder: Path) -> None:
    rules.publish(desk, {"graduation": with_more_health(rules.documents(desk)["graduation"])})


def _imported(desk: Desk, _case: Case, folder: Path) -> None:
    (folder / "students.csv").write_text(STUDENTS)
    import_paths(desk, (folder / "students.csv",))


def _printed(desk: Desk, case: Case, folder: Path) -> None:
    whom = Whom(student_ids=(case.file.student.student_id,))
    printing.print_to(desk, "plan", whom, folder / "plan.pdf", Disclosure())


DEEDS: dict[str, tuple[Right, Deed]] = {
    "plans": (
        Right.PLAN,
        lambda desk, case, _: keep_edit(
            desk, case.file.student.uid, enrolments.note_interest(case, "Film Production")
        ),
    ),
    "approves": (
        Right.APPROVE,
        lambda desk, case, _: keep_edit(desk, case.file.student.uid, decisions.decide(WAIVER)),
    ),
    "prints": (Right.DISCLOSE, _printed),
    "adds a section": (
        Right.SECTIONS,
        lambda desk, _case, _: add_section(
            desk, Section("CN99", 2029, "year", "GD2", "CN", SectionKind.EXTENDED, (), "", 24)
        ),
    ),
    "imports": (Right.IMPORT, _imported),
    "enters a total": (
        Right.AWARD,
        lambda desk, _case, _: save_earlier_total(desk, EarlierTotal("", 2019, "", "", 600, 600)),
    ),
    "publishes the keys": (
        Right.AWARD,
        lambda desk, _case, folder: export_public_keys(desk, folder / "keys.json"),
    ),
    "publishes rules": (Right.RULES, _published),
    "sets": (Right.SETTINGS, lambda desk, _case, _: change_setting(desk, "credit_minimum", "C")),
    "lets somebody in": (
        Right.PEOPLE,
        lambda desk, _case, _: add_person(desk, "Nora New", Role.READER, "", "eight or more"),
    ),
}


def own_case(desk: Desk, *, own: bool = True) -> Case:
    """Return a student of the caseload of who sits here, or of another."""
    return next(
        case
        for case in open_cases(desk)
        if case.file.student.counselor
        and desk.person.may_touch(case.file.student.counselor) is own
        and case.plan is not None
    )


def kept(desk: Desk) -> tuple[int, int]:
    """Return how many steps and disclosures there are."""
    with desk.database.reading() as tx:
        return len(list_history(desk)), len(list_disclosures(tx))


@pytest.mark.parametrize("role", Role)
def test_a_role_does_what_it_may_and_nothing_else(
    role: Role, open_as: OpenAs, tmp_path: Path
) -> None:
    desk = open_as(role)
    case = own_case(desk)
    for name, (right, do) in DEEDS.items():
        folder = tmp_path / name
        folder.mkdir()
        before = kept(desk)
        if right in RIGHTS[role]:
            do(desk, case, folder)
            assert kept(desk) != before or any(folder.iterdir()), name
        else:
            with pytest.raises(KnownError) as refused:
                do(desk, case, folder)
            assert (refused.value.code, refused.value.exit_status) == ("not_allowed", 3), name
            assert "may." in refused.value.do
            assert kept(desk) == before, name
            assert not [path for path in folder.iterdir() if path.name != "students.csv"], name


def test_what_is_done_carries_the_name_of_who_did_it(open_as: OpenAs) -> None:
    desk = open_as(Role.COUNSELOR)
    case = own_case(desk)
    keep_edit(desk, case.file.student.uid, enrolments.note_interest(case, "Film Production"))
    assert list_history(desk)[0].actor == desk.person.name == "Carl Chen"


@pytest.mark.parametrize("deed", ["plans", "approves", "prints"])
def test_a_counselor_looks_at_students_of_others_and_no_more(
    deed: str, open_as: OpenAs, tmp_path: Path
) -> None:
    desk = open_as(Role.COUNSELOR)
    case, before = own_case(desk, own=False), kept(desk)
    with pytest.raises(KnownError) as refused:
        DEEDS[deed][1](desk, case, tmp_path)
    assert refused.value.code == "not_allowed"
    assert case.file.student.counselor in str(refused.value)
    assert case.file.student.last_name not in str(refused.value)
    assert kept(desk) == before
    assert not (tmp_path / "plan.pdf").exists()


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.ADMINISTRATOR])
def test_others_have_no_caseload_to_keep_to(role: Role, open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as(role)
    case = own_case(desk)
    _printed(desk, case, tmp_path)
    assert (tmp_path / "plan.pdf").exists()


def test_a_certificate_is_revoked_by_who_awards_alone(open_as: OpenAs) -> None:
    with pytest.raises(KnownError) as refused:
        revoke(open_as(Role.COUNSELOR), "26-AAAA-0001-0", "a mistake")
    assert refused.value.code == "not_allowed"


def test_rules_in_a_file_ask_for_the_right_to_publish_them(open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as(Role.REGISTRAR)
    shipped = Path("resources/requirements/graduation.toml").read_text(encoding="utf-8")
    changed = tmp_path / "graduation.toml"
    changed.write_text(shipped.replace('title = "', 'title = "New ', 1), encoding="utf-8")
    before = kept(desk)
    with pytest.raises(KnownError) as refused:
        import_paths(desk, (changed,))
    assert refused.value.code == "not_allowed"
    assert kept(desk) == before


def test_who_may_not_hand_out_sees_no_packet_either(open_as: OpenAs) -> None:
    desk = open_as(Role.READER)
    uids = [line.uid for line in list_students(desk)][:1]
    with pytest.raises(KnownError) as refused:
        draw_packets(desk, uids)
    assert refused.value.code == "not_allowed"


def test_every_action_of_the_history_has_its_right() -> None:
    assert set(ACTION_RIGHTS) == set(ACTIONS)


def test_an_action_of_another_version_is_an_administrators(open_as: OpenAs) -> None:
    assert may_do(open_as().person, "of_another_version")
    registrar = open_as(Role.REGISTRAR, writable=False).person
    assert not may_do(registrar, "of_another_version")
    assert not may_do(replace(registrar, role=Role.ADMINISTRATOR, active=False), "fill")
