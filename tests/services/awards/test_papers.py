"""Only awards in force have certificates: signed, the same each time, copies marked as such."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from cte_desktop.domain.completion.certificates.verified import Result
from cte_desktop.services import printing
from cte_desktop.services.awards.awarding import award, withhold
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.papers import certificates_of
from cte_desktop.services.cases import open_case
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.services.verifying.verification import verify
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.system.errors import KnownError, WrongCall
from tests.services.awards.people import SPORTS, YEAR, let_everybody_graduate


@pytest.fixture
def awarded(desk: Desk) -> Desk:
    let_everybody_graduate(desk)
    award(desk, find_completers(desk, YEAR).open)
    return desk


def _print(
    desk: Desk, out: Path, whom: Whom | None = None, *, before_graduation: bool = False
) -> printing.Printed:
    return printing.print_to(
        desk,
        "certificate",
        whom or Whom(),
        out,
        Disclosure(),
        before_graduation=before_graduation,
    )


def _text(file: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(file).pages]


def test_everyone_who_graduates_gets_one_and_the_others_are_told(
    awarded: Desk, tmp_path: Path
) -> None:
    printed = _print(awarded, tmp_path / "all.pdf")
    assert printed.students == 7
    assert [(o.student_id, o.because) for o in printed.left_out] == [("0010", "on_graduation")]
    assert len(_text(tmp_path / "all.pdf")) == 7


def test_each_page_carries_the_serial_and_a_code_that_verifies(
    awarded: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "all.pdf"
    _print(awarded, out)
    by_id = {c.student.student_id: c for c in find_completers(awarded, YEAR).completed}
    assert by_id["0001"].serial in _text(out)[0]
    checked = verify(out, None, awarded)
    assert {answer.result for answer in checked.answers} == {Result.GENUINE}
    assert [a.serial for a in checked.answers] == [
        c.serial for i, c in sorted(by_id.items()) if i != "0010"
    ]


def test_a_copy_says_reprint_and_is_else_the_same(awarded: Desk, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.pdf" for number in range(3)]
    for file in files:
        _print(awarded, file)
    assert not any("Reprint" in page for page in _text(files[0]))
    assert all("Reprint" in page for page in _text(files[1]))
    assert files[1].read_bytes() == files[2].read_bytes()


def test_a_folder_gets_one_file_for_each_student(awarded: Desk, tmp_path: Path) -> None:
    printed = _print(awarded, tmp_path / "papers", before_graduation=True)
    assert [file.name for file in printed.files][:2] == [
        "certificate-0001.pdf",
        "certificate-0004.pdf",
    ]
    assert len(printed.files) == printed.students == 8


def test_a_preview_is_no_print_until_it_is_kept(awarded: Desk, tmp_path: Path) -> None:
    case = open_case(awarded, "0001")
    first = printing.certificate_pdf(awarded, case, SPORTS)
    assert printing.certificate_pdf(awarded, case, SPORTS) == first
    out = tmp_path / "c.pdf"
    printing.keep_pdf(awarded, "certificate", case, first, out, Disclosure(), SPORTS)
    again = printing.certificate_pdf(awarded, case, SPORTS)
    assert again != first
    with awarded.database.reading() as tx:
        assert [e.what for e in list_disclosures(tx)] == ["certificate"]


def test_a_preview_without_an_award_is_refused(desk: Desk) -> None:
    with pytest.raises(WrongCall) as refused:
        printing.certificate_pdf(desk, open_case(desk, "0001"), SPORTS)
    assert refused.value.code == "not_awarded"


def test_a_name_corrected_since_is_printed_only_after_a_reissue(
    awarded: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "students.csv"
    file.write_text(
        "student_id,last_name,first_name,grade_level,school,graduation_year,pathway\n"
        "0001,Rivera,Ana,12,VL,2027,Sports Medicine\n",
        encoding="utf-8",
    )
    import_paths(awarded, (file,))
    with pytest.raises(WrongCall) as refused:
        _print(awarded, tmp_path / "c.pdf", Whom(("0001",)))
    assert refused.value.code == "record_differs"
    printed = _print(awarded, tmp_path / "all.pdf")
    assert ("0001", "record_differs") in {(o.student_id, o.because) for o in printed.left_out}


def test_a_withheld_one_is_left_out(awarded: Desk, tmp_path: Path) -> None:
    serial = find_completers(awarded, YEAR).completed[0].serial
    withhold(awarded, serial, withheld=True)
    with pytest.raises(WrongCall) as refused:
        _print(awarded, tmp_path / "c.pdf", Whom(("0001",)), before_graduation=True)
    assert refused.value.code == "withheld"


def test_a_filter_chooses_whose_are_printed(awarded: Desk, tmp_path: Path) -> None:
    printed = _print(awarded, tmp_path / "c.pdf", Whom(filter_text="0004"))
    assert printed.students == 1
    with pytest.raises(WrongCall):
        _print(awarded, tmp_path / "c.pdf", Whom(filter_text="0002"))


def test_a_paper_that_can_not_be_written_was_not_printed(awarded: Desk, tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        _print(awarded, tmp_path / "missing" / "c.pdf")
    with awarded.database.writing() as tx:
        papers = certificates_of(awarded, tx).papers
        assert not any(paper.certificate.reprint for paper in papers)
        assert not list_disclosures(tx)


def test_the_certificate_tells_the_courses_that_were_decided_on(awarded: Desk) -> None:
    with awarded.database.writing() as tx:
        by_id = {
            p.certificate.student_id: p.certificate for p in certificates_of(awarded, tx).papers
        }
    made = by_id["0011"]
    assert (made.legal_name, made.district) == ("Ana 0011 Núñez", "Hart")
    marks = [[mark for _, _, mark in course.marks] for course in made.courses]
    assert marks == [["B", "B"], ["B", "C"]]
    assert made.code.startswith("CTE1.")
