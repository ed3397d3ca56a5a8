"""The drawing of a batch: each certificate's words set out on its page.

What comes again on many pages (frame, wording, headings, signatures, the seal) is drawn once in the
file, and laid on each; a page itself holds the name, the evidence, the serial number and the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.domain.completion.certificates.template import Texts
from cte_desktop.reports.certificates.accents import ACCENTS
from cte_desktop.reports.certificates.corners import (
    CORNER_FOOT,
    CORNER_GAP,
    CORNER_TOP,
    QR_SIDE,
    SEAL_SIDE,
    draw_code,
)
from cte_desktop.reports.certificates.frame import draw_frame
from cte_desktop.reports.certificates.layout import lay_out, room_for_evidence
from cte_desktop.reports.certificates.pictures import picture_for
from cte_desktop.reports.certificates.proofs import Proofs, arranged
from cte_desktop.reports.certificates.sheet import CENTER, FOOT, LEFT, RIGHT, fitted
from cte_desktop.reports.certificates.signatures import PICTURE, signatures_of
from cte_desktop.reports.certificates.words import Wording, date_of, filling, name_block
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.style import Type
from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cte_desktop.domain.completion.certificates.paper import Certificate
    from cte_desktop.domain.completion.certificates.template import CertificateTemplate
    from cte_desktop.reports.certificates.layout import Layout
    from cte_desktop.reports.certificates.proofs import Evidence
    from cte_desktop.reports.certificates.sheet import Fitted
    from cte_desktop.reports.certificates.signatures import Signatures, Signing
    from cte_desktop.reports.certificates.words import Words
    from cte_desktop.reports.page import Page, Paper

_CAPTION_SIZES = (7.5, 7.0, 6.5, 6.0, 5.5)
_RULE = 170.0  # half of the line under the name
_BELOW_HEADING = 5.0  # from its baseline to its rule


class Mark(NamedTuple):
    """An overlay that is an element of its own: the tag, the overlay, and what it means."""

    kind: str
    overlay: str
    attributes: str = ""


class Kept(NamedTuple):
    """All that pages with one layout share, by the order in which a screen reader tells it."""

    background: str
    above: tuple[Mark, ...]  # the name
    name_y: float
    below: tuple[Mark, ...]
    headings: tuple[Mark | None, ...]  # of the columns of evidence
    evidence_y: float
    foot: tuple[Mark, ...]  # signatures and seal


class Drawing:
    """Certificates on a paper, in the language in force: a foreign one is not the paper's own."""

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
        self._caption = Type(Face.REGULAR, 0, "text_muted")
        roles = (role for one in template.signatories for role in one.role.values())
        self._role_places = any("{" in role for role in roles)
        self._overlays: dict[object, str] = {}  # by what is on them
        self._signed: dict[object, Signatures] = {}
        self._kept: dict[object, Kept] = {}

    def draw(self, certificate: Certificate) -> None:
        """Draw a certificate on a page of its own."""
        page, structure = self._paper.page(), self._paper.structure
        signatures = self._signatures(certificate)
        words = self._wording.words(certificate)
        limit = self._limit(signatures)
        columns = self._proofs.columns(certificate)
        evidence = arranged(columns, room_for_evidence(words, limit)) if columns else None
        shape = evidence.shape if evidence is not None else ()
        # Words and signatures are kept as long as the batch, so that they stand for themselves.
        key = id(words), id(signatures), shape
        kept = self._kept.get(key)
        if kept is None:
            layout = lay_out(words, evidence, limit)
            kept = self._kept[key] = self._keep(certificate, words, evidence, signatures, layout)
        structure.open("Sect", self._spoken)
        with page.ornament():
            page.lay(kept.background)
        _lay(page, kept.above)
        name = name_block(certificate.legal_name)
        page.begin(name.kind)
        _draw_centered(page, name.text, CENTER, kept.name_y)
        page.end()
        _lay(page, kept.below)
        if evidence is not None:
            _draw_evidence(page, evidence, kept)
        _lay(page, kept.foot)
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
        return self._template.seal in self._images

    def _between(self, certificate: Certificate) -> tuple[float, float]:
        """Return the left and the right end of what lies between seal and code."""
        left = LEFT + (SEAL_SIDE + CORNER_GAP if self._has_seal() else 0)
        return left, RIGHT - (QR_SIDE + CORNER_GAP if self._has_code(certificate) else 0)

    def _limit(self, signatures: Signatures) -> float:
        """Return how far down the evidence may reach."""
        corner = CORNER_TOP if self._has_seal() or self._template.fields.qr else FOOT
        return min(signatures.top, corner) - 8

    def _signatures(self, certificate: Certificate) -> Signatures:
        """Return who signs; asked anew only where school, code or the texts of roles differ."""
        key: tuple[object, ...] = (certificate.school_name, self._has_code(certificate))
        if self._role_places:
            key += tuple(filling(certificate).values())
        known = self._signed.get(key)
        if known is None:
            known = self._signed[key] = signatures_of(
                self._template.signatories,
                filling(certificate),
                self._images,
                self._between(certificate),
            )
        return known

    def _keep(
        self,
        certificate: Certificate,
        words: Words,
        evidence: Evidence | None,
        signatures: Signatures,
        layout: Layout,
    ) -> Kept:
        """Draw what all pages of a layout share."""
        marks = tuple(
            Mark(block.kind, self._centered(block.text, CENTER, y))
            if place != words.name
            else Mark("", "")
            for place, (block, y) in enumerate(zip(words.blocks, layout.baselines, strict=True))
        )
        return Kept(
            self._background(layout, evidence, signatures),
            marks[: words.name],
            layout.baselines[words.name],
            marks[words.name + 1 :],
            self._headings(evidence, layout.evidence),
            layout.evidence,
            (*self._signing_marks(signatures), *self._seal(certificate.district)),
        )

    def _overlay(self, key: object, draw: Callable[[Page], None]) -> str:
        """Return the overlay of what `key` names, drawn when it is first asked for."""
        name = self._overlays.get(key)
        if name is None:
            name = f"{self._named}C{len(self._overlays)}"
            self._overlays[key] = name  # before any inside it
            self._paper.overlay(name, draw)
        return name

    def _centered(self, text: Fitted, x: float, y: float) -> str:
        return self._overlay((text, x, y), lambda page: _draw_centered(page, text, x, y))

    def _background(self, layout: Layout, evidence: Evidence | None, signatures: Signatures) -> str:
        """Return the frame with all lines of a layout."""
        places = evidence.places if evidence is not None else ()
        wide = evidence.wide if evidence is not None else 0.0
        lines = tuple((signing.x, signing.wide) for signing in signatures.people)
        accent = self._accent

        def draw(page: Page) -> None:
            page.lay(self._overlay("frame", lambda frame: draw_frame(frame, accent)))
            page.rule(CENTER - _RULE, layout.rule, CENTER + _RULE, accent.main, 0.8)
            for x in places:
                page.rule(x, layout.evidence + _BELOW_HEADING, x + wide, accent.main, 0.6)
            for x, long in lines:
                page.rule(x, signatures.y, x + long, "text_muted", 0.7)

        key = layout.rule, layout.evidence, places, wide, signatures.y, lines
        return self._overlay(key, draw)

    def _headings(self, evidence: Evidence | None, y: float) -> tuple[Mark | None, ...]:
        if evidence is None:
            return ()

        align = "center" if evidence.is_centered else "left"
        shift = evidence.wide / 2 if evidence.is_centered else 0

        def mark(words: str, x: float) -> Mark:
            def draw(page: Page) -> None:
                page.text(x + shift, y, words, self._label, align)

            return Mark("H3", self._overlay((words, x + shift, y), draw))

        columns = zip(evidence.columns, evidence.places, strict=True)
        return tuple(mark(one.heading, x) if one.heading else None for one, x in columns)

    def _signing_marks(self, signatures: Signatures) -> list[Mark]:
        marks = []
        for signing in signatures.people:
            middle = signing.x + signing.wide / 2
            if signing.picture:
                who = " ".join((signing.name or signing.role).lines)
                picture = self._picture(
                    signing.picture, middle, signatures.y - 1, (signing.wide - 8, PICTURE)
                )
                marks.append(self._figure(tr("Signature: {who}", who=who), picture))
            marks.append(Mark("P", self._signing(signing, signatures.y)))
        return marks

    def _signing(self, signing: Signing, y: float) -> str:
        """Return name and role below their line."""

        def draw(page: Page) -> None:
            for text, baseline in signing.texts(y):
                _draw_centered(page, text, signing.x + signing.wide / 2, baseline)

        return self._overlay((signing, y), draw)

    def _seal(self, district: str) -> tuple[Mark, ...]:
        if not self._has_seal():
            return ()
        middle, room = LEFT + SEAL_SIDE / 2, (SEAL_SIDE, SEAL_SIDE)
        picture = self._picture(self._template.seal, middle, CORNER_FOOT, room)
        return (self._figure(tr("Seal of {district}", district=district), picture),)

    def _figure(self, alternative: str, overlay: str) -> Mark:
        return Mark("Figure", overlay, f"/Alt {self._paper.said(alternative)}")

    def _picture(self, name: str, middle: float, foot: float, room: tuple[float, float]) -> str:
        """Return a picture that stands on `foot` around `middle`, as large as the room allows."""

        def draw(page: Page) -> None:
            picture, wide, high = picture_for(self._images[name], room)
            kept = self._paper.picture(f"I-{name}-{room[0]:.0f}", picture)
            page.show(kept, (middle - wide / 2, foot - high, wide, high))

        return self._overlay((name, middle, foot, room), draw)

    def _draw_serial(self, page: Page, certificate: Certificate) -> None:
        words = [tr("Issued {day}", day=date_of(certificate))]
        if certificate.serial and self._template.fields.serial:
            words.append(tr("Serial number {serial}", serial=certificate.serial))
            if certificate.replaces:
                words.append(tr("Replaces {serial}", serial=certificate.replaces))
        if certificate.reprint:
            words.append(tr("Reprint"))
        left, right = self._between(certificate)
        text = fitted("  ·  ".join(words), self._caption, _CAPTION_SIZES, right - left)
        page.begin("P")
        _draw_centered(page, text, (left + right) / 2, FOOT)
        page.end()


def _lay(page: Page, marks: tuple[Mark, ...]) -> None:
    for mark in marks:
        page.mark(*mark)


def _draw_evidence(page: Page, evidence: Evidence, kept: Kept) -> None:
    for x, column, heading in zip(evidence.places, evidence.columns, kept.headings, strict=True):
        if heading is not None:
            page.mark(*heading)
        evidence.draw_entries(page, column, x, kept.evidence_y)


def _draw_centered(page: Page, text: Fitted, x: float, y: float) -> None:
    for line in text.lines:
        page.text(x, y, line, text.type, "center")
        y += text.leading
