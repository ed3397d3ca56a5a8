"""A database that came back from before a revocation: it says so until the own list is joined."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cte_desktop.cli.main import run
from cte_desktop.domain.completion.certificates.verified import Result
from cte_desktop.services import checking
from cte_desktop.services.awards.awarding import award, reissue, revoke
from cte_desktop.services.awards.batch import CertificateOrder, count_batch, gather
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.register_detail import check_register, view_register
from cte_desktop.services.awards.registering import register
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.history import undo
from cte_desktop.services.verifying.key_lists import join_list
from cte_desktop.services.verifying.verification import export_public_keys, verify
from cte_desktop.wording.completion.register import check_text
from tests.services.awards.people import CLOCK, YEAR


@pytest.fixture
def code(desk: Desk, tmp_path: Path) -> str:
    """The code of a certificate that is revoked and published as such after a backup was made."""
    award(desk, find_completers(desk, YEAR).open[:3])
    serial = register(desk)[0].serial
    order = CertificateOrder(YEAR, serials=frozenset({serial}), before_graduation=True)
    (paper,) = gather(desk, order)[0].papers
    shutil.copy(desk.database.back_up("test").path, tmp_path / "before.cte")
    revoke(desk, serial, "printed with a wrong name")
    assert export_public_keys(desk, tmp_path / "published.json").lost == 0
    return paper.certificate.code


@pytest.fixture
def restored(desk: Desk, code: str, tmp_path: Path) -> Iterator[Desk]:
    """The desk on the database as it was before the revocation."""
    del code
    file = desk.database.path
    assert file is not None
    desk.close()
    shutil.copyfile(tmp_path / "before.cte", file)
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield opened
    opened.close()


def test_a_database_of_before_a_revocation_says_so_until_the_list_is_joined(
    restored: Desk, code: str, tmp_path: Path
) -> None:
    assert verify(code, None, restored).result is Result.GENUINE
    check = check_register(restored)
    assert (check.is_whole, check.lost) == (True, 1)
    assert view_register(restored).check == check
    assert "1 certificate was revoked or taken back on this computer" in check_text(check)
    assert "Join your last published list of keys." in check_text(check)
    assert export_public_keys(restored, tmp_path / "again.json").lost == 1
    join_list(restored, tmp_path / "published.json")
    assert check_register(restored).lost == 0
    assert verify(code, None, restored).result is Result.REVOKED
    assert export_public_keys(restored, tmp_path / "again.json").lost == 0


def test_what_a_joined_list_revokes_is_not_printed_before_it_is_issued_anew(
    restored: Desk, tmp_path: Path
) -> None:
    order = CertificateOrder(YEAR, before_graduation=True)
    assert len(gather(restored, order)[0].papers) == 3
    join_list(restored, tmp_path / "published.json")
    found = gather(restored, order)[0]
    (left_out,) = found.left_out
    assert (len(found.papers), left_out.because) == (2, "ended_elsewhere")
    assert count_batch(restored, order).to_reissue == 1
    again = reissue(restored, left_out.serial).serial
    serials = [one.serial for one in gather(restored, order)[0].papers]
    assert (len(serials), again in serials) == (3, True)


def test_it_is_told_also_after_something_was_awarded_and_revoked_anew(restored: Desk) -> None:
    award(restored, find_completers(restored, YEAR).open)
    revoke(restored, register(restored)[1].serial, "printed with a wrong name")
    undo(restored)
    assert check_register(restored).lost == 1


def test_the_check_of_a_call_tells_it_and_finds_no_damage(
    restored: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    file = restored.database.path
    assert file is not None
    restored.close()
    assert (checking.check(file, None), checking.lost_revocations(file, None)) == ((), 1)
    call = ["check", "--database", str(file)]
    assert run([*call, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["result"], made["revocations_lost"]) == ("sound", 1)
    assert run(call) == 0
    assert "counts as valid here" in capsys.readouterr().out


def test_nothing_is_lost_where_nothing_was_ended(desk: Desk) -> None:
    award(desk, find_completers(desk, YEAR).open)
    assert check_register(desk).lost == 0
    undo(desk)
    assert check_register(desk).lost == 0
