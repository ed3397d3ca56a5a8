"""Certificates of awards: what each says, its code, and which are handed out.

Only an award in force has a certificate. Names, courses and marks are those that were decided on;
where the record says otherwise by now, no certificate is printed before it was issued anew. Hours
and college units are those of the record when it is printed, certifications those of it that were
valid on the day of issue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.certificates.code import CodeRecord
from cte_desktop.domain.completion.certificates.paper import Certificate, CertificateCourse
from cte_desktop.domain.completion.certificates.surrounding import (
    notes_college_courses,
    surrounding,
)
from cte_desktop.domain.completion.finding import When
from cte_desktop.domain.completion.register.entries import differences
from cte_desktop.domain.school_year import Term, school_year_of
from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.certificates.codes import make_code
from cte_desktop.services.awards.finding import award_when, when_of, who_graduates
from cte_desktop.storage import raw_files
from cte_desktop.storage.certificates import candidates
from cte_desktop.storage.certificates.awards import list_awards
from cte_desktop.storage.certificates.entry_day import can_be_true
from cte_desktop.storage.certificates.lost_endings import ended_elsewhere
from cte_desktop.storage.certificates.register import entries_numbered
from cte_desktop.storage.certificates.signing_keys import signing_key
from cte_desktop.storage.certificates.wholeness import require_whole
from cte_desktop.storage.pathway_files import pathway_files
from cte_desktop.system.garbage import search_put_off

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cte_desktop.domain.completion.register.entries import Entry, Frozen
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.certificates.awards import Award
    from cte_desktop.storage.certificates.signing_keys import SigningKey
    from cte_desktop.storage.transaction import Transaction

RECORD_DIFFERS = "record_differs"
ENDED_ELSEWHERE = "ended_elsewhere"  # revoked by a joined list, as of before going back to a backup
IMPOSSIBLE_DAY = "impossible_day"  # awarded when the clock was wrong, or it is wrong now


@dataclass(frozen=True, slots=True)
class AwardedPaper:
    """The certificate of an award, of whom, and when it is handed out."""

    student_uid: str
    serial: str
    when: When
    certificate: Certificate
    home_language: str = ""
    is_senior: bool = False  # of this year's class, or one before
    place: tuple[str, ...] = ()  # in a batch: by school, then by family name


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An award whose certificate isn't printed.

    `because`: on_graduation, withheld, record_differs, ended_elsewhere, impossible_day,
    letters_missing or no_room.
    """

    student_id: str
    pathway: str
    serial: str
    because: str


@dataclass(frozen=True, slots=True)
class Papers:
    """The certificates to print, by school, family name and pathway, and those left out."""

    papers: tuple[AwardedPaper, ...]
    left_out: tuple[LeftOut, ...]


def certificates_of(
    desk: Desk,
    tx: Transaction,
    student_uids: Iterable[str] | None = None,
    *,
    before_graduation: bool = False,
    pathway: str = "",
    school_year: int | None = None,
) -> Papers:
    """Return the signed certificates of the awards in force of those students, or of everyone.

    Those who don't graduate yet are left out unless `before_graduation`. `tx` is a writing one: a
    certificate's key is made if it isn't there.
    """
    wanted = None if student_uids is None else frozenset(student_uids)
    chosen = [
        one
        for one in list_awards(tx, in_force=True, completed_in=school_year)
        if (wanted is None or one.student_uid in wanted) and pathway in {"", one.pathway}
    ]
    return certificates_for(desk, tx, chosen, before_graduation=before_graduation)


def certificates_for(
    desk: Desk,
    tx: Transaction,
    awards: Collection[Award],
    *,
    before_graduation: bool = False,
    seniors: bool = False,
    signed: bool = True,
) -> Papers:
    """Return the certificates of these awards in force, as `certificates_of` does.

    With `seniors` those of this year's class are there before they graduate.

    Known error: register_broken, when the register was changed from outside.

    What isn't `signed` has no code and is for counting alone; a reading `tx` will do for it.
    """
    with search_put_off():
        printing = _Printing(desk, tx, signed=signed)
        printing.early = _Early(everyone=before_graduation, seniors=seniors)
        return printing.of(awards)


@dataclass(frozen=True, slots=True)
class _Early:
    """Who gets a certificate before graduation."""

    everyone: bool = False
    seniors: bool = False


class _Printing:
    """One making of certificates: files and keys are fetched once."""

    def __init__(self, desk: Desk, tx: Transaction, *, signed: bool) -> None:
        self._district = desk.district()
        self._day = desk.today()
        self._tx = tx
        self.early = _Early()
        self._signed = signed
        self._keys: dict[tuple[int, str], SigningKey] = {}

    def of(self, awards: Collection[Award]) -> Papers:
        require_whole(self._tx)
        ended = ended_elsewhere(self._tx)
        entries = entries_numbered(self._tx, [one.entry for one in awards])
        keys = candidates.keys_of(self._tx, {one.student_uid for one in awards})
        day = self._day
        files = self._files(keys.values())
        seniors = [key for key, file in files.items() if self._is_senior(file)]
        graduates = who_graduates(self._tx, seniors, self._district, day)
        papers, left_out = [], []
        for award in awards:
            key = keys.get(award.student_uid)
            file = files.get(key) if key is not None else None
            entry = entries[award.entry]
            frozen = entry.frozen
            when = When.ON_GRADUATION
            if file is not None:
                when = award_when(award, when_of(file, day, graduates=key in graduates))
            because = self._why_not(entry, frozen, file, when)
            if award.serial in ended:
                because = ENDED_ELSEWHERE
            if because or file is None:
                left_out.append(LeftOut(frozen.student_id, award.pathway, award.serial, because))
            else:
                certificate = self._certificate(award, entry, frozen, file)
                papers.append(self._paper(award, when, certificate, file))
        papers.sort(key=lambda paper: paper.place)
        return Papers(tuple(papers), tuple(left_out))

    def _paper(
        self, award: Award, when: When, certificate: Certificate, file: StudentFile
    ) -> AwardedPaper:
        return AwardedPaper(
            award.student_uid,
            award.serial,
            when,
            certificate,
            file.student.home_language,
            self._is_senior(file),
            _place(certificate, file),
        )

    def _files(self, keys: Collection[int]) -> dict[int, StudentFile]:
        """Return the files under these keys; the whole file of who has college courses noted."""
        files = dict(pathway_files(self._tx, keys, self._district.catalog))
        noting = [key for key, file in files.items() if notes_college_courses(file)]
        raw = raw_files.fetch_raw_files(self._tx, noting)
        files |= {key: file for key, file, _plan in raw_files.files_from(raw)}
        return files

    def _why_not(self, entry: Entry, frozen: Frozen, file: StudentFile | None, when: When) -> str:
        if file is None or differences(frozen, file):
            return RECORD_DIFFERS
        if not can_be_true(entry.issued_on, self._day):
            return IMPOSSIBLE_DAY
        early = self.early.everyone or (self.early.seniors and self._is_senior(file))
        if when is When.WITHHELD or (when is When.ON_GRADUATION and not early):
            return when.value
        return ""

    def _is_senior(self, file: StudentFile) -> bool:
        return file.student.graduation_year <= school_year_of(self._day) + 1

    def _certificate(
        self, award: Award, entry: Entry, frozen: Frozen, file: StudentFile
    ) -> Certificate:
        about = surrounding(
            file,
            frozen.pathway,
            {row.course for row in frozen.rows},
            entry.issued_on,
            self._district.catalog,
            self._district.auditing.thresholds,
        )
        made = Certificate(
            student_id=frozen.student_id,
            legal_name=frozen.legal_name,
            district=self._district.name,
            school_name=frozen.school,
            pathway=frozen.pathway,
            sector=frozen.sector,
            completed_in=frozen.completed_in,
            issued_on=entry.issued_on,
            courses=_courses(frozen),
            certifications=tuple(one.title for one in about.certifications),
            hours=about.hours,
            college_units=about.units,
            serial=award.serial,
            replaces=entry.refers_to,
            reprint=award.printed_on is not None,
        )
        return replace(made, code=self._code(made, entry)) if self._signed else made

    def _code(self, made: Certificate, entry: Entry) -> str:
        key = self._key(entry)
        record = CodeRecord(
            key_id=key.key_id,
            serial=made.serial,
            year=made.completed_in,
            issued_on=made.issued_on,
            name=made.legal_name,
            pathway=made.pathway,
            school=made.school_name,
            reissue_of=entry.refers_to,
        )
        return make_code(record, key)

    def _key(self, entry: Entry) -> SigningKey:
        """Return the key of the laptop and year that issued the certificate: the same every time.

        The transaction speaks for that laptop while the key is fetched.
        """
        wanted = (school_year_of(entry.issued_on), entry.laptop_id)
        if wanted not in self._keys:
            own = self._tx.laptop_id
            self._tx.laptop_id = entry.laptop_id
            try:
                self._keys[wanted] = signing_key(self._tx, wanted[0])
            finally:
                self._tx.laptop_id = own
        return self._keys[wanted]


def _place(certificate: Certificate, file: StudentFile) -> tuple[str, ...]:
    student = file.student
    return (
        certificate.school_name,
        folded(student.last_name),
        folded(student.first_name),
        certificate.student_id,
        certificate.pathway,
    )


def _courses(frozen: Frozen) -> tuple[CertificateCourse, ...]:
    marks: dict[tuple[str, str, str], list[tuple[int, Term, str]]] = {}
    for row in frozen.rows:
        key = (row.course, row.title, row.level)
        marks.setdefault(key, []).append((row.school_year, row.term, row.mark))
    return tuple(
        CertificateCourse(title, Level(level), tuple(rows))
        for (_course, title, level), rows in marks.items()
    )
