"""Letting people in, changing and removing them: their rows, their keys, and the history."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cte_desktop.domain.people.roles import OWNER, Person, Role
from cte_desktop.services import history
from cte_desktop.services.as_of import desk_as_of
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.people import changing
from cte_desktop.services.people.changing import (
    add_person,
    change_own_passphrase,
    change_person,
    fault_in,
    remove_person,
)
from cte_desktop.services.people.listing import list_people, name_to_sign_in
from cte_desktop.services.private_notes import (
    list_private_notes,
    new_note,
    save_private_note,
)
from cte_desktop.services.protection import confirm_own, people_named
from cte_desktop.services.settings import change_setting
from cte_desktop.services.students import list_students
from cte_desktop.storage import keys
from cte_desktop.storage import people as store
from cte_desktop.storage.history import begin_step
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError, WrongCall
from tests.services.conftest import CLOCK
from tests.services.people.conftest import NAMES, OWNERS, OpenAs, passphrase_of

NEW = "pearl anchor moss"


def uid_of(desk: Desk, name: str) -> str:
    return next(one.person.uid for one in list_people(desk) if one.person.name == name)


def refused_to_open(file: Path, passphrase: str, name: str) -> str:
    with pytest.raises(KnownError) as refused:
        open_desk(file, passphrase, CLOCK, actor="", writable=False, name=name)
    return refused.value.code


def test_each_person_signs_in_with_their_own_passphrase_alone(open_as: OpenAs, file: Path) -> None:
    for role, name in NAMES.items():
        person = open_as(role, writable=False).person
        assert (person.name, person.role) == (name, role)
        assert bool(person.counselor) is (role is Role.COUNSELOR)
    assert refused_to_open(file, OWNERS, "Lea Lund") == "wrong_passphrase"
    assert refused_to_open(file, passphrase_of("Carl Chen"), "Lea Lund") == "wrong_passphrase"
    assert refused_to_open(file, OWNERS, "Nobody") == "unknown_person"
    assert open_as(writable=False).person == OWNER


def test_a_person_is_found_by_name_whatever_its_case_and_spaces(file: Path) -> None:
    assert name_to_sign_in(file, "  carl   CHEN ") == "Carl Chen"
    assert name_to_sign_in(file, "Carl") == name_to_sign_in(file, "") == ""
    assert name_to_sign_in(file.with_name("none.cte"), "Carl Chen") == ""


def test_who_is_renamed_signs_in_so_and_the_history_keeps_the_old_name(
    open_as: OpenAs, file: Path
) -> None:
    ana = open_as(Role.ADMINISTRATOR)
    change_setting(ana, "credit_minimum", "C")
    change_person(ana, ana.person.uid, name="Ana Alvarez-Diaz")
    assert ana.person.name == ana.database.actor == "Ana Alvarez-Diaz"
    change_setting(ana, "credit_minimum", "D")
    lines = history.list_history(ana, limit=3)
    assert [one.actor for one in lines] == ["Ana Alvarez-Diaz", "Ana Alvarez", "Ana Alvarez"]
    assert lines[1].text == "Call Ana Alvarez Ana Alvarez-Diaz"
    ana.close()
    signed = open_desk(
        file, passphrase_of("Ana Alvarez"), CLOCK, actor="", writable=False, name="ana alvarez-diaz"
    )
    assert signed.person.role is Role.ADMINISTRATOR
    signed.close()
    assert refused_to_open(file, passphrase_of("Ana Alvarez"), "Ana Alvarez") == "unknown_person"


def test_who_is_removed_has_no_key_and_stays_in_the_list_of_those_who_left(
    open_as: OpenAs, file: Path
) -> None:
    owner = open_as()
    remove_person(owner, uid_of(owner, "Lea Lund"))
    assert "Lea Lund" not in people_named(file)
    assert refused_to_open(file, passphrase_of("Lea Lund"), "Lea Lund") == "unknown_person"
    assert [one.person.name for one in list_people(owner, who_left=True)][-1] == "Lea Lund"
    with pytest.raises(WrongCall):
        remove_person(owner, list_people(owner, who_left=True)[-1].person.uid)
    add_person(owner, "Lea Lund", Role.REGISTRAR, "", NEW)  # another of her name, later
    owner.close()
    assert (
        open_desk(file, NEW, CLOCK, actor="", writable=False, name="Lea Lund").person.role
        is Role.REGISTRAR
    )


def test_undo_of_a_removal_needs_a_passphrase_anew(open_as: OpenAs, file: Path) -> None:
    owner = open_as()
    made = remove_person(owner, uid_of(owner, "Lea Lund"))
    history.undo(owner, made.step)
    lea = next(one for one in list_people(owner) if one.person.name == "Lea Lund")
    assert not lea.may_sign_in
    change_person(owner, lea.person.uid, passphrase=NEW)
    owner.close()
    open_desk(file, NEW, CLOCK, actor="", writable=False, name="Lea Lund").close()


def test_undo_takes_the_key_of_who_was_let_in(open_as: OpenAs, file: Path) -> None:
    owner = open_as()
    made = add_person(owner, "Nora New", Role.READER, "", NEW)
    assert "Nora New" in people_named(file)
    history.undo(owner, made.step)
    assert "Nora New" not in people_named(file)
    assert "Nora New" not in [one.person.name for one in list_people(owner, who_left=True)]


def test_no_person_leaves_the_others_without_an_administrator(open_as: OpenAs) -> None:
    ana = open_as(Role.ADMINISTRATOR)
    before = list_people(ana)
    with pytest.raises(KnownError) as refused:
        change_person(ana, ana.person.uid, role=Role.REGISTRAR)
    assert refused.value.code == "last_administrator"
    assert list_people(ana) == before
    change_person(ana, uid_of(ana, "Rita Roth"), role=Role.ADMINISTRATOR)
    change_person(ana, ana.person.uid, role=Role.REGISTRAR)
    assert ana.person.role is Role.REGISTRAR


def test_the_owner_takes_back_that_the_only_administrator_came(open_as: OpenAs) -> None:
    owner = open_as()
    remove_person(owner, uid_of(owner, "Ana Alvarez"))
    add_person(owner, "Nora New", Role.ADMINISTRATOR, "", NEW)
    history.undo(owner)
    assert "Nora New" not in [one.person.name for one in list_people(owner)]
    add_person(owner, "Nora New", Role.ADMINISTRATOR, "", NEW)
    change_person(owner, uid_of(owner, "Nora New"), role=Role.READER)
    assert not any(one.person.role is Role.ADMINISTRATOR for one in list_people(owner))


def test_the_last_ones_may_all_go(open_as: OpenAs, file: Path) -> None:
    owner = open_as()
    for name in ("Lea Lund", "Carl Chen", "Rita Roth", "Ana Alvarez"):
        remove_person(owner, uid_of(owner, name))
    assert people_named(file) == ()
    assert list_people(owner) == ()


def test_nobody_removes_themselves(open_as: OpenAs) -> None:
    ana = open_as(Role.ADMINISTRATOR)
    with pytest.raises(WrongCall) as refused:
        remove_person(ana, ana.person.uid)
    assert refused.value.code == "own_person"


def test_nobody_takes_back_that_they_were_let_in(open_as: OpenAs) -> None:
    owner = open_as()
    made = change_person(owner, uid_of(owner, "Lea Lund"), role=Role.ADMINISTRATOR)
    added = add_person(owner, "Nora New", Role.ADMINISTRATOR, "", NEW)
    before = list_people(owner)
    owner.close()
    nora = open_as(name="Nora New", passphrase=NEW)
    with pytest.raises(WrongCall) as refused:
        history.undo(nora, added.step)
    assert refused.value.code == "own_person"
    assert list_people(nora) == before
    history.undo(nora, made.step)


def test_a_step_is_taken_back_though_the_key_file_can_t_be_written(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_desk: Desk) -> None:
        raise KnownError("disk_full", "The disk is full.")

    owner = open_as()
    added = add_person(owner, "Nora New", Role.READER, "", NEW)
    monkeypatch.setattr(changing, "settle_keys", refuse)
    assert "people" in history.undo(owner, added.step).changes.nouns
    assert "Nora New" not in [one.person.name for one in list_people(owner)]


def test_a_change_holds_though_the_key_file_can_t_be_written_and_the_next_opening_settles_it(
    open_as: OpenAs, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, ana = open_as(), open_as(Role.ADMINISTRATOR, writable=False)
    with monkeypatch.context() as patched:
        patched.setattr(changing, "rename_person_key", full_disk)
        patched.setattr(changing, "remove_person_key", full_disk)
        renamed = change_person(owner, ana.person.uid, name="Ana Diaz")
        removed = remove_person(owner, uid_of(owner, "Lea Lund"))
    for made in (renamed, removed):
        assert made.unsettled is not None
        assert made.unsettled.code == "disk_full"
        assert made.nouns == {"people", "history"}
    assert list_people(owner)[0].person.name == "Ana Diaz"
    ana.see_person()
    confirm_own(ana, passphrase_of("Ana Alvarez"))  # her window was locked meanwhile
    assert refused_to_open(file, passphrase_of("Lea Lund"), "Lea Lund") == "no_longer_here"
    owner.close()
    open_as()
    assert "Ana Diaz" in people_named(file)
    assert "Lea Lund" not in people_named(file)


def test_a_passphrase_that_can_t_be_kept_leaves_the_role_as_it_was_too(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = open_as()
    before, steps = list_people(owner), history.list_history(owner)
    monkeypatch.setattr(keys, "write_key_file", full_disk)
    with pytest.raises(KnownError) as refused:
        change_person(owner, uid_of(owner, "Lea Lund"), role=Role.REGISTRAR, passphrase=NEW)
    assert refused.value.code == "disk_full"
    assert (list_people(owner), history.list_history(owner)) == (before, steps)


def full_disk(*_: object) -> None:
    raise KnownError("disk_full", "There is no room left.")


def test_who_looks_back_is_who_they_are_today_and_stays_guarded(open_as: OpenAs) -> None:
    ana, carl = open_as(Role.ADMINISTRATOR), open_as(Role.COUNSELOR, writable=False)
    guard = carl.database.guard
    with desk_as_of(carl, CLOCK.today()) as then:
        assert then.database is carl.database
        assert then.person == carl.person
    assert carl.database.guard is guard
    ana.clock = ana.database.clock = Clock(CLOCK.today() + timedelta(days=1))
    change_setting(ana, "credit_minimum", "C")
    carl.clock = ana.clock
    with desk_as_of(carl, CLOCK.today()) as then:
        assert then.database is not carl.database
        assert then.person == carl.person
        assert then.database.person_uid == carl.person.uid


def test_nobody_who_was_removed_closes_the_database_by_looking_back(open_as: OpenAs) -> None:
    ana, carl = open_as(Role.ADMINISTRATOR), open_as(Role.COUNSELOR, writable=False)
    remove_person(ana, carl.person.uid)
    with desk_as_of(carl, carl.today()):
        pass
    assert "Carl Chen" not in [one.person.name for one in list_people(carl)]


def test_who_gives_up_a_role_is_bound_by_the_new_one_at_once(open_as: OpenAs) -> None:
    ana = open_as(Role.ADMINISTRATOR)
    change_person(ana, uid_of(ana, "Rita Roth"), role=Role.ADMINISTRATOR)
    change_person(ana, ana.person.uid, role=Role.READER)
    assert ana.person.role is Role.READER
    with pytest.raises(KnownError):
        change_setting(ana, "credit_minimum", "C")


def test_who_was_removed_meanwhile_changes_nothing_more(open_as: OpenAs) -> None:
    lea = open_as(Role.COUNSELOR)
    guard, lea.database.guard = lea.database.guard, None
    with lea.database.writing() as tx:  # as another program would, beside this one
        begin_step(tx, "remove_person", {"person": "Carl Chen"})
        person = store.find_person(tx, lea.person.uid)
        assert person is not None
        store.save_person(tx, Person(person.uid, person.name, person.role, active=False))
    lea.database.guard = guard
    with pytest.raises(KnownError) as refused:
        change_setting(lea, "credit_minimum", "C")
    assert refused.value.code == "no_longer_here"


def test_a_key_that_a_power_cut_left_behind_opens_nothing_and_goes(
    open_as: OpenAs, file: Path
) -> None:
    owner = open_as()
    owner.database.add_person_key("01a1fdfa-4600-7c4d-b96b-983dbdfb9537", "Half There", NEW)
    owner.close()
    assert refused_to_open(file, NEW, "Half There") == "no_longer_here"
    open_as()
    assert "Half There" not in people_named(file)


def test_one_changes_ones_own_passphrase_with_the_present_one(open_as: OpenAs, file: Path) -> None:
    lea = open_as(Role.READER)
    with pytest.raises(KnownError) as refused:
        change_own_passphrase(lea, "not hers at all", NEW)
    assert refused.value.code == "wrong_passphrase"
    with pytest.raises(WrongCall):
        change_own_passphrase(lea, passphrase_of("Lea Lund"), "short")
    change_own_passphrase(lea, passphrase_of("Lea Lund"), NEW)
    lea.close()
    assert refused_to_open(file, passphrase_of("Lea Lund"), "Lea Lund") == "wrong_passphrase"
    open_desk(file, NEW, CLOCK, actor="", writable=False, name="Lea Lund").close()
    owner = open_as()
    change_own_passphrase(owner, OWNERS, NEW)
    owner.close()
    open_desk(file, NEW, CLOCK, actor="", writable=False).close()


@pytest.mark.parametrize(
    ("name", "said"),
    [("  ", "Write"), ("x" * 81, "too long"), ("a\nb", ""), ("LEA  lund", "already"), ("{x}", "")],
)
def test_a_name_is_one_that_tells_people_apart(open_as: OpenAs, name: str, said: str) -> None:
    owner = open_as()
    people = [one.person for one in list_people(owner)]
    fault = fault_in(Person("", name, Role.READER), people)
    assert (fault.text if fault else "").find(said) >= 0
    assert (fault is None) is (said == "")
    if fault is None:
        made = add_person(owner, name, Role.READER, "", NEW)
        assert history.list_history(owner, limit=1)[0].text.startswith("Let ")
        assert made.person in [one.person for one in list_people(owner)]
    else:
        with pytest.raises(WrongCall) as refused:
            add_person(owner, name, Role.READER, "", NEW)
        assert refused.value.text == fault.text


def test_a_database_without_a_passphrase_has_its_owner_only(desk: Desk) -> None:
    with pytest.raises(KnownError) as refused:
        add_person(desk, "Lea Lund", Role.READER, "", NEW)
    assert refused.value.code == "no_passphrase"
    assert list_people(desk) == ()
    assert desk.person == OWNER


def test_the_owner_does_nothing_under_the_name_of_a_person(file: Path) -> None:
    desk = open_desk(file, OWNERS, CLOCK, actor="carl chen", writable=True)
    assert desk.person == OWNER
    change_setting(desk, "credit_minimum", "C")
    assert history.list_history(desk, limit=1)[0].actor == "carl chen (owner)"
    desk.close()


def test_private_notes_stay_their_authors_through_a_new_name_and_its_undo(open_as: OpenAs) -> None:
    carl = open_as(Role.COUNSELOR)
    student = list_students(carl)[0].uid
    save_private_note(carl, student, new_note(carl), "mine alone")
    carl.close()
    owner = open_as()
    made = change_person(owner, uid_of(owner, "Carl Chen"), name="Carl Chen-Diaz")
    assert list_private_notes(owner, student) == ()
    owner.close()
    carl = open_as(name="Carl Chen-Diaz", passphrase=passphrase_of("Carl Chen"), writable=False)
    assert [note.text for note in list_private_notes(carl, student)] == ["mine alone"]
    owner = open_as()
    history.undo(owner, made.step)
    remove_person(owner, uid_of(owner, "Carl Chen"))
    assert list_private_notes(owner, student) == ()


def test_nobody_gets_the_notes_of_who_had_the_same_name(open_as: OpenAs) -> None:
    carl = open_as(Role.COUNSELOR)
    student = list_students(carl)[0].uid
    save_private_note(carl, student, new_note(carl), "mine alone")
    carl.close()
    owner = open_as()
    remove_person(owner, uid_of(owner, "Carl Chen"))
    change_person(owner, uid_of(owner, "Lea Lund"), name="Carl Chen")
    owner.close()
    renamed = open_as(name="Carl Chen", passphrase=passphrase_of("Lea Lund"), writable=False)
    assert list_private_notes(renamed, student) == ()


def test_the_notes_of_somebody_whose_coming_is_undone_stay_theirs(open_as: OpenAs) -> None:
    owner = open_as()
    made = add_person(owner, "Nora New", Role.READER, "", NEW)
    owner.close()
    nora = open_as(name="Nora New", passphrase=NEW)
    student = list_students(nora)[0].uid
    save_private_note(nora, student, new_note(nora), "mine alone")
    nora.close()
    owner = open_as()
    history.undo(owner, made.step)
    assert list_private_notes(owner, student) == ()
