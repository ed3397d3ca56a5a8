"""A batch of certificates as one PDF.

What comes again on many pages (frame, headings, wording, signatures, the seal) is drawn once and
laid on each page; a page itself holds the name, the evidence, the serial number and the QR code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.paper import UNPRINTABLE
from cte_desktop.reports.certificates.drawing import Drawing
from cte_desktop.reports.certificates.sheet import SIZE
from cte_desktop.reports.page import Paper
from cte_desktop.system.errors import KnownError
from cte_desktop.system.garbage import search_put_off
from cte_desktop.wording.translate import current_language, language, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cte_desktop.domain.completion.certificates.paper import Certificate
    from cte_desktop.domain.completion.certificates.template import CertificateTemplate


def build_certificates(
    certificates: Iterable[Certificate],
    template: CertificateTemplate,
    images: Mapping[str, bytes],
    progress: Callable[[int], None] | None = None,
) -> bytes:
    """Return certificates as one PDF, a page each, in its language or else in the one in force.

    `template` has its schools under the names that certificates show; `images` are the pictures
    that it names, as PNG; one that isn't there leaves its place empty. `progress` is called with
    the number of finished pages; what it raises ends the work.

    Raises `KnownError`: letters_missing for a text that no font covers, no_room for one that is too
    long even in the smallest type. ValueError without a certificate.
    """
    with search_put_off():  # nearly all that is made stays until the end
        return _build(certificates, template, images, progress)


def unprintable(
    certificates: Iterable[Certificate],
    template: CertificateTemplate,
    images: Mapping[str, bytes],
) -> dict[int, KnownError]:
    """Return the places of certificates that can't be printed, from 0, and why not.

    They are the ones for which `build_certificates` raises, each by itself.
    """
    found: dict[int, KnownError] = {}
    with search_put_off():
        pages = _Pages(template, images)
        for place, certificate in enumerate(certificates):
            try:
                pages.draw(certificate)
            except KnownError as error:
                if error.code not in UNPRINTABLE:
                    raise
                found[place] = error
    return found


def _build(
    certificates: Iterable[Certificate],
    template: CertificateTemplate,
    images: Mapping[str, bytes],
    progress: Callable[[int], None] | None,
) -> bytes:
    pages = _Pages(template, images)
    students: dict[str, str] = {}  # two pathways are two certificates of one student
    for number, certificate in enumerate(certificates, 1):
        students[certificate.student_id] = certificate.legal_name
        pages.draw(certificate)
        if progress is not None:
            progress(number)
    if pages.paper is None:
        raise ValueError("there is no certificate to print")
    pages.paper.name(
        tr("Certificate of completion: {name}", name=next(iter(students.values())))
        if len(students) == 1
        else tr("Certificates of completion of {count} students", count=len(students))
    )
    return pages.paper.finish()


class _Pages:
    """The pages of a batch, each in its certificate's language."""

    def __init__(self, template: CertificateTemplate, images: Mapping[str, bytes]) -> None:
        self._template, self._images = template, images
        self._drawings: dict[str, Drawing] = {}
        self.paper: Paper | None = None

    def draw(self, certificate: Certificate) -> None:
        """Draw a certificate on the next page."""
        if self.paper is None:
            self.paper = Paper(author=certificate.district, day=certificate.issued_on, size=SIZE)
        code = certificate.language or current_language()
        is_foreign = code != current_language()
        with language(code):
            if code not in self._drawings:
                self._drawings[code] = Drawing(
                    self.paper, self._template, self._images, is_foreign=is_foreign
                )
            self._drawings[code].draw(certificate)
