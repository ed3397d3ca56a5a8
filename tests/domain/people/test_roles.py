"""What each role may do."""

from __future__ import annotations

import pytest

from cte_desktop.domain.people.roles import OWNER, RIGHTS, Person, Right, Role


def test_the_owner_and_an_administrator_may_do_everything() -> None:
    assert RIGHTS[Role.ADMINISTRATOR] == frozenset(Right)
    assert all(OWNER.may(right) for right in Right)


def test_a_reader_may_only_look() -> None:
    assert RIGHTS[Role.READER] == frozenset()


def test_a_registrar_awards_but_makes_no_rules() -> None:
    registrar = Person("1", "R. Ruiz", Role.REGISTRAR)
    assert registrar.may(Right.AWARD)
    assert registrar.may(Right.IMPORT)
    assert not registrar.may(Right.RULES)
    assert not registrar.may(Right.SETTINGS)
    assert not registrar.may(Right.PEOPLE)


@pytest.mark.parametrize("right", [Right.AWARD, Right.RULES, Right.SETTINGS, Right.IMPORT])
def test_a_counselor_neither_awards_nor_makes_rules(right: Right) -> None:
    assert not Person("1", "A. Lee", Role.COUNSELOR, "Lee, A").may(right)


def test_a_counselor_touches_the_own_caseload_and_those_without_a_counselor() -> None:
    lee = Person("1", "A. Lee", Role.COUNSELOR, "Lee, A")
    assert lee.may_touch("lee, a")
    assert lee.may_touch("")
    assert not lee.may_touch("Ruiz, R")
    assert Person("2", "R. Ruiz", Role.REGISTRAR).may_touch("Lee, A")


def test_who_has_left_may_do_nothing() -> None:
    assert not any(Person("1", "A", Role.ADMINISTRATOR, active=False).may(right) for right in Right)
