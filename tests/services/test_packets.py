"""Packets hold letter, plan and findings of each student in the home language, and are logged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.domain.audit.plan_sheet import NOT_FOR_FAMILIES
from cte_desktop.domain.findings import Finding, Severity
from cte_desktop.services import plan_batches
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.packets import (
    PacketOrder,
    draw_packets,
    keep_packets,
    log_packets,
    packet_sheet,
    write_packets,
)
from cte_desktop.services.plan_batches import draw_plans
from cte_desktop.services.printing import Disclosure, Whom, print_to
from cte_desktop.services.shared_notes import new_note, save_note
from cte_desktop.system.errors import KnownError, WrongCall
from tests.reports.reading import words

GIVEN = Disclosure("Family", "Yearly meeting")


@pytest.fixture
def cases(desk: Desk) -> tuple[Case, ...]:
    every = tuple(open_cases(desk))
    spanish = [one for one in every if "pan" in one.file.student.home_language]
    english = [one for one in every if one not in spanish]
    return english[0], spanish[0]


def uids(cases: tuple[Case, ...]) -> tuple[str, ...]:
    return tuple(case.file.student.uid for case in cases)


def test_each_packet_speaks_the_language_of_its_home(desk: Desk, cases: tuple[Case, ...]) -> None:
    batch = draw_packets(desk, uids(cases))
    said = words(batch.content)
    for text in ("In this packet", "En este paquete", "Four-year plan", "Plan de cuatro años"):
        assert text in said
    for case in cases:
        assert case.file.student.legal_name in said
    assert batch.uids == uids(cases)
    assert len(batch.ends) == 2


def test_one_language_can_be_asked_for_and_where_else_to_ask(
    desk: Desk, cases: tuple[Case, ...]
) -> None:
    order = PacketOrder("es", "661 555 0100")
    said = words(draw_packets(desk, uids(cases)[:1], order).content)
    assert "En este paquete" in said
    assert "661 555 0100" in said
    with pytest.raises(WrongCall):
        packet_sheet(cases[0], replace(order, language="fr"))


def test_notes_for_the_family_stand_on_the_plan_and_no_other(
    desk: Desk, cases: tuple[Case, ...]
) -> None:
    (uid, *_) = uids(cases)
    for said, for_family in (("For the family alone.", True), ("Not for paper.", False)):
        note = new_note(desk, said)
        save_note(desk, uid, replace(note, for_family=for_family, grade_level=11, term="fall"))
    said = words(draw_packets(desk, (uid,)).content)
    assert "For the family alone." in said
    assert "fall of 11th grade" in said
    assert "Not for paper." not in said


def test_what_is_the_counselors_own_stands_nowhere_in_a_packet(cases: tuple[Case, ...]) -> None:
    own = tuple(Finding(code, Severity.MUST_FIX) for code in sorted(NOT_FOR_FAMILIES))
    case = replace(cases[0])
    vars(case).update(audit=replace(cases[0].audit, findings=own), findings=own)
    sheet = packet_sheet(case)
    assert sheet.findings.students[0].findings == ()
    assert sheet.plan.findings == ()
    assert not any("must be fixed," in said for _, said in sheet.letter.facts or ())


def test_whose_text_no_paper_shows_is_named(
    desk: Desk, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    one, two = uids(cases)
    save_note(desk, two, replace(new_note(desk, "Well done."), for_family=True))
    with desk.database.writing() as tx:  # as notes were kept before
        text = "Well done \N{THUMBS UP SIGN}"
        tx.connection.exec_driver_sql("UPDATE shared_note SET said = ?", (text,))
    whose = cases[1].file.student.list_name
    for work in (
        lambda: draw_packets(desk, (one, two)),
        lambda: draw_plans(desk, (one, two)),
        lambda: write_packets(desk, (one, two), tmp_path / "packets", GIVEN),
    ):
        with pytest.raises(KnownError) as refused:
            work()
        assert refused.value.code == "letters_missing"
        assert whose in refused.value.kept
    assert not (tmp_path / "packets").exists()


def test_what_leaves_is_logged_with_everybody_on_it(
    desk: Desk, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    batch = draw_packets(desk, uids(cases))
    keep_packets(desk, batch, tmp_path / "packets.pdf", GIVEN)
    log_packets(desk, batch, GIVEN, (1,))
    printed, kept = list_disclosures(desk)
    assert (kept.what, kept.recipient) == ("Packet for the family", "Family")
    assert set(kept.student_uids) == set(uids(cases))
    assert printed.student_uids == uids(cases)[:1]
    assert (tmp_path / "packets.pdf").read_bytes() == batch.content


def test_one_pdf_for_each_student_is_named_by_id(
    desk: Desk, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    made = write_packets(
        desk, uids(cases), tmp_path / "out", GIVEN, progress=lambda *one: told.append(one)
    )
    names = {f"packet-{case.file.student.student_id}.pdf" for case in cases}
    assert {file.name for file in made.files} == names
    assert told == [(1, 2), (2, 2)]
    assert len(list_disclosures(desk)) == 1
    by_name = print_to(
        desk, "packet", Whom(filter_text=cases[0].file.student.student_id), tmp_path, GIVEN
    )
    assert [file.name for file in by_name.files] == [
        f"packet-{cases[0].file.student.student_id}.pdf"
    ]


def test_packets_are_written_as_they_are_drawn(
    desk: Desk, cases: tuple[Case, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_batches, "_BLOCK", 1)
    opened: list[object] = []

    def counted(*asked: object) -> object:
        opened.append(asked)
        return open_cases(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(plan_batches, "open_cases", counted)
    seen: list[tuple[int, int]] = []

    def look(_done: int, _total: int) -> None:
        seen.append((len(opened), len([*(tmp_path / "out").rglob("packet-*.pdf")])))

    write_packets(desk, uids(cases), tmp_path / "out", GIVEN, progress=look)
    assert seen == [(1, 1), (2, 2)]


def test_given_up_nothing_is_written_and_nothing_logged(
    desk: Desk, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    def enough(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_packets(desk, uids(cases), tmp_path / "out", GIVEN, progress=enough)
    assert not (tmp_path / "out").exists()
    assert list_disclosures(desk) == ()


def test_for_nobody_there_is_no_packet(desk: Desk) -> None:
    with pytest.raises(KnownError, match="None of these students"):
        draw_packets(desk, ("gone",))
