"""Cords and seals for graduation: who of a year's class gets which, and the district's own list.

A line stands for each award in force of a student whose class graduates in that school year,
whichever year the pathway was completed in; withheld ones are left out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.cords import (
    CordCount,
    CordLine,
    CordSheet,
    SectorCord,
    cord_counts,
    parse_cords,
)
from cte_desktop.domain.completion.toml_table import TomlError
from cte_desktop.reports import registry
from cte_desktop.services.awards.finding import who_graduates
from cte_desktop.services.changes import Changes
from cte_desktop.services.handing_over import hand_over_one
from cte_desktop.storage.certificates import candidates
from cte_desktop.storage.certificates import templates as store
from cte_desktop.storage.certificates.awards import list_awards
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.students import list_student_lines
from cte_desktop.system.errors import KnownError
from cte_desktop.system.paths import resource
from cte_desktop.wording.completion.certificate_template import fault_line
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.toml_table import TomlFault
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.printing import Disclosure
    from cte_desktop.storage.certificates.awards import Award
    from cte_desktop.storage.students import StudentLine
    from cte_desktop.storage.transaction import Transaction

__all__ = ["CordCount", "CordLine", "SectorCord", "cord_counts"]

NOUNS = frozenset({"certificate_template", "history"})


@cache
def default_cords_text() -> str:
    """Return the list that comes with the program."""
    return resource("style", "cords.toml").read_text(encoding="utf-8")


def cords_text(desk: Desk) -> str:
    """Return the list in force, as TOML."""
    with desk.database.reading() as tx:
        return store.load_text(tx, store.CORDS) or default_cords_text()


def cords(desk: Desk) -> Mapping[str, SectorCord]:
    """Return the cords and seals in force by the codes of sectors; a known error, bad_cords."""
    try:
        return parse_cords(cords_text(desk))
    except TomlError as error:
        raise _bad_cords(error.faults) from error


def cords_faults(desk: Desk, text: str) -> tuple[TomlFault, ...]:
    """Return what is wrong with a list, in the order of its lines."""
    try:
        parse_cords(text, desk.catalog().sector_by_code)
    except TomlError as error:
        return error.faults
    return ()


def keep_cords(desk: Desk, text: str) -> Changes:
    """Put a list in force as one step; the shipped text means the default again.

    A known error, bad_cords, names what is wrong.
    """
    faults = cords_faults(desk, text)
    if faults:
        raise _bad_cords(faults)
    with desk.database.writing() as tx:
        begin_step(tx, "change_cords")
        own = None if text == default_cords_text() else text
        changed = store.save_text(tx, store.CORDS, own)
        return Changes(NOUNS, step=step_number(tx)) if changed else Changes()


def cord_list(desk: Desk, school_year: int) -> tuple[CordLine, ...]:
    """Return who of the class of a school year gets which cord and seal, by school and name."""
    by_sector, district = cords(desk), desk.district()
    with desk.database.reading() as tx:
        awards = [one for one in list_awards(tx, in_force=True) if not one.withheld]
        keys = candidates.keys_of(tx, {one.student_uid for one in awards})
        who = candidates.who_they_are(tx, keys.values())
        senior = {uid: key for uid, key in keys.items() if who[key][2] == school_year + 1}
        graduates = who_graduates(tx, senior.values(), district, desk.today())
        students = {line.uid: line for line in list_student_lines(tx) if line.uid in senior}
    lines = (
        _line(
            award,
            students[award.student_uid],
            district.catalog,
            by_sector,
            graduates=senior[award.student_uid] in graduates,
        )
        for award in awards
        if award.student_uid in students
    )
    return tuple(
        sorted(lines, key=lambda one: (one.school, one.name.casefold(), one.serial, one.pathway))
    )


def cords_pdf(desk: Desk, school_year: int) -> bytes:
    """Return the list of a school year's class as a paper, in the language in force."""
    return registry.build_cords(cord_sheet(desk, school_year))


def cord_sheet(desk: Desk, school_year: int) -> CordSheet:
    """Return everything that the paper says."""
    lines = cord_list(desk, school_year)
    unverified = any(not one.verified for one in lines if one.colours or one.seal)
    return CordSheet(desk.district().name, school_year, desk.today(), lines, unverified)


def keep_cords_pdf(desk: Desk, school_year: int, path: Path, disclosed: Disclosure) -> int:
    """Write the paper safely and log the disclosure; return how many students are on it."""
    sheet = cord_sheet(desk, school_year)
    content = registry.build_cords(sheet)
    logged: list[int] = []
    hand_over_one(desk, path, content, lambda tx: logged.append(_log(tx, sheet.lines, disclosed)))
    return logged[0]


def log_cords(desk: Desk, lines: Iterable[CordLine], disclosed: Disclosure) -> Changes:
    """Log that somebody received the paper, once it went to a printer."""
    with desk.database.writing() as tx:
        _log(tx, lines, disclosed)
    return Changes(frozenset({"disclosures", "history"}))


def _log(tx: Transaction, lines: Iterable[CordLine], disclosed: Disclosure) -> int:
    uids = tuple(dict.fromkeys(line.student_uid for line in lines))
    if uids:
        record_disclosure(
            tx,
            registry.CORDS.name,
            uids,
            recipient=disclosed.recipient,
            purpose=disclosed.purpose,
        )
    return len(uids)


def _line(
    award: Award,
    student: StudentLine,
    catalog: Catalog,
    by_sector: Mapping[str, SectorCord],
    *,
    graduates: bool,
) -> CordLine:
    pathway = catalog.pathway_by_name.get(award.pathway)
    code = pathway.sector if pathway else ""
    sector = catalog.sector_by_code.get(code)
    cord = by_sector.get(code, SectorCord(code))
    return CordLine(
        student_uid=student.uid,
        student_id=student.student_id,
        name=student.name,
        school=student.school_name,
        sector=sector.name if sector else code,
        pathway=award.pathway,
        serial=award.serial,
        colours=cord.colours,
        seal=cord.seal,
        graduates=graduates,
        verified=cord.verified,
    )


def _bad_cords(faults: tuple[TomlFault, ...]) -> KnownError:
    return KnownError(
        "bad_cords",
        noop("The list of cords can't be used. {fault}"),
        kept=noop("The list is as before."),
        do=noop("Correct it, and try again; faults in it: {count}."),
        fault=fault_line(faults[0]),
        count=len(faults),
    )
