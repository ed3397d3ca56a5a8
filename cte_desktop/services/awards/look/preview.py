"""A template before it is kept, drawn by the real paper with a name made up or a real award.

The code on it is signed with no key: whoever checks it is told that it is not genuine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.certificates.code import KEY_ID_BYTES, CodeRecord
from cte_desktop.domain.completion.certificates.paper import Certificate, CertificateCourse
from cte_desktop.domain.completion.certificates.serial import Serial
from cte_desktop.domain.completion.certificates.template import by_school_names, parse_template
from cte_desktop.domain.completion.toml_table import TomlError
from cte_desktop.domain.school_year import Term, school_year_of
from cte_desktop.exchange.certificates.codes import SIGNATURE_BYTES, make_code
from cte_desktop.reports import registry
from cte_desktop.services.awards.look.pictures import picture_slots
from cte_desktop.services.awards.look.template import bad_template, school_names, template_faults
from cte_desktop.services.awards.papers import certificates_of
from cte_desktop.storage.certificates.awards import find_award, list_awards
from cte_desktop.storage.certificates.register import entries_numbered
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import LANGUAGES, language, noop, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.completion.toml_table import TomlFault
    from cte_desktop.services.awards.look.pictures import PictureSlot
    from cte_desktop.services.awards.look.template import Look
    from cte_desktop.services.desk import Desk

SHORT, LONG, ACCENTED = "short", "long", "accented"
NAMES = {
    SHORT: "Ana Lee",
    LONG: "Maximiliana Guadalupe Montgomery-Featherstonehaugh de la Concepción y Villanueva-Arroyo",
    ACCENTED: "Nguyễn Thị Ánh Núñez-Őszi Żółć",
}
"""The names made up, none of them a student's."""
MOST_AWARDS = 30
"""Real awards that are offered as samples, the newest first."""
_SHOWN_SERIAL = 99_999


@dataclass(frozen=True, slots=True)
class Sample:
    """Whose certificate is shown: a name made up at a school ("" for any), or a real award."""

    name: str = SHORT
    school: str = ""  # short
    serial: str = ""  # of the award


@dataclass(frozen=True, slots=True)
class AwardSample:
    """A real award to choose as a sample."""

    serial: str
    name: str
    pathway: str


@dataclass(frozen=True, slots=True)
class CheckedLook:
    """What an editor shows of a template: its faults, the places for pictures, and the page.

    `page` is a PDF, None when there is none: `trouble` says why where no fault does.
    """

    faults: tuple[TomlFault, ...]
    slots: tuple[PictureSlot, ...]
    page: bytes | None
    trouble: KnownError | None = None


class _NoKey:
    """Signs nothing."""

    key_id = bytes(KEY_ID_BYTES)

    def sign(self, _payload: bytes) -> bytes:
        return bytes(SIGNATURE_BYTES)


def award_samples(desk: Desk) -> tuple[AwardSample, ...]:
    """Return the newest awards in force."""
    with desk.database.reading() as tx:
        awards = list_awards(tx, in_force=True)[: -MOST_AWARDS - 1 : -1]
        entries = entries_numbered(tx, [award.entry for award in awards])
        return tuple(
            AwardSample(one.serial, entries[one.entry].frozen.legal_name, one.pathway)
            for one in awards
        )


def check_look(desk: Desk, look: Look, sample: Sample, chosen_language: str) -> CheckedLook:
    """Return everything that is to be said of a template while it is edited."""
    slots = picture_slots(desk, look.text, look.images)
    faults = template_faults(desk, look.text)
    if faults:
        return CheckedLook(faults, slots, None)
    try:
        page = template_preview(desk, look.text, look.images, sample, chosen_language)
    except KnownError as error:
        return CheckedLook((), slots, None, error)
    return CheckedLook((), slots, page)


def template_preview(
    desk: Desk, text: str, images: Mapping[str, bytes], sample: Sample, chosen_language: str
) -> bytes:
    """Return the page that a template gives, as PDF.

    Known errors: bad_template, sample_gone, and those of the paper, such as letters_missing.
    """
    names = school_names(desk.catalog())
    try:
        made = by_school_names(parse_template(text, LANGUAGES, names), names)
    except TomlError as error:
        raise bad_template(error.faults) from error
    with language(chosen_language):
        certificate = _of_award(desk, sample.serial) if sample.serial else _made_up(desk, sample)
        return registry.build_certificate((_uncheckable(certificate),), made, images)


def _of_award(desk: Desk, serial: str) -> Certificate:
    with desk.database.writing() as tx:
        award = find_award(tx, serial)
        uids = (award.student_uid,) if award else ()
        pathway = award.pathway if award else ""
        found = certificates_of(desk, tx, uids, before_graduation=True, pathway=pathway)
    for paper in found.papers:
        if paper.serial == serial:
            return replace(paper.certificate, reprint=False)
    raise KnownError(
        "sample_gone",
        noop("The certificate {serial} can't be shown: it is withheld, or to be issued anew."),
        do=noop("Choose another sample."),
        serial=serial,
    )


def _made_up(desk: Desk, sample: Sample) -> Certificate:
    """Return a certificate with every kind of fact; the long name has everything long."""
    district = desk.district()
    catalog, day = district.catalog, desk.today()
    year = school_year_of(day)
    named = (one for one in catalog.pathways if one.name.strip())
    pathways = sorted(named, key=lambda one: (len(one.name), one.name))
    pathway = pathways[-1 if sample.name == LONG else len(pathways) // 2] if pathways else None
    sector = catalog.sector_by_code.get(pathway.sector) if pathway else None
    schools = [one for one in catalog.schools if sample.school in {"", one.short}]
    name = pathway.name if pathway else tr("Pathway")
    return Certificate(
        student_id="0000000",
        legal_name=NAMES.get(sample.name, NAMES[SHORT]),
        district=district.name,
        school_name=schools[0].name if schools else sample.school,
        pathway=name,
        sector=sector.name if sector else "",
        completed_in=year,
        issued_on=day,
        courses=_courses(name, year),
        certifications=_certifications(sample),
        hours=120_00,
        college_units=6_00,
        serial=Serial(year + 1, "0000", _SHOWN_SERIAL).text,
    )


def _courses(pathway: str, year: int) -> tuple[CertificateCourse, ...]:
    return tuple(
        CertificateCourse(
            f"{pathway} {place}",
            level,
            ((year - 2 + place, Term.FALL, "A-"), (year - 2 + place, Term.SPRING, "B+")),
        )
        for place, level in enumerate((Level.CONCENTRATOR, Level.CAPSTONE), 1)
    )


def _certifications(sample: Sample) -> tuple[str, ...]:
    few = (tr("CPR and first aid"), tr("Safety training, 10 hours"))
    return (*few, tr("Certified user of design software"), *few) if sample.name == LONG else few


def _uncheckable(certificate: Certificate) -> Certificate:
    record = CodeRecord(
        key_id=_NoKey.key_id,
        serial=certificate.serial,
        year=certificate.completed_in,
        issued_on=certificate.issued_on,
        name=certificate.legal_name,
        pathway=certificate.pathway,
        school=certificate.school_name,
    )
    return replace(certificate, code=make_code(record, _NoKey()))
