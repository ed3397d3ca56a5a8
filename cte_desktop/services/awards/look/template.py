"""How the district's certificates look: its own template or the shipped one, and the pictures.

Each change is one step that can be undone. The preview is in `template_preview.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.template import (
    LONGEST_PICTURE_NAME,
    CertificateTemplate,
    by_school_names,
    parse_template,
)
from cte_desktop.domain.completion.toml_table import TomlError
from cte_desktop.services.changes import Changes
from cte_desktop.storage.certificates import templates as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.paths import resource
from cte_desktop.wording.completion.certificate_template import fault_line
from cte_desktop.wording.translate import LANGUAGES, noop

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.toml_table import TomlFault
    from cte_desktop.exchange.certificates.pictures_in import Picture
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

NOUN = "certificate_template"
NOUNS = frozenset({NOUN, "history"})
KEPT = noop("Certificates look as before.")
_PICTURE_NAME = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_PICTURE_NAME}}}")


@dataclass(frozen=True, slots=True)
class Look:
    """All that decides how certificates look: the text of the template, and pictures as PNG."""

    text: str
    images: Mapping[str, bytes]


@cache
def default_text() -> str:
    """Return the template that comes with the program."""
    return resource("style", "certificate.toml").read_text(encoding="utf-8")


def template(desk: Desk) -> CertificateTemplate:
    """Return the template in force, schools under the names that certificates show."""
    catalog = desk.catalog()
    with desk.database.reading() as tx:
        return template_in(tx, catalog)


def template_in(tx: Transaction, catalog: Catalog) -> CertificateTemplate:
    """Return the template in force, within a transaction.

    A known error, bad_template, when what is kept can't be read: a newer program wrote it.
    """
    text = store.load_text(tx, store.TEMPLATE)
    try:
        made = parse_template(default_text() if text is None else text, LANGUAGES)
    except TomlError as error:
        raise bad_template(error.faults) from error
    return by_school_names(made, school_names(catalog))


def images(desk: Desk) -> Mapping[str, bytes]:
    """Return the pictures of certificates under their names, as PNG."""
    with desk.database.reading() as tx:
        return images_in(tx)


def images_in(tx: Transaction) -> Mapping[str, bytes]:
    """Return the pictures of certificates within a transaction."""
    return store.load_images(tx)


def look(desk: Desk) -> Look:
    """Return text and pictures in force."""
    with desk.database.reading() as tx:
        text = store.load_text(tx, store.TEMPLATE)
        return Look(default_text() if text is None else text, store.load_images(tx))


def template_faults(desk: Desk | None, text: str) -> tuple[TomlFault, ...]:
    """Return what is wrong with a template, in the order of its lines; with a desk also schools."""
    try:
        parse_template(text, LANGUAGES, school_names(desk.catalog()) if desk else None)
    except TomlError as error:
        return error.faults
    return ()


def keep_template(desk: Desk, text: str) -> Changes:
    """Put a template in force; the shipped text means the district default again.

    A known error, bad_template, names everything that is wrong.
    """
    return keep_look(desk, Look(text, images(desk)))


def keep_look(desk: Desk, wanted: Look) -> Changes:
    """Put a template and exactly these pictures in force, as one step.

    No step when nothing changes. Known errors: bad_template, and of the pictures.
    """
    faults = template_faults(desk, wanted.text)
    if faults:
        raise bad_template(faults)
    kept = images(desk)
    checked = {name: _checked(name, png, kept) for name, png in wanted.images.items()}
    text = None if wanted.text == default_text() else wanted.text
    with desk.database.writing() as tx:
        default = text is None and not checked
        begin_step(tx, "default_certificate" if default else "change_certificate")
        changed = store.save_text(tx, store.TEMPLATE, text)
        for name in sorted({*checked, *store.load_images(tx)}):
            changed |= store.save_image(tx, name, checked.get(name))
        return Changes(NOUNS, step=step_number(tx)) if changed else Changes()


def check_image(content: bytes, file: str) -> Picture:
    """Return a picture as it would be kept; a known error says what is wrong with it."""
    from cte_desktop.exchange.certificates.pictures_in import check_picture

    return check_picture(content, file)


def read_image(path: Path) -> bytes:
    """Return the picture of a file as it would be kept."""
    from cte_desktop.exchange.certificates.pictures_in import read_picture

    return read_picture(path).png


def put_image(desk: Desk, name: str, source: Path | bytes) -> Changes:
    """Keep a picture under the name by which the template calls it, as one step."""
    _require_name(name)
    png = read_image(source) if isinstance(source, Path) else check_image(source, name).png
    with desk.database.writing() as tx:
        begin_step(tx, "add_certificate_picture", {"picture": name})
        changed = store.save_image(tx, name, png)
        return Changes(NOUNS, step=step_number(tx)) if changed else Changes()


def remove_image(desk: Desk, name: str) -> Changes:
    """Take a picture away as one step; a wrong call when there is none of that name."""
    with desk.database.writing() as tx:
        begin_step(tx, "remove_certificate_picture", {"picture": name})
        if not store.save_image(tx, name, None):
            raise WrongCall(
                "unknown_picture",
                noop('There is no picture named "{picture}".'),
                do=noop("The pictures are: {pictures}."),
                picture=name,
                pictures=", ".join(store.load_images(tx)) or "-",
            )
        return Changes(NOUNS, step=step_number(tx))


def school_names(catalog: Catalog) -> dict[str, str]:
    """Return the names that certificates show of schools, by their short names."""
    return {school.short: school.name for school in catalog.schools}


def bad_template(faults: tuple[TomlFault, ...]) -> KnownError:
    """Return the error of a template that can't be used: its first fault, and how many others."""
    return KnownError(
        "bad_template",
        noop("The template can't be used. {fault}"),
        kept=KEPT,
        do=noop("Correct it, and try again; faults in it: {count}."),
        fault=fault_line(faults[0]),
        count=len(faults),
    )


def _checked(name: str, png: bytes, kept: Mapping[str, bytes]) -> bytes:
    """Return a picture as it is kept; one that is kept already is not looked at again."""
    _require_name(name)
    return png if kept.get(name) == png else check_image(png, name).png


def _require_name(name: str) -> None:
    if not _PICTURE_NAME.fullmatch(name):
        raise WrongCall(
            "bad_picture_name",
            noop('"{picture}" can\'t be the name of a picture.'),
            do=noop("Use the name that stands in the template: letters, figures, - and _."),
            picture=name[:80],
        )
