"""Printing the certificates of many awards: which, in which language, into one file or many.

The window and the command line both print through here. What is printed was signed before; the
same order gives the same bytes, until a first copy was handed out and the next one is a reprint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.finding import When
from cte_desktop.domain.students.home_language import paper_language
from cte_desktop.reports import registry
from cte_desktop.services.awards.look.template import images_in, template_in
from cte_desktop.services.awards.papers import (
    ENDED_ELSEWHERE,
    RECORD_DIFFERS,
    LeftOut,
    Papers,
    certificates_for,
)
from cte_desktop.services.handing_over import hand_over, hand_over_one
from cte_desktop.services.people.rights import require_disclosure
from cte_desktop.services.students import list_students
from cte_desktop.storage.certificates.awards import list_awards, mark_printed
from cte_desktop.storage.certificates.signing_keys import KeyMissingError
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from cte_desktop.domain.completion.certificates.paper import Certificate
    from cte_desktop.domain.completion.certificates.template import CertificateTemplate
    from cte_desktop.services.awards.papers import AwardedPaper
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.printing import Disclosure
    from cte_desktop.storage.transaction import Transaction

    Progress = Callable[[int, int], None]
    Look = tuple[CertificateTemplate, Mapping[str, bytes]]


class PaperLanguage(StrEnum):
    """In which language certificates are printed."""

    IN_FORCE = ""
    ENGLISH = "en"
    SPANISH = "es"
    HOME = "home"  # Spanish for those at whose home it is spoken, else English


@dataclass(frozen=True, slots=True)
class CertificateOrder:
    """Whose certificates are wanted; None and "" leave nobody out.

    Those who don't graduate yet get theirs on graduation, unless `before_graduation`; with
    `seniors` this year's class gets them before, as for a ceremony.
    """

    school_year: int | None = None  # of completion
    serials: frozenset[str] | None = None
    student_uids: frozenset[str] | None = None
    school: str = ""  # the home school's short name, as it is now
    pathway: str = ""
    before_graduation: bool = False
    seniors: bool = False
    language: PaperLanguage = PaperLanguage.IN_FORCE


@dataclass(frozen=True, slots=True)
class BatchCount:
    """What an order would print, in certificates, and what it would not.

    This year's seniors are counted among `now` where the order is for them too.

    `copies` and `spanish` are among `now` and `on_graduation`, told for each; `students` are those
    of `now`, and those of both.
    """

    students: tuple[int, int] = (0, 0)
    now: int = 0
    on_graduation: int = 0
    withheld: int = 0
    to_reissue: int = 0
    copies: tuple[int, int] = (0, 0)  # among now, among on_graduation
    spanish: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Batch:
    """Certificates as finished files, nothing of which was handed out yet."""

    files: tuple[tuple[str, bytes], ...]  # name and content
    serials: tuple[str, ...]
    student_uids: frozenset[str]
    left_out: tuple[LeftOut, ...]
    copies: int


def count_batch(desk: Desk, order: CertificateOrder) -> BatchCount:
    """Return what an order would print, and how many are withheld or to be issued anew."""
    wide = replace(order, before_graduation=True)
    uids = _uids(desk, wide)
    with desk.database.reading() as tx:
        found = _papers(desk, tx, wide, uids, signed=False)
    now = [one for one in found.papers if _is_now(one, order)]
    later = [one for one in found.papers if not _is_now(one, order)]
    reasons = [one.because for one in found.left_out]
    return BatchCount(
        (len({one.student_uid for one in now}), len({one.student_uid for one in found.papers})),
        len(now),
        len(later),
        reasons.count(When.WITHHELD.value),
        reasons.count(RECORD_DIFFERS) + reasons.count(ENDED_ELSEWHERE),
        (_copies(now), _copies(later)),
        (_spanish(now), _spanish(later)),
    )


def gather(desk: Desk, order: CertificateOrder) -> tuple[Papers, Look]:
    """Return the signed certificates of an order, and how they look.

    Nothing is written: the keys were made when it was awarded. Only one of an award that was given
    by undoing may still have to be made.
    """
    uids = _uids(desk, order)
    try:
        with desk.database.reading() as tx:
            return _gathered(desk, tx, order, uids)
    except KeyMissingError:
        with desk.database.writing() as tx:
            return _gathered(desk, tx, order, uids)


def draw_batch(
    found: Papers,
    look: Look,
    *,
    one_file: str = "",
    progress: Progress | None = None,
    whole: bool = False,
) -> Batch:
    """Draw certificates: into one file of this name, or without it into one for each student.

    One with a text that can't be printed is left out, unless it is the only one or the batch is
    wanted `whole`: known errors letters_missing, no_room. `progress` is told (done, of how many
    certificates); what it raises ends the work. Nothing is written, logged or marked. ValueError
    for nobody.
    """
    if not found.papers:
        raise ValueError("there is no certificate to print")
    try:
        return _drawn_batch(found, look, one_file, progress)
    except KnownError:
        rest = found if whole else _printable(found, look)
        if not rest.papers or rest is found:
            raise
    return _drawn_batch(rest, look, one_file, progress)


def _printable(found: Papers, look: Look) -> Papers:
    """Return the certificates whose texts can all be printed, the others among the left out."""
    certificates = [paper.certificate for paper in found.papers]
    faults = registry.unprintable_certificates(certificates, *look)
    if not faults:
        return found
    left_out = [
        LeftOut(
            found.papers[place].certificate.student_id,
            found.papers[place].certificate.pathway,
            found.papers[place].serial,
            error.code,
        )
        for place, error in faults.items()
    ]
    papers = (paper for place, paper in enumerate(found.papers) if place not in faults)
    return Papers(tuple(papers), (*found.left_out, *left_out))


def _drawn_batch(found: Papers, look: Look, one_file: str, progress: Progress | None) -> Batch:
    total = len(found.papers)
    certificates = [paper.certificate for paper in found.papers]
    if one_file:
        files = [(one_file, _drawn(certificates, look, _telling(progress, 0, total)))]
    else:
        files, done = [], 0
        by_student: dict[str, list[Certificate]] = {}
        for one in certificates:
            by_student.setdefault(one.student_id, []).append(one)
        for student_id, own in by_student.items():
            content = _drawn(own, look, _telling(progress, done, total))
            files.append((registry.CERTIFICATE.file_name(student_id), content))
            done += len(own)
    return Batch(
        tuple(files),
        tuple(paper.serial for paper in found.papers),
        frozenset(paper.student_uid for paper in found.papers),
        found.left_out,
        sum(one.reprint for one in certificates),
    )


def keep_batch(
    desk: Desk,
    batch: Batch,
    place: Path,
    disclosed: Disclosure,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write a batch: one file to `place`, many into the folder `place`; returns where they stand.

    The disclosure is logged and the certificates count as printed before the files stand; given up
    in the middle, none of it has happened.
    """
    if len(batch.files) == 1 and place.suffix.lower() == ".pdf":
        content = batch.files[0][1]
        hand_over_one(desk, place, content, lambda tx: _hand_out(tx, batch, disclosed))
        return (place,)
    require_disclosure(desk, batch.student_uids)
    total = len(batch.files)
    told = None if progress is None else _telling(progress, 0, total)
    return hand_over(desk, place, batch.files, lambda tx: _hand_out(tx, batch, disclosed), told)


def log_batch(desk: Desk, batch: Batch, disclosed: Disclosure) -> None:
    """Log the disclosure of a batch that went to a printer; the next copies are reprints."""
    with desk.database.writing() as tx:
        _hand_out(tx, batch, disclosed)


def in_language(found: Papers, wanted: PaperLanguage) -> Papers:
    """Return certificates with the language in which each is to be printed."""
    if wanted is PaperLanguage.IN_FORCE:
        return found

    def spoken(paper: AwardedPaper) -> str:
        home = wanted is PaperLanguage.HOME
        return paper_language(paper.home_language) if home else wanted.value

    papers = (
        replace(paper, certificate=replace(paper.certificate, language=spoken(paper)))
        for paper in found.papers
    )
    return replace(found, papers=tuple(papers))


def _papers(
    desk: Desk,
    tx: Transaction,
    order: CertificateOrder,
    uids: frozenset[str] | None,
    *,
    signed: bool,
) -> Papers:
    chosen = [
        one
        for one in list_awards(tx, in_force=True, completed_in=order.school_year)
        if (uids is None or one.student_uid in uids)
        and order.pathway in {"", one.pathway}
        and (order.serials is None or one.serial in order.serials)
    ]
    found = certificates_for(
        desk,
        tx,
        chosen,
        before_graduation=order.before_graduation,
        seniors=order.seniors,
        signed=signed,
    )
    return in_language(found, order.language)


def _gathered(
    desk: Desk, tx: Transaction, order: CertificateOrder, uids: frozenset[str] | None
) -> tuple[Papers, Look]:
    found = _papers(desk, tx, order, uids, signed=True)
    return found, (template_in(tx, desk.catalog()), images_in(tx))


def _uids(desk: Desk, order: CertificateOrder) -> frozenset[str] | None:
    if not order.school:
        return order.student_uids
    there = frozenset(line.uid for line in list_students(desk) if line.school == order.school)
    return there if order.student_uids is None else there & order.student_uids


def _drawn(
    certificates: Iterable[Certificate], look: Look, progress: Callable[[int], None] | None
) -> bytes:
    return registry.build_certificate(certificates, *look, progress)


def _telling(progress: Progress | None, before: int, total: int) -> Callable[[int], None] | None:
    if progress is None:
        return None
    tell = progress
    return lambda done: tell(before + done, total)


def _hand_out(tx: Transaction, batch: Batch, disclosed: Disclosure) -> None:
    record_disclosure(
        tx,
        registry.CERTIFICATE.name,
        batch.student_uids,
        recipient=disclosed.recipient,
        purpose=disclosed.purpose,
    )
    mark_printed(tx, batch.serials)


def _copies(papers: Iterable[AwardedPaper]) -> int:
    return sum(1 for one in papers if one.certificate.reprint)


def _is_now(paper: AwardedPaper, order: CertificateOrder) -> bool:
    return paper.when is When.NOW or (order.seniors and paper.is_senior)


def _spanish(papers: Iterable[AwardedPaper]) -> int:
    return sum(1 for one in papers if paper_language(one.home_language) == "es")
