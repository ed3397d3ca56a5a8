"""Certificates of many awards: counted before, printed in one file or many, marked afterwards."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.completion.certificates.paper import UNPRINTABLE
from cte_desktop.services.awards import batch
from cte_desktop.services.awards.awarding import award, reissue, withhold
from cte_desktop.services.awards.batch import BatchCount, CertificateOrder, PaperLanguage
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.history import undo
from cte_desktop.services.importing import import_paths
from cte_desktop.services.printing import Disclosure, Whom, print_to
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.reports.reading import read, tags, words
from tests.services.awards.people import PHOTOS, YEAR, let_everybody_graduate

OFFICE = Disclosure("CTE office", "graduation")
EVERYONE = CertificateOrder(school_year=YEAR)
SPANISH = "student_id,last_name,first_name,grade_level,school,graduation_year,home_language\n"


@pytest.fixture
def awarded(desk: Desk) -> Desk:
    """Everybody awarded; all but the junior graduate."""
    let_everybody_graduate(desk)
    award(desk, find_completers(desk, YEAR).completed)
    return desk


def make(desk: Desk, order: CertificateOrder, one_file: str = "all.pdf") -> batch.Batch:
    found, look = batch.gather(desk, order)
    return batch.draw_batch(found, look, one_file=one_file)


def serials(desk: Desk) -> dict[str, str]:
    return {o.student.student_id: o.serial for o in find_completers(desk, YEAR).completed}


def speak_spanish(desk: Desk, folder: Path, student_id: str) -> None:
    file = folder / "students.csv"
    file.write_text(f"{SPANISH}{student_id},Núñez,Ana {student_id},12,VL,2027,Spanish\n")
    import_paths(desk, [file])


def test_an_order_is_counted_before_anything_is_made(awarded: Desk) -> None:
    assert batch.count_batch(awarded, EVERYONE) == BatchCount((7, 8), 7, 1, 0, 0, (0, 0), (0, 0))
    withhold(awarded, serials(awarded)["0001"], withheld=True)
    counted = batch.count_batch(awarded, EVERYONE)
    assert (counted.now, counted.withheld) == (6, 1)


def test_what_the_record_says_otherwise_by_now_is_counted_apart(
    awarded: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "students.csv"
    file.write_text(f"{SPANISH}0001,Rivera,Ana,12,VL,2027,\n")
    import_paths(awarded, [file])
    counted = batch.count_batch(awarded, EVERYONE)
    assert (counted.now, counted.to_reissue) == (6, 1)


def test_certificates_are_for_those_who_graduate_unless_told_otherwise(awarded: Desk) -> None:
    made = make(awarded, EVERYONE)
    assert len(read(made.files[0][1]).pages) == 7
    assert [one.because for one in made.left_out] == ["on_graduation"]
    every = make(awarded, CertificateOrder(YEAR, before_graduation=True))
    assert len(read(every.files[0][1]).pages) == 8


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (CertificateOrder(YEAR, pathway=PHOTOS), 1),
        (CertificateOrder(YEAR, school="VL"), 7),
        (CertificateOrder(YEAR, school="SG"), 0),
        (CertificateOrder(2025), 0),
    ],
)
def test_an_order_is_narrowed_to_pathway_school_and_year(
    awarded: Desk, order: CertificateOrder, expected: int
) -> None:
    assert batch.count_batch(awarded, order).now == expected


def test_chosen_serials_are_printed_alone(awarded: Desk) -> None:
    wanted = serials(awarded)["0006"]
    made = make(awarded, CertificateOrder(serials=frozenset({wanted})))
    assert made.serials == (wanted,)


def test_nothing_is_marked_or_logged_before_it_is_kept(awarded: Desk, tmp_path: Path) -> None:
    logged = len(list_disclosures(awarded))
    made = make(awarded, EVERYONE)
    assert make(awarded, EVERYONE).files == made.files  # no reprint yet, and the same bytes
    assert len(list_disclosures(awarded)) == logged
    assert batch.keep_batch(awarded, made, tmp_path / "all.pdf", OFFICE) == (tmp_path / "all.pdf",)
    entry = list_disclosures(awarded)[0]
    assert (entry.recipient, entry.purpose, len(entry.student_uids)) == (
        "CTE office",
        "graduation",
        7,
    )
    assert batch.count_batch(awarded, EVERYONE).copies == (7, 0)
    again = make(awarded, EVERYONE)
    assert again.copies == 7
    assert words(again.files[0][1]).count("Reprint") == 7
    assert "Reprint" not in words(made.files[0][1])


def test_a_file_for_each_student_is_named_by_id(awarded: Desk, tmp_path: Path) -> None:
    made = make(awarded, EVERYONE, one_file="")
    told: list[tuple[int, int]] = []
    places = batch.keep_batch(
        awarded, made, tmp_path, OFFICE, lambda done, total: told.append((done, total))
    )
    assert [place.name for place in places][:2] == ["certificate-0001.pdf", "certificate-0004.pdf"]
    assert all(place.exists() for place in places)
    assert told[-1] == (7, 7)


def test_giving_up_leaves_no_file_and_marks_nothing(awarded: Desk, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise InterruptedError

    found, look = batch.gather(awarded, EVERYONE)
    with pytest.raises(InterruptedError):
        batch.draw_batch(found, look, one_file="all.pdf", progress=stop)
    made, logged = make(awarded, EVERYONE, one_file=""), len(list_disclosures(awarded))
    with pytest.raises(InterruptedError):
        batch.keep_batch(awarded, made, tmp_path, OFFICE, stop)
    assert not list(tmp_path.glob("*.pdf"))
    assert len(list_disclosures(awarded)) == logged
    assert batch.count_batch(awarded, EVERYONE).copies == (0, 0)


def test_the_language_of_the_home_is_spoken_on_each_page(awarded: Desk, tmp_path: Path) -> None:
    speak_spanish(awarded, tmp_path, "0006")
    order = CertificateOrder(YEAR, language=PaperLanguage.HOME)
    assert batch.count_batch(awarded, order).spanish == (1, 0)
    content = make(awarded, order).files[0][1]
    pages = [page.extract_text() for page in read(content).pages]
    spanish = [text for text in pages if "Certificado" in text]
    assert len(spanish) == 1
    assert "0006" in spanish[0]
    languages = [one.get("/Lang") for one in tags(content) if one["/S"] == "/Sect"]
    assert languages.count("es-US") == 1


def test_all_may_be_printed_in_spanish(awarded: Desk) -> None:
    content = make(awarded, CertificateOrder(YEAR, language=PaperLanguage.SPANISH)).files[0][1]
    assert all("Certificado" in page.extract_text() for page in read(content).pages)


def test_the_command_line_prints_the_same_bytes(awarded: Desk, tmp_path: Path) -> None:
    made = make(awarded, CertificateOrder())
    out = tmp_path / "all.pdf"
    print_to(awarded, "certificate", Whom(), out, OFFICE)
    assert out.read_bytes() == made.files[0][1]


def test_a_printed_batch_is_logged_too(awarded: Desk) -> None:
    batch.log_batch(awarded, make(awarded, EVERYONE), OFFICE)
    assert batch.count_batch(awarded, EVERYONE).copies == (7, 0)


def test_this_year_s_seniors_get_theirs_before_graduation_and_nobody_else(desk: Desk) -> None:
    award(desk, find_completers(desk, YEAR).completed)
    every = batch.count_batch(desk, EVERYONE)
    assert every.now == 0
    seniors = replace(EVERYONE, seniors=True)
    counted = batch.count_batch(desk, seniors)
    assert (counted.now, counted.on_graduation) == (every.on_graduation - 1, 1)
    found, _look = batch.gather(desk, seniors)
    assert len(found.papers) == counted.now
    assert [(one.student_id, one.because) for one in found.left_out] == [("0010", "on_graduation")]


def test_gathering_writes_nothing(awarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody_writes() -> None:
        pytest.fail("gathering must not wait for whoever writes")

    monkeypatch.setattr(awarded.database, "writing", nobody_writes)
    found, _look = batch.gather(awarded, EVERYONE)
    assert all(paper.certificate.code for paper in found.papers)


def test_the_key_of_an_award_given_again_by_undoing_in_a_later_year_is_made(
    awarded: Desk,
) -> None:
    undone = undo(awarded)
    awarded.clock = awarded.database.clock = Clock(date(2027, 9, 1))
    undo(awarded, undone.changes.step)
    found, _look = batch.gather(awarded, EVERYONE)
    assert {paper.certificate.issued_on for paper in found.papers} == {date(2027, 9, 1)}
    assert all(paper.certificate.code for paper in found.papers)


def test_files_that_cannot_be_put_in_place_count_neither_as_printed_nor_as_disclosed(
    awarded: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, logged = make(awarded, EVERYONE, one_file=""), len(list_disclosures(awarded))

    def full(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cte_desktop.storage.many_files.flush_folder", full)
    with pytest.raises(KnownError):
        batch.keep_batch(awarded, made, tmp_path, OFFICE)
    assert not list(tmp_path.glob("*.pdf"))
    assert len(list_disclosures(awarded)) == logged
    assert batch.count_batch(awarded, EVERYONE).copies == (0, 0)


NAMES = "student_id,last_name,first_name,grade_level,school,graduation_year\n"


@pytest.fixture
def with_odd_names(desk: Desk, tmp_path: Path) -> Desk:
    """Two whose names can't be printed, among those awarded who graduate."""
    file = tmp_path / "students.csv"
    rows = f"0001,小明,王,12,VL,2027\n0006,{'Wolfeschlegelstein' * 12},Ana,12,VL,2027\n"
    file.write_text(NAMES + rows, encoding="utf-8")
    import_paths(desk, (file,))
    let_everybody_graduate(desk)
    award(desk, find_completers(desk, YEAR).completed)
    return desk


@pytest.mark.parametrize("one_file", ["all.pdf", ""])
def test_names_that_cannot_be_printed_are_left_out_and_all_told(
    with_odd_names: Desk, one_file: str
) -> None:
    made = make(with_odd_names, EVERYONE, one_file)
    told = {(one.student_id, one.because) for one in made.left_out if one.because in UNPRINTABLE}
    assert told == {("0001", "letters_missing"), ("0006", "no_room")}
    assert len(made.serials) == 5
    assert sum(len(read(content).pages) for _name, content in made.files) == 5
    given = serials(with_odd_names)
    assert not {given["0001"], given["0006"]} & set(made.serials)


def test_a_named_student_whose_name_cannot_be_printed_is_refused(
    with_odd_names: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "c.pdf"
    with pytest.raises(KnownError) as refused:
        print_to(with_odd_names, "certificate", Whom(("0001", "0005")), out, OFFICE)
    assert refused.value.code == "letters_missing"
    assert not out.exists()
    printed = print_to(with_odd_names, "certificate", Whom(), out, OFFICE)
    assert printed.needs_a_person
    assert batch.count_batch(with_odd_names, EVERYONE).copies == (5, 0)


def test_a_batch_goes_by_school_and_family_name(awarded: Desk, tmp_path: Path) -> None:
    file = tmp_path / "students.csv"
    file.write_text(
        f"{NAMES}0005,Ábalos,Zoe,12,VL,2027\n0008,Zamora,Ana,12,GV,2027\n", encoding="utf-8"
    )
    import_paths(awarded, (file,))
    for student_id in ("0005", "0008"):
        reissue(awarded, serials(awarded)[student_id])
    found, _look = batch.gather(awarded, EVERYONE)
    shown = [(one.certificate.school_name, one.certificate.student_id) for one in found.papers]
    assert shown[0][1] == "0008"
    assert shown[0][0] < shown[1][0]
    assert shown[1][1] == "0005"


def test_nobody_to_print_for_is_no_batch(desk: Desk) -> None:
    found, look = batch.gather(desk, EVERYONE)
    with pytest.raises(ValueError, match="no certificate"):
        batch.draw_batch(found, look, one_file="all.pdf")


def test_a_full_place_leaves_nothing_behind(awarded: Desk, tmp_path: Path) -> None:
    made = make(awarded, EVERYONE, one_file="")
    folder = tmp_path / "gone"
    folder.mkdir()
    shutil.rmtree(folder)
    with pytest.raises(Exception, match="gone"):
        batch.keep_batch(awarded, made, folder, OFFICE)
    assert batch.count_batch(awarded, EVERYONE).copies == (0, 0)
