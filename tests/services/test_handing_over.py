"""No paper can be seen before its entry in the disclosure log is on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services import printing
from cte_desktop.services.desk import Desk
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.storage.files import known_file_error
from cte_desktop.storage.many_files import Ready
from cte_desktop.system.errors import KnownError

OFFICE = Disclosure("Registrar", "yearly file")


@pytest.fixture(params=["papers", "papers.pdf"])
def out(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with a file for each student, and one file for all."""
    return tmp_path / str(request.param)


def _logged(desk: Desk) -> int:
    with desk.database.reading() as tx:
        return len(list_disclosures(tx))


def _print(desk: Desk, out: Path) -> printing.Printed:
    return printing.print_to(desk, "plan", Whom(filter_text="grade:10"), out, OFFICE)


def _papers(out: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(out.parent.rglob("*.pdf")) if file.is_file()]


def test_a_program_that_ends_before_the_papers_stand_has_logged_them(
    desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def end(_ready: Ready) -> None:
        seen.append(_logged(desk))
        raise KeyboardInterrupt

    monkeypatch.setattr(Ready, "put", end)
    with pytest.raises(KeyboardInterrupt):
        _print(desk, out)
    assert seen == [1]
    assert _papers(out) == []


def test_an_entry_that_cannot_be_written_leaves_no_paper(
    desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_of: object) -> None:
        raise known_file_error(out, OSError(28, "No space left on device"))

    monkeypatch.setattr("cte_desktop.storage.database._commit", refuse)
    with pytest.raises(KnownError, match="no room left"):
        _print(desk, out)
    assert _papers(out) == []


def test_a_disk_that_fills_in_the_middle_leaves_what_was_there_and_no_entry(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "papers"
    former = _print(desk, out).files[0]
    kept = _papers(out)
    written: list[str] = []

    def full(path: Path, content: bytes) -> None:
        if written:
            raise known_file_error(path, OSError(28, "No space left on device"))
        written.append(path.name)
        path.write_bytes(content)

    monkeypatch.setattr("cte_desktop.storage.many_files.write_file", full)
    with pytest.raises(KnownError) as refused:
        _print(desk, out)
    assert (refused.value.code, refused.value.values["file"]) == (
        "disk_full",
        _print_place(out, written[0]),
    )
    assert former.exists()
    assert _papers(out) == kept
    assert [file.suffix for file in out.iterdir()] == [".pdf"] * len(kept)
    assert _logged(desk) == 1


def _print_place(out: Path, first: str) -> Path:
    """The place of the second paper."""
    return next(file for file in sorted(out.glob("*.pdf")) if file.name > first)
