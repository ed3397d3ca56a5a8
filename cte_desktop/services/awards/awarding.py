"""Awarding completed pathways in one step, and taking back, revoking and reissuing one award."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.public_keys import REASON_MOST
from cte_desktop.domain.completion.certificates.serial import parse_serial
from cte_desktop.domain.completion.finding import Completed, exceptions_used
from cte_desktop.domain.completion.register.entries import AwardState, frozen_of, frozen_text
from cte_desktop.domain.people.roles import Right
from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.services.awards.finding import (
    decide_pathways,
    find_completers,
    when_of,
    who_graduates,
)
from cte_desktop.services.changes import Changes
from cte_desktop.services.people.rights import require
from cte_desktop.storage.certificates import awards as award_store
from cte_desktop.storage.certificates import candidates, entry_day
from cte_desktop.storage.certificates.awards import Award, ToAward
from cte_desktop.storage.certificates.signing_keys import signing_key
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.pathway_files import pathway_files
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

NOUN = "awards"
REPLACED = "Replaced by {serial}."
"""What is published of a certificate that was issued anew; in English, for whoever checks it."""
_LATER = noop("The register tells which certificate is in force.")


@dataclass(frozen=True, slots=True)
class Reissued:
    """A certificate that took the place of another."""

    serial: str
    instead_of: str
    changes: Changes


def award(
    desk: Desk, chosen: Iterable[Completed], withheld: Collection[tuple[str, str]] = ()
) -> Changes:
    """Award these completed pathways as one step, with their evidence frozen and a serial each.

    Who has an award in force keeps it; nothing is awarded twice. `withheld` are (uid, pathway) of
    certificates that a person wants kept back. Whatever was written since they were found is looked
    at again: who no longer completed by it is left out.
    """
    wanted = tuple(chosen)
    catalog, year = desk.district().catalog, 0
    with desk.database.reading() as tx:
        at = candidates.last_step(tx)
    if any(one.known_at != at for one in wanted):
        wanted = _found_again(desk, wanted)
    if not wanted:
        return Changes()
    year = wanted[0].completed_in
    new = [
        ToAward(
            one.student.uid,
            one.pathway,
            one.completed_in,
            frozen_text(frozen_of(one, catalog)),
            (one.student.uid, one.pathway) in withheld,
        )
        for one in wanted
    ]
    with desk.database.writing() as tx:
        begin_step(tx, "award", {"year": school_year_text(year)})
        entries = award_store.give_awards(tx, new)
        if not entries:
            return Changes()
        signing_key(tx, school_year_of(entries[0].issued_on))
        return _changes(tx, {one.student_uid for one in new})


def award_one(desk: Desk, student_uid: str, pathway: str) -> Changes:
    """Award one student's completed pathway, as `award` does; nothing happens when it isn't."""
    district, day = desk.district(), desk.today()
    found: list[Completed] = []
    with desk.database.reading() as tx:
        at = candidates.last_step(tx)
        keys = tuple(candidates.keys_of(tx, (student_uid,)).values())
        graduating = who_graduates(tx, keys, district, day)
        for key, file in pathway_files(tx, keys, district.catalog):
            for one in decide_pathways(file, (pathway,), district, day):
                if one.decision.completed:
                    when = when_of(file, day, graduates=key in graduating)
                    exceptions = exceptions_used(one)
                    found.append(
                        Completed(file.student, one.decision, exceptions, when, known_at=at)
                    )
    return award(desk, found)


def withdraw(desk: Desk, serial: str, reason: str) -> Changes:
    """Take the award of a serial back, as a step; doing it again gives a new serial."""
    why = _reason(reason, published=False)
    with desk.database.writing() as tx:
        found = award_in_force(tx, serial)
        begin_step(tx, "withdraw_award", {"serial": found.serial})
        award_store.withdraw_award(tx, found, why)
        return _changes(tx, {found.student_uid})


def revoke(desk: Desk, serial: str, reason: str) -> Changes:
    """Make a certificate invalid for good; the reason is published with the revocations."""
    require(desk, Right.AWARD)
    why = _reason(reason)
    with desk.database.writing() as tx:
        found = award_in_force(tx, serial)
        award_store.revoke_award(tx, found, why)
        return Changes(frozenset({NOUN}), frozenset({found.student_uid}))


def reissue(desk: Desk, serial: str) -> Reissued:
    """Issue a certificate anew by the record as it is now; the old one is revoked as replaced.

    A revoked one can be issued anew too. A wrong call when the record no longer proves completion.
    """
    require(desk, Right.AWARD)
    district = desk.district()
    with desk.database.writing() as tx:
        old = _award(tx, serial)
        if old.state not in {AwardState.IN_FORCE, AwardState.REVOKED}:
            raise _not_in_force(old)
        if old.state is AwardState.REVOKED:
            _require_none_in_force(tx, old)
        now = _decided_now(desk, tx, old)
        content = frozen_text(frozen_of(now, district.catalog))
        new = ToAward(
            old.student_uid, old.pathway, now.completed_in, content, withheld=old.withheld
        )
        entry = award_store.reissue_award(tx, old, new, REPLACED)
        signing_key(tx, school_year_of(entry.issued_on))
    changes = Changes(frozenset({NOUN}), frozenset({old.student_uid}))
    return Reissued(entry.serial, old.serial, changes)


def withhold(desk: Desk, serial: str, *, withheld: bool) -> Changes:
    """Keep the certificate of an award back, or let it be handed out, as a step; it stays awarded.

    Nothing happens where it is so already.
    """
    with desk.database.writing() as tx:
        found = award_in_force(tx, serial)
        action = "withhold_certificate" if withheld else "release_certificate"
        begin_step(tx, action, {"serial": found.serial})
        if not award_store.set_withheld(tx, found, withheld=withheld):
            return Changes()
        return _changes(tx, {found.student_uid})


def issue_day(desk: Desk) -> date:
    """Return the day that an award made now carries: later than today if the clock is set back."""
    with desk.database.reading() as tx:
        return entry_day.issue_day(tx)


def day_ahead(desk: Desk) -> date | None:
    """Return the latest day of the register that lies too far ahead to be true, or None."""
    with desk.database.reading() as tx:
        return entry_day.day_ahead(tx)


def completed_now(desk: Desk, tx: Transaction, old: Award) -> Completed | None:
    """Return what an award would rest on by the present record, None when it isn't completed."""
    district, day = desk.district(), desk.today()
    keys = candidates.keys_of(tx, (old.student_uid,)).values()
    for _key, file in pathway_files(tx, tuple(keys), district.catalog):
        (one,) = decide_pathways(file, (old.pathway,), district, day)
        if one.decision.completed:
            when = when_of(file, day, graduates=False)
            return Completed(file.student, one.decision, exceptions_used(one), when)
    return None


def award_of_serial(tx: Transaction, serial: str) -> Award:
    """Return the award of a serial, wherever it stands; a wrong call for none."""
    return _award(tx, serial)


def award_in_force(tx: Transaction, serial: str) -> Award:
    """Return the award of a serial; a wrong call for none, or one that is not in force."""
    found = _award(tx, serial)
    if found.state is not AwardState.IN_FORCE:
        raise _not_in_force(found)
    return found


def _award(tx: Transaction, serial: str) -> Award:
    parsed = parse_serial(serial)
    found = award_store.find_award(tx, parsed.text) if parsed is not None else None
    if found is None:
        raise WrongCall(
            "unknown_serial",
            'The register has no serial number "{serial}".',
            do="It stands on the certificate, such as 2027-K7QM-00042-V; look for a slip of the "
            "pen.",
            serial=serial,
        )
    return found


def _not_in_force(found: Award) -> WrongCall:
    return WrongCall(
        "not_in_force",
        "The certificate {serial} is not in force: {state}.",
        do=_LATER,
        serial=found.serial,
        state=found.state.value,
    )


def _require_none_in_force(tx: Transaction, old: Award) -> None:
    for one in award_store.list_awards(tx, in_force=True):
        if (one.student_uid, one.pathway) == (old.student_uid, old.pathway):
            raise WrongCall(
                "in_force_already",
                "Another certificate of the same pathway is in force: {serial}.",
                do=_LATER,
                serial=one.serial,
            )


def _decided_now(desk: Desk, tx: Transaction, old: Award) -> Completed:
    """Return the completion by the present record; a wrong call when there is none any more."""
    found = completed_now(desk, tx, old)
    if found is not None:
        return found
    raise WrongCall(
        "not_completed_any_more",
        "By the record as it is now, {pathway} is not completed.",
        do="Correct the record first, or revoke the certificate.",
        pathway=old.pathway,
    )


def _found_again(desk: Desk, chosen: tuple[Completed, ...]) -> tuple[Completed, ...]:
    """Return those of the chosen who completed by what is written now, as decided now."""
    now = {}
    for year in {one.completed_in for one in chosen}:
        for one in find_completers(desk, year).completed:
            now[one.student.uid, one.pathway, year] = one
    keys = ((one.student.uid, one.pathway, one.completed_in) for one in chosen)
    return tuple(replace(now[key]) for key in keys if key in now)


def _reason(text: str, *, published: bool = True) -> str:
    """Return a reason as it can be kept: one line, not empty, not too long."""
    reason = " ".join(text.split())
    if not reason or len(reason) > REASON_MOST or not reason.isprintable():
        raise WrongCall(
            "bad_reason",
            "A reason is one line of at most {most} characters.",
            do="Say it shortly, and name no student: it is published with the serial number."
            if published
            else "Say it shortly: it stands in the register.",
            most=REASON_MOST,
        )
    return reason


def _changes(tx: Transaction, uids: Collection[str]) -> Changes:
    number = tx.step.number if tx.step is not None else None
    return Changes(frozenset({NOUN, "history"}), frozenset(uids), number)
