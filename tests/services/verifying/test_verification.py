"""Checking certificates and publishing what others check them with, on a real database."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.completion.certificates.code import CodeRecord
from cte_desktop.domain.completion.certificates.serial import Serial, laptop_of_serial
from cte_desktop.domain.completion.certificates.verified import Doubt, Result
from cte_desktop.domain.completion.register.entries import Frozen, Kind, frozen_text
from cte_desktop.exchange.certificates.codes import make_code
from cte_desktop.exchange.certificates.key_lists import read_key_list
from cte_desktop.services.desk import Desk
from cte_desktop.services.verifying.verification import export_public_keys, verify, write_checker
from cte_desktop.storage.certificates.awards import find_award, revoke_award
from cte_desktop.storage.certificates.register import Draft, append
from cte_desktop.storage.certificates.signing_keys import public_keys, signing_key
from cte_desktop.system.errors import KnownError, WrongCall
from tests.exchange.certificates.signing import FOREIGN, FOREIGN_KEYS, code
from tests.reports import sheets
from tests.reports.certificates.drawn import drawn


def issued(desk: Desk, number: int = 1, school_year: int = 2026) -> CodeRecord:
    """A certificate's record, under this laptop's key."""
    with desk.database.writing() as tx:
        key = signing_key(tx, school_year)
        laptop = laptop_of_serial(tx.laptop_id)
    return CodeRecord(
        key_id=key.key_id,
        serial=Serial(school_year + 1, laptop, number).text,
        year=school_year,
        issued_on=date(2027, 6, 3),
        name="Ana Sofía Rivera",
        pathway="Sports Medicine",
        school="Valencia High School",
    )


def signed(desk: Desk, record: CodeRecord) -> str:
    with desk.database.reading() as tx:
        return make_code(record, signing_key(tx, record.year))


def revoke(desk: Desk, record: CodeRecord) -> None:
    """Enter the award of a certificate that was signed without one, and revoke it."""
    with desk.database.writing() as tx:
        uid = "0" * 36
        frozen = Frozen("0001", record.name, record.school, record.pathway, "", record.year, (), {})
        content = frozen_text(frozen)
        given = Draft(Kind.AWARD, uid, record.pathway, record.serial, content=content)
        (entry,) = append(tx, (given,), None)
        tx.connection.exec_driver_sql(
            "INSERT INTO award (serial, entry, first_serial, student_uid, pathway, completed_in, "
            "state, withheld) VALUES (?, ?, ?, ?, ?, ?, 'in_force', 0)",
            (record.serial, entry.number, record.serial, uid, record.pathway, record.year),
        )
        found = find_award(tx, record.serial)
        assert found is not None
        revoke_award(tx, found, "Printed with a wrong name")


def reasons(desk: Desk | None, given: str | Path, keys: Path | None = None) -> list[str]:
    checked = verify(given, keys, desk)
    assert checked.result is Result.NOT_GENUINE
    return [answer.reason for answer in checked.answers]


def test_a_certificate_of_this_database_is_genuine_until_it_is_revoked(desk: Desk) -> None:
    record = issued(desk)
    text = signed(desk, record)
    (answer,) = verify(text, None, desk).answers
    assert answer.result is Result.GENUINE
    assert (answer.serial, answer.name) == (record.serial, record.name)
    revoke(desk, record)
    checked = verify(text, None, desk)
    assert checked.result is Result.REVOKED
    assert checked.answers[0].reason == "Printed with a wrong name"
    assert checked.district == "William S. Hart Union High School District"


def test_the_published_list_says_the_same_without_the_database(desk: Desk, tmp_path: Path) -> None:
    one, two = issued(desk), issued(desk, 2)
    codes = [signed(desk, one), signed(desk, two)]
    revoke(desk, two)
    published = export_public_keys(desk, tmp_path / "keys.json")
    assert (published.keys, published.revocations) == (1, 1)
    results = [verify(text, published.file, None).result for text in codes]
    assert results == [Result.GENUINE, Result.REVOKED]


def test_publishing_before_the_first_certificate_makes_the_key_of_the_present_year(
    desk: Desk, tmp_path: Path
) -> None:
    published = export_public_keys(desk, tmp_path / "keys.json")
    with desk.database.reading() as tx:
        (key,) = public_keys(tx)
    assert key.school_year == 2026
    assert read_key_list(published.file.read_bytes()).keys == (key,)
    assert write_checker(desk, tmp_path / "check.html").fingerprint == published.fingerprint
    with desk.database.reading() as tx:
        assert public_keys(tx) == (key,)


def test_certificates_of_earlier_years_stay_genuine_and_are_in_the_list(
    desk: Desk, tmp_path: Path
) -> None:
    texts = [signed(desk, issued(desk, 1, year)) for year in (2025, 2026, 2027)]
    published = export_public_keys(desk, tmp_path / "keys.json")
    assert published.keys == 3
    for text in texts:
        assert verify(text, published.file, None).result is Result.GENUINE


def test_the_checker_holds_the_list_as_published(desk: Desk, tmp_path: Path) -> None:
    revoke(desk, issued(desk))
    written = write_checker(desk, tmp_path / "check.html")
    page = written.file.read_text(encoding="utf-8")
    found = page.partition('id="list">')[2].partition("</script>")[0]
    published = export_public_keys(desk, tmp_path / "keys.json")
    document = json.loads(published.file.read_text(encoding="utf-8"))
    del document["signature"]
    assert json.loads(found) == document | {"fingerprint": published.fingerprint}
    assert written.revocations == 1


def test_a_database_without_keys_knows_no_certificate(desk: Desk) -> None:
    assert reasons(desk, code()) == [Doubt.UNKNOWN_KEY]


def test_keys_of_another_district_don_t_make_a_certificate_genuine(
    desk: Desk, tmp_path: Path
) -> None:
    from cte_desktop.exchange.certificates.key_lists import write_key_list

    theirs = tmp_path / "theirs.json"
    theirs.write_bytes(write_key_list(FOREIGN_KEYS, FOREIGN))
    text = signed(desk, issued(desk))
    assert reasons(None, text, theirs) == [Doubt.UNKNOWN_KEY]
    assert verify(code(FOREIGN), theirs, desk).district == "Another District"
    assert reasons(desk, code(FOREIGN)) == [Doubt.UNKNOWN_KEY]


def test_each_certificate_of_a_pdf_gets_its_answer_and_the_gravest_counts(
    desk: Desk, tmp_path: Path
) -> None:
    records = [issued(desk, number) for number in (1, 2)]
    codes = [signed(desk, record) for record in records]
    revoke(desk, records[1])
    file = tmp_path / "certificates.pdf"
    sheet = sheets.certificate()
    for texts, result in (
        (codes[:1], Result.GENUINE),
        (codes, Result.REVOKED),
        ([*codes, code()], Result.NOT_GENUINE),
        ([*codes, ""], Result.NOT_GENUINE),
    ):
        file.write_bytes(drawn(*(replace(sheet, code=text) for text in texts)))
        checked = verify(str(file), None, desk)
        assert checked.result is result
        assert [answer.page for answer in checked.answers] == list(range(1, len(texts) + 1))
    assert checked.answers[-1].reason == Doubt.NO_CODE


def test_several_pasted_codes_get_an_answer_each(desk: Desk) -> None:
    codes = [signed(desk, issued(desk, number)) for number in (1, 2)]
    for text in ("\n".join(codes), f"The codes: {codes[0]}, {codes[1]}."):
        assert [answer.result for answer in verify(text, None, desk).answers] == ["genuine"] * 2
    altered = codes[0][:-9] + "AAAAAAAAA"
    checked = verify(f"{codes[1]}\n{altered}", None, desk)
    assert [answer.reason for answer in checked.answers] == ["", Doubt.ALTERED]


def test_a_code_with_anything_more_is_not_genuine(desk: Desk) -> None:
    text = signed(desk, issued(desk))
    assert reasons(desk, text + "A") == [Doubt.DAMAGED]
    assert reasons(desk, text + " and more") == [Doubt.DAMAGED]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", Doubt.EMPTY),
        ("  ", Doubt.EMPTY),
        ("no code", Doubt.NO_CODE),
        ("https://example.org/award.pdf", Doubt.NO_CODE),
        ("word " * 2_000_000, Doubt.NO_CODE),
        ("a\0b.pdf", Doubt.NO_CODE),
        ("CTE2.abc", Doubt.NEWER),
        ("CTE1.abc.pdf", Doubt.DAMAGED),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_what_is_no_certificate_is_answered(desk: Desk, given: str, reason: Doubt) -> None:
    assert reasons(desk, given) == [reason]


def test_a_file_that_is_empty_or_missing_is_said_to_be(desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    with pytest.raises(KnownError) as told:
        verify(empty, None, desk)
    assert told.value.code == "file_empty"
    for gone in (tmp_path / "gone.pdf", str(tmp_path / "gone.PDF"), tmp_path / "gone"):
        with pytest.raises(KnownError) as told:
            verify(gone, None, desk)
        assert told.value.code == "missing"


def test_without_keys_nothing_can_be_checked(tmp_path: Path) -> None:
    with pytest.raises(WrongCall) as told:
        verify(code(), None, None)
    assert told.value.code == "no_keys"
    with pytest.raises(KnownError) as told_of_file:
        verify(code(), tmp_path / "gone.json", None)
    assert told_of_file.value.code == "keys_file_missing"


def test_a_damaged_list_is_never_used(desk: Desk, tmp_path: Path) -> None:
    text = signed(desk, issued(desk))
    file = export_public_keys(desk, tmp_path / "keys.json").file
    content = file.read_text(encoding="utf-8")
    file.write_text(content.replace("Hart", "Heart"), encoding="utf-8")
    with pytest.raises(KnownError) as told:
        verify(text, file, desk)
    assert told.value.code == "key_list_damaged"


def test_a_full_disk_leaves_no_list_and_no_key(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KnownError) as told:
        export_public_keys(desk, tmp_path / "no folder" / "keys.json")
    assert told.value.code == "no_folder"
    with desk.database.reading() as tx:
        assert public_keys(tx) == ()


def test_a_copied_database_still_knows_its_certificates(desk: Desk, tmp_path: Path) -> None:
    text = signed(desk, issued(desk))
    assert desk.database.path is not None
    copy = desk.database.back_up("daily", tmp_path / "backups").path
    shutil.copy(copy, tmp_path / "copy.cte")
    shutil.copy(f"{copy}.keys", tmp_path / "copy.cte.keys")
    from cte_desktop.services.desk import open_desk

    again = open_desk(tmp_path / "copy.cte", None, desk.clock, actor="", writable=False)
    try:
        assert verify(text, None, again).result is Result.GENUINE
    finally:
        again.close()
