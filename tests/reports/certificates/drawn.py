"""Certificates drawn for tests, as the shipped template says unless another is given."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.template import CertificateTemplate, parse_template
from cte_desktop.reports.certificates.paper import build_certificates
from cte_desktop.system.paths import resource
from cte_desktop.wording.translate import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.completion.certificates.paper import Certificate

NO_IMAGES: Mapping[str, bytes] = {}


@cache
def shipped() -> CertificateTemplate:
    """The template that comes with the program."""
    text = resource("style", "certificate.toml").read_text(encoding="utf-8")
    return parse_template(text, LANGUAGES)


def showing(**fields: bool) -> CertificateTemplate:
    """The shipped template with some of its fields shown or not."""
    return replace(shipped(), fields=replace(shipped().fields, **fields))


def drawn(
    *certificates: Certificate,
    template: CertificateTemplate | None = None,
    images: Mapping[str, bytes] = NO_IMAGES,
) -> bytes:
    """The paper of some certificates."""
    return build_certificates(certificates, template or shipped(), images)
