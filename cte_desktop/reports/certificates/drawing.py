"""The drawing of a batch: each certificate's words set out on its page.

What comes again on many pages (frame, wording, headings, signatures, the seal) is drawn once in the
file, and laid on each; a page itself holds the name, the evidence, the serial number and the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificate_template import Texts
from cte_desktop.reports.certificates.accents import ACCENTS
from cte_desktop.reports.certificates.corners import (
    CORNER_FOOT,
    CORNER_GAP,
    CORNER_TOP,
    QR_SIDE,
    SEAL_SIDE,
    draw_code,
)
from cte_desktop.reports.certificates.evidence import Proofs
from cte_desktop.reports.certificates.frame import draw_frame
from cte_desktop.reports.certificates.layout import lay_out
from cte_desktop.reports.certificates.pictures import picture_for
from cte_desktop.reports.certificates.sheet import CENTER, FOOT, LEFT, RIGHT, fitted
from cte_desktop.reports.certificates.signatures import PICTURE, signatures_of
from cte_desktop.reports.certificates.words import Wording, filling
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.style import Type
from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cte_desktop.domain.completion.certificate import Certificate
    from cte_desktop.domain.completion.certificate_template import CertificateTemplate
    from cte_desktop.reports.certificates.evidence import Evidence
    from cte_desktop.reports.certificates.layout import Layout
    from cte_desktop.reports.certificates.sheet import Fitted
    from cte_desktop.reports.certificates.signatures import Signatures, Signing
    from cte_desktop.reports.page import Page, Paper

_CAPTION_SIZES = (7.5, 7.0, 6.5, 6.0, 5.5)
_RULE = 170.0  # half of the line under the name


class Drawing:
    """One batch on its paper, in the language in force: a foreign one is not the paper's own."""

    def __init__(
        self,
        paper: Paper,
        template: CertificateTemplate,
        images: Mapping[str, bytes],
        *,
        is_foreign: bool = False,
    ) -> None:
        self._paper, self._template, self._images = paper, template, images
        self._spoken = f"/Lang({current_language()}-US)" if is_foreign else ""
        self._named = current_language() if is_foreign else ""  # overlays of each language differ
        self._accent = ACCENTS[template.accent]
        texts = template.texts.get(current_language(), Texts())
        self._wording = Wording(texts, template.fields, self._accent)
        self._proofs = Proofs(template.fields)
        self._label = Type(Face.SEMIBOLD, 7.5, self._accent.main)
        self._pictures = frozenset(images)
        self._role_places = any(
            "{" in role for s in template.signatories for role in s.role.values()
        )
        self._laid: dict[object, str] = {}  # overlays by what is on them
        self._signed: dict[object, Signatures] = {}
        self._layouts: dict[object, Layout] = {}

    def draw(self, certificate: Certificate) -> None:
        """Draw a certificate on a page of its own."""
        page, structure = self._paper.page(), self._paper.structure
        signatures = self._signatures(certificate)
        words = self._wording.words(certificate)
        layout = lay_out(words, self._proofs.columns(certificate), self._limit(signatures))
        structure.open("Sect", self._spoken)
        with page.ornament():
            page.lay(self._background(layout, signatures))
        for block, y in layout.blocks:
            page.begin(block.kind)
            if block is words.above[-1]:
                _draw_centered(page, block.text, CENTER, y)
            else:
                page.lay(self._centered(block.text, CENTER, y))
            page.end()
        if layout.evidence is not None:
            self._draw_evidence(page, layout.evidence, layout.evidence_y)
        for signing in signatures.people:
            self._draw_signing(page, signing, signatures.y)
        self._draw_seal(page, certificate)
        self._draw_serial(page, certificate)
        if self._has_code(certificate):
            page.begin_figure(tr("QR code by which this certificate can be checked"))
            draw_code(page, certificate.code)
            page.end()
        structure.close()
        self._paper.write_page(page)

    def _has_code(self, certificate: Certificate) -> bool:
        return bool(certificate.code) and self._template.fields.qr

    def _has_seal(self) -> bool:
        return self._template.seal in self._pictures

    def _between(self, certificate: Certificate) -> tuple[float, float]:
        """Return the left and the right end of what lies between seal and code."""
        left = LEFT + (SEAL_SIDE + CORNER_GAP if self._has_seal() else 0)
        return left, RIGHT - (QR_SIDE + CORNER_GAP if self._has_code(certificate) else 0)

    def _overlay(self, key: object, draw: Callable[[Page], None]) -> str:
        """Return the overlay of what `key` names, drawn when it is first asked for."""
        name = self._laid.get(key)
        if name is None:
            name = self._laid[key] = (
                f"{self._named}C{len(self._laid)}"  # before others are drawn inside it
            )
            self._paper.overlay(name, draw)
        return name

    def _centered(self, text: Fitted, x: float, y: float) -> str:
        return self._overlay((text, x, y), lambda page: _draw_centered(page, text, x, y))

    def _background(self, layout: Layout, signatures: Signatures) -> str:
        """Return the frame with all lines of a layout."""
        evidence = layout.evidence
        places = evidence.places if evidence is not None else ()
        wide = evidence.wide if evidence is not None else 0.0
        lines = tuple((signing.x, signing.wide) for signing in signatures.people)

        def draw(page: Page) -> None:
            frame = self._overlay("frame", lambda frame: draw_frame(frame, self._accent))
            page.lay(frame)
            page.rule(CENTER - _RULE, layout.rule, CENTER + _RULE, self._accent.main, 0.8)
            for x in places:
                page.rule(x, layout.evidence_y + 5, x + wide, self._accent.main, 0.6)
            for x, long in lines:
                page.rule(x, signatures.y, x + long, "text_muted", 0.7)

        key = layout.rule, places, wide, layout.evidence_y, signatures.y, lines
        return self._overlay(key, draw)

    def _limit(self, signatures: Signatures) -> float:
        """Return how far down the evidence may reach."""
        corner = CORNER_TOP if self._has_seal() or self._template.fields.qr else FOOT
        return min(signatures.top, corner) - 8

    def _draw_evidence(self, page: Page, evidence: Evidence, y: float) -> None:
        for x, column in zip(evidence.places, evidence.columns, strict=True):
            if column.heading:
                page.begin("H3")
                page.lay(self._heading(column.heading, x, y))
                page.end()
            evidence.draw_entries(page, column, x, y)

    def _heading(self, words: str, x: float, y: float) -> str:
        return self._overlay((words, x, y), lambda page: page.text(x, y, words, self._label))

    def _signatures(self, certificate: Certificate) -> Signatures:
        """Return who signs; asked anew only where school, code or the texts of roles differ."""
        key: tuple[object, ...] = (certificate.school_name, self._has_code(certificate))
        if self._role_places:
            key += tuple(filling(certificate).values())
        if key not in self._signed:
            self._signed[key] = signatures_of(
                self._template.signatories,
                filling(certificate),
                self._pictures,
                self._between(certificate),
            )
        return self._signed[key]

    def _draw_signing(self, page: Page, signing: Signing, y: float) -> None:
        middle = signing.x + signing.wide / 2
        if signing.picture:
            who = (signing.name or signing.role).lines
            page.begin_figure(tr("Signature: {who}", who=" ".join(who)))
            room = signing.wide - 8, PICTURE
            page.lay(self._picture(signing.picture, middle, y - 1, room))
            page.end()
        page.begin("P")
        for text, baseline in signing.texts(y):
            page.lay(self._centered(text, middle, baseline))
        page.end()

    def _picture(self, name: str, middle: float, foot: float, room: tuple[float, float]) -> str:
        """Return a picture that stands on `foot` around `middle`, as large as the room allows."""

        def draw(page: Page) -> None:
            picture, wide, high = picture_for(self._images[name], room)
            kept = self._paper.picture(f"{self._named}I{len(self._laid)}", picture)
            page.show(kept, (middle - wide / 2, foot - high, wide, high))

        return self._overlay((name, middle, foot, room), draw)

    def _draw_seal(self, page: Page, certificate: Certificate) -> None:
        if self._has_seal():
            page.begin_figure(tr("Seal of {district}", district=certificate.district))
            room = SEAL_SIDE, SEAL_SIDE
            page.lay(self._picture(self._template.seal, LEFT + SEAL_SIDE / 2, CORNER_FOOT, room))
            page.end()

    def _draw_serial(self, page: Page, certificate: Certificate) -> None:
        words = [tr("Issued {day}", day=filling(certificate)["date"])]
        if certificate.serial and self._template.fields.serial:
            words.append(tr("Serial number {serial}", serial=certificate.serial))
            if certificate.replaces:
                words.append(tr("Replaces {serial}", serial=certificate.replaces))
        if certificate.reprint:
            words.append(tr("Reprint"))
        left, right = self._between(certificate)
        caption = Type(Face.REGULAR, 0, "text_muted")
        text = fitted("  ·  ".join(words), caption, _CAPTION_SIZES, right - left)
        page.begin("P")
        _draw_centered(page, text, (left + right) / 2, FOOT)
        page.end()


def _draw_centered(page: Page, text: Fitted, x: float, y: float) -> None:
    for line in text.lines:
        page.text(x, y, line, text.type, "center")
        y += text.leading
