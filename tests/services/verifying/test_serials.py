"""What is known of a serial number alone, by the register or by a list of revocations."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.domain.completion.certificates.serial import is_like_serial, parse_serial
from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.services.desk import Desk
from cte_desktop.services.verifying.serials import look_up_serial
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.completion.verification import serial_facts, serial_name, serial_sentence
from tests.exchange.certificates.signing import KEYS, REVOKED_SERIAL, SECOND, SERIAL
from tests.services.verifying.test_verification import issued, revoke


def test_a_file_of_keys_knows_its_revocations_alone(tmp_path: Path) -> None:
    from cte_desktop.exchange.certificates.key_lists import write_key_list

    file = tmp_path / "keys.json"
    file.write_bytes(write_key_list(KEYS, SECOND))
    found = look_up_serial(REVOKED_SERIAL, file, None)
    assert found is not None
    assert (found.state, found.reason) == (AwardState.REVOKED, "Printed with a wrong name")
    assert serial_name(found) == "Revoked: no longer valid"
    assert "It ended on June 20, 2027: Printed with a wrong name" in serial_sentence(found)
    unknown = look_up_serial(SERIAL, file, None)
    assert unknown is not None
    assert unknown.state is None
    assert "by July 1, 2027" in serial_sentence(unknown)
    assert serial_facts(unknown) == (("Serial number", SERIAL),)


def test_what_is_no_serial_is_none_and_no_keys_a_fault(desk: Desk, tmp_path: Path) -> None:
    assert look_up_serial("CTE1.abc", None, desk) is None
    with pytest.raises(KnownError):
        look_up_serial(SERIAL, tmp_path / "nowhere.json", desk)
    with pytest.raises(WrongCall):
        look_up_serial(SERIAL, None, None)


def test_a_revocation_of_the_register_is_known_with_its_award(desk: Desk) -> None:
    record = issued(desk)
    revoke(desk, record)
    found = look_up_serial(record.serial, None, desk)
    assert found is not None
    assert (found.state, found.name) == (AwardState.REVOKED, record.name)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        (SERIAL, True),
        (SERIAL[:-1] + "V", True),
        ("2027 k7qm 00042 p", True),
        ("2O27-K7QM-OOO42-P", True),
        ("CTE1.abcdefghi", False),
        ("2027-K7QM-0004", False),
        ("x" * 100, False),
        ("", False),
    ],
)
def test_what_looks_like_a_serial_is_told_from_a_code(text: str, like: bool) -> None:
    assert is_like_serial(text) == like
    if parse_serial(text) is not None:
        assert like
