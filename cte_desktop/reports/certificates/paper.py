"""A batch of certificates as one PDF.

What comes again on many pages (frame, headings, wording, signatures, the seal) is drawn once and
laid on each page; a page itself holds the name, the evidence, the serial number and the QR code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.certificates.drawing import Drawing
from cte_desktop.reports.certificates.sheet import SIZE
from cte_desktop.reports.page import Paper
from cte_desktop.system.garbage import search_put_off
from cte_desktop.wording.translate import current_language, language, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cte_desktop.domain.completion.certificate import Certificate
    from cte_desktop.domain.completion.certificate_template import CertificateTemplate


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


def _build(
    certificates: Iterable[Certificate],
    template: CertificateTemplate,
    images: Mapping[str, bytes],
    progress: Callable[[int], None] | None,
) -> bytes:
    paper: Paper | None = None
    drawings: dict[str, Drawing] = {}
    names: list[str] = []
    for number, certificate in enumerate(certificates, 1):
        if paper is None:
            paper = Paper(author=certificate.district, day=certificate.issued_on, size=SIZE)
        names.append(certificate.legal_name)
        code = certificate.language or current_language()
        is_foreign = code != current_language()
        with language(code):
            if code not in drawings:
                drawings[code] = Drawing(paper, template, images, is_foreign=is_foreign)
            drawings[code].draw(certificate)
        if progress is not None:
            progress(number)
    if paper is None:
        raise ValueError("there is no certificate to print")
    paper.name(
        tr("Certificate of completion: {name}", name=names[0])
        if len(names) == 1
        else tr("Certificates of completion of {count} students", count=len(names))
    )
    return paper.finish()
