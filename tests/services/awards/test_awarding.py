"""Awards are one step, never twice, and no serial is ever given again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.certificates.serial import parse_serial
from cte_desktop.domain.completion.register.entries import AwardState, Kind
from cte_desktop.services import checking
from cte_desktop.services.awards.awarding import (
    award,
    day_ahead,
    issue_day,
    reissue,
    revoke,
    withdraw,
    withhold,
)
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.papers import certificates_of
from cte_desktop.services.awards.registering import Wanted, register
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import before_undo, list_history, undo
from cte_desktop.services.importing import import_paths
from cte_desktop.services.verifying.key_lists import key_list
from cte_desktop.storage.certificates.revocations import load_revocations
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError, WrongCall
from tests.services.awards.awarding import award_all, entries, ever_given, serials
from tests.services.awards.people import CLOCK, SPORTS, YEAR


def test_all_are_awarded_in_one_step_with_a_serial_each(desk: Desk) -> None:
    steps = len(list_history(desk))
    found = find_completers(desk, YEAR)
    changes = award(desk, found.open)
    assert len(list_history(desk)) == steps + 1
    assert list_history(desk)[0].text == "Award the pathways completed in 2026-27"
    assert list_history(desk, "0001")[0].text == "Award the pathways completed in 2026-27"
    assert not list_history(desk, "0002")[0].text.startswith("Award")
    assert changes.students == {one.student.uid for one in found.completed}
    given = serials(desk)
    assert len(set(given)) == len(found.completed)
    parsed = [parse_serial(serial) for serial in given]
    assert {p.year for p in parsed if p} == {YEAR + 1}
    assert [p.number for p in parsed if p] == list(range(1, len(given) + 1))


def test_some_are_awarded_and_awarding_twice_changes_nothing(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    award(desk, found.completed[:2])
    first = serials(desk)
    assert len(first) == 2
    assert not award(desk, found.completed[:2]).nouns
    assert len(award_all(desk)) == len(found.completed)
    assert set(first) <= set(serials(desk))
    assert not find_completers(desk, YEAR).open


def test_undo_withdraws_and_redo_gives_new_serials(desk: Desk) -> None:
    before = award_all(desk)
    undone = undo(desk)
    assert serials(desk) == []
    assert {line.serial for line in entries(desk, Kind.WITHDRAWAL)} == set(before)
    assert find_completers(desk, YEAR).open
    undo(desk, undone.changes.step)
    after = serials(desk)
    assert len(after) == len(before)
    assert not set(after) & set(before)
    with desk.database.reading() as tx:
        assert {one.serial for one in load_revocations(tx)} == set(before)


def test_one_is_taken_back_with_a_reason_and_not_awarded_again_by_itself(desk: Desk) -> None:
    first, *_others = award_all(desk)
    withdraw(desk, first, "awarded by mistake")
    found = find_completers(desk, YEAR)
    assert not found.open
    assert "award_withdrawn" in {n.because.code for n in found.needs_a_person}
    (line,) = entries(desk, Kind.WITHDRAWAL)
    assert (line.serial, line.reason, line.state) == (
        first,
        "awarded by mistake",
        AwardState.WITHDRAWN,
    )
    undo(desk)
    assert first not in serials(desk)
    assert len(serials(desk)) == len(found.completed)


def test_what_stays_for_good_is_told_with_the_next_undo_alone(desk: Desk) -> None:
    award_all(desk)
    revoke(desk, serials(desk)[0], "wrong student")
    newest, before = (line.number for line in list_history(desk)[:2])
    assert before_undo(desk, newest).for_good is Kind.REVOCATION
    desk.clock = desk.database.clock = Clock(CLOCK.today() + timedelta(days=1))
    undo(desk)
    assert before_undo(desk, before).for_good is None


def test_a_revoked_one_is_published_with_its_reason_for_good(desk: Desk) -> None:
    first, *others = award_all(desk)
    revoke(desk, f" {first.lower()} ", "wrong student")
    with desk.database.reading() as tx:
        (told,) = load_revocations(tx)
    assert (told.serial, told.on, told.reason) == (first, CLOCK.today(), "wrong student")
    assert serials(desk) == others
    assert not find_completers(desk, YEAR).open
    undo(desk)  # takes back the awards; what is revoked stays revoked
    (line,) = entries(desk, Kind.REVOCATION)
    assert line.state is AwardState.REVOKED
    for act in (revoke, withdraw):
        with pytest.raises(WrongCall) as refused:
            act(desk, first, "again")
        assert refused.value.code == "not_in_force"


def test_a_reissue_takes_the_place_of_the_old_one(desk: Desk) -> None:
    first, *others = award_all(desk)
    made = reissue(desk, first)
    assert made.instead_of == first
    assert sorted(serials(desk)) == sorted([made.serial, *others])
    (line,) = entries(desk, Kind.REISSUE)
    assert (line.refers_to, line.state) == (first, AwardState.IN_FORCE)
    with desk.database.reading() as tx:
        (told,) = load_revocations(tx)
    assert told.reason == f"Replaced by {made.serial}."
    with pytest.raises(WrongCall):
        reissue(desk, first)
    undo(desk)
    assert serials(desk) == []
    assert len(entries(desk, Kind.WITHDRAWAL)) == len(others) + 1


def test_a_revoked_one_can_be_issued_anew(desk: Desk) -> None:
    first = award_all(desk)[0]
    revoke(desk, first, "lost")
    assert reissue(desk, first).serial in serials(desk)


@pytest.mark.parametrize("typed", ["", "2027-AAAA-00001-0", "x" * 10_000, "ñ-1"])
def test_an_unknown_serial_is_a_wrong_call(desk: Desk, typed: str) -> None:
    with pytest.raises(WrongCall) as refused:
        revoke(desk, typed, "why")
    assert refused.value.code == "unknown_serial"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, "a\x00b"])
def test_a_reason_is_one_short_line(desk: Desk, reason: str) -> None:
    first = award_all(desk)[0]
    with pytest.raises(WrongCall) as refused:
        revoke(desk, first, reason)
    assert refused.value.code == "bad_reason"
    assert "published" in refused.value.do
    with pytest.raises(WrongCall) as kept_alone:
        withdraw(desk, serials(desk)[0], " ")
    assert "published" not in kept_alone.value.do  # the list says no more than "taken back"


def test_a_record_corrected_afterwards_leaves_the_register_and_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    award_all(desk)
    file = tmp_path / "record.csv"
    head = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
    file.write_text(head + "0001,2026-27,fall,SM2,D,5,5,VL\n", encoding="utf-8")
    import_paths(desk, (file,))
    lines = {line.decided.student_id: line for line in register(desk)}
    assert lines["0001"].differs == ("record",)
    assert [row.mark for row in lines["0001"].decided.rows] == ["D-", "D-", "C-", "C-"]
    assert {lines[i].differs for i in ("0005", "0006")} == {()}
    with pytest.raises(WrongCall) as refused:
        reissue(desk, lines["0001"].serial)
    assert refused.value.code == "not_completed_any_more"


def test_who_no_longer_completes_since_found_is_not_awarded(desk: Desk, tmp_path: Path) -> None:
    found = find_completers(desk, YEAR)
    file = tmp_path / "record.csv"
    head = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
    file.write_text(head + "0001,2026-27,fall,SM2,D,5,5,VL\n", encoding="utf-8")
    import_paths(desk, (file,))
    award(desk, found.open)
    ids = {line.decided.student_id for line in register(desk)}
    assert ids == {one.student.student_id for one in found.open} - {"0001"}


def test_a_clock_set_back_never_dates_an_entry_before_the_last(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    award(desk, found.completed[:1])
    desk.clock = desk.database.clock = Clock(date(2027, 1, 5))
    assert issue_day(desk) == CLOCK.today()
    award(desk, find_completers(desk, YEAR).open[:1])
    assert {line.issued_on for line in register(desk)} == {CLOCK.today()}


def test_with_a_clock_set_back_nothing_ends_before_it_was_issued(desk: Desk) -> None:
    one, two, three, *_others = award_all(desk)
    desk.clock = desk.database.clock = Clock(date(2026, 8, 5))
    revoke(desk, one, "printed with a wrong name")
    withdraw(desk, two, "awarded by mistake")
    reissue(desk, three)
    undo(desk)  # what was taken back is awarded anew
    with desk.database.reading() as tx:
        assert {revoked.on for revoked in load_revocations(tx)} == {CLOCK.today()}
        assert key_list(tx).listed_on == CLOCK.today()
    assert {line.issued_on for line in register(desk)} == {CLOCK.today()}


def test_a_completion_of_a_year_that_has_not_begun_by_the_clock_is_not_awarded(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    award(desk, found.completed[:1])
    (first,) = serials(desk)
    desk.clock = desk.database.clock = Clock(date(2020, 1, 1))
    for deed in (lambda: award(desk, found.completed[1:]), lambda: reissue(desk, first)):
        with pytest.raises(KnownError, match="2026-27 has not begun by the clock") as refused:
            deed()
        assert refused.value.code == "clock_set_back"
    revoke(desk, first, "printed with a wrong name")
    assert [line.kind for line in register(desk)] == [Kind.AWARD, Kind.REVOCATION]
    desk.clock = desk.database.clock = Clock(date(2026, 7, 1))
    assert award(desk, found.completed[1:]).nouns


def test_a_day_too_far_ahead_to_be_true_is_not_carried_on_and_not_printed(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    desk.clock = desk.database.clock = Clock(date(2099, 6, 1))
    award(desk, found.completed[:1])
    (first,) = serials(desk)
    desk.clock = desk.database.clock = CLOCK
    assert day_ahead(desk) == date(2099, 6, 1)
    assert issue_day(desk) == CLOCK.today()
    award(desk, found.completed[1:])
    assert [line.issued_on.year for line in register(desk)] == [2099] + 7 * [2027]
    with desk.database.writing() as tx:
        printed = certificates_of(desk, tx, before_graduation=True)
    assert [(one.serial, one.because) for one in printed.left_out] == [(first, "impossible_day")]
    anew = reissue(desk, first).serial
    with desk.database.writing() as tx:
        printed = certificates_of(desk, tx, before_graduation=True)
        assert key_list(tx).listed_on == CLOCK.today()
    assert anew in {one.serial for one in printed.papers}
    assert not printed.left_out


def test_a_day_that_no_code_can_hold_awards_nothing(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    desk.clock = desk.database.clock = Clock(date(2180, 1, 1))
    with pytest.raises(KnownError) as refused:
        award(desk, found.completed)
    assert refused.value.code == "clock_wrong"
    assert not register(desk)


def test_the_register_is_listed_by_filters(desk: Desk) -> None:
    award_all(desk)
    assert len(register(desk, Wanted(school_year=YEAR, pathway=SPORTS))) == 7
    assert len(register(desk, Wanted(words="nunez 0001"))) == 1
    assert not register(desk, Wanted(school_year=2025))
    assert not register(desk, Wanted(state=AwardState.REVOKED))


def test_a_withheld_certificate_says_so(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    one = found.completed[0]
    award(desk, found.open, withheld={(one.student.uid, one.pathway)})
    now = find_completers(desk, YEAR).completed
    assert [c.student.student_id for c in now if c.certificate == "withheld"] == ["0001"]
    withhold(desk, now[0].serial, withheld=False)
    assert find_completers(desk, YEAR).completed[0].certificate == "on_graduation"


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["award", "one", "undo", "redo", "revoke", "reissue"]), max_size=6))
def test_whatever_is_done_no_serial_is_given_twice_and_one_award_is_in_force(
    desk: Desk, done: list[str]
) -> None:
    for what in done:
        now = serials(desk)
        if what == "award":
            award_all(desk)
        elif what == "one":
            award(desk, find_completers(desk, YEAR).open[:1])
        elif what in {"undo", "redo"}:
            step = list_history(desk)[0]
            if step.text.endswith("Award the pathways completed in 2026-27"):
                undo(desk, step.number)
        elif now:
            _ = revoke(desk, now[0], "x") if what == "revoke" else reissue(desk, now[-1])
    given_serials = ever_given(desk)
    assert len(given_serials) == len(set(given_serials))
    pairs = [(c.student.uid, c.pathway) for c in find_completers(desk, YEAR).completed if c.serial]
    assert len(pairs) == len(set(pairs))
    file = desk.database.path
    assert file is not None
    assert checking.check(file, None) == ()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE register_entry SET serial = '2027-AAAA-00001-0' WHERE number = 2",
        "UPDATE register_entry SET content = replace(content, 'D-', 'A') WHERE number = 1",
        "UPDATE register_entry SET reason = 'x' WHERE number = 3",
        "UPDATE register_entry SET issued_on = '2026-01-01' WHERE number = 3",
        "DELETE FROM register_entry WHERE number = 2",
        "DELETE FROM register_entry WHERE number = (SELECT max(number) FROM register_entry)",
        "DELETE FROM register_entry",
        "UPDATE award SET state = 'revoked'",
        "DELETE FROM award",
    ],
)
def test_the_check_notices_any_change_of_the_register(desk: Desk, damage: str) -> None:
    award_all(desk)
    file = desk.database.path
    assert file is not None
    assert checking.check(file, None) == ()
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(damage)
    assert {found.code for found in checking.check(file, None)} == {"register_broken"}


def test_the_known_moment_of_what_was_found_is_checked(desk: Desk) -> None:
    found = find_completers(desk, YEAR)
    stale = [replace(one, known_at=0) for one in found.open]
    award(desk, stale)
    assert len(serials(desk)) == len(found.open)


def test_withholding_and_releasing_are_steps_that_can_be_undone(desk: Desk) -> None:
    first = award_all(desk)[0]

    def is_withheld() -> bool:
        return next(line.withheld for line in register(desk) if line.serial == first)

    changes = withhold(desk, first, withheld=True)
    assert "awards" in changes.nouns
    assert changes.step == list_history(desk)[0].number
    assert list_history(desk)[0].text == f"Withhold the certificate {first}"
    assert is_withheld()
    assert not withhold(desk, first, withheld=True).nouns
    undone = undo(desk)
    assert not is_withheld()
    undo(desk, undone.changes.step)
    assert is_withheld()
    withhold(desk, first, withheld=False)
    assert list_history(desk)[0].text == f"Release the certificate {first}"
    assert not is_withheld()
