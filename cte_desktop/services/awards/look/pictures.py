"""Which pictures a template asks for, which of them there are, and templates as files."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.template import parse_template
from cte_desktop.domain.completion.toml_table import TomlError
from cte_desktop.exchange.certificates.template_files import (
    TEMPLATE_FILE,
    read_template_files,
    template_files,
    zipped,
)
from cte_desktop.services.awards.look.template import Look, school_names
from cte_desktop.storage.files import file_errors, write_file
from cte_desktop.wording.translate import LANGUAGES, current_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cte_desktop.domain.completion.certificates.template import CertificateTemplate
    from cte_desktop.services.desk import Desk

__all__ = ["TEMPLATE_FILE", "PictureSlot", "export_look", "picture_slots", "read_look"]


@dataclass(frozen=True, slots=True)
class PictureSlot:
    """A place for a picture, by the name that the template gives it.

    `role` says whose signature it is, "" for the seal; `school` where it is one school's own. What
    no place of the template names any more has `used` False.
    """

    name: str
    role: str = ""
    school: str = ""
    used: bool = True


def picture_slots(desk: Desk, text: str, images: Mapping[str, bytes]) -> tuple[PictureSlot, ...]:
    """Return the places for pictures, the seal first, then pictures that no place names.

    A text with faults has no places.
    """
    slots: tuple[PictureSlot, ...] = ()
    with suppress(TomlError):
        slots = tuple(_slots(parse_template(text, LANGUAGES), school_names(desk.catalog())))
    named = {slot.name for slot in slots}
    return (*slots, *(PictureSlot(name, used=False) for name in images if name not in named))


def export_look(look: Look, path: Path) -> tuple[Path, ...]:
    """Write a template and its pictures as one zip, or into a folder; return what was written."""
    files = template_files(look.text, look.images)
    if path.suffix.casefold() == ".zip":
        write_file(path, zipped(files))
        return (path,)
    with file_errors(path):
        path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_file(path / name, content)
    return tuple(path / name for name in files)


def read_look(path: Path) -> Look:
    """Return the template and the pictures that a zip, a folder or a TOML file holds.

    Nothing is kept, and the text may have faults. Known errors as of `read_template_files`.
    """
    text, images = read_template_files(path)
    return Look(text, images)


def _slots(template: CertificateTemplate, schools: Mapping[str, str]) -> Iterator[PictureSlot]:
    seen: set[str] = set()
    if template.seal:
        seen.add(template.seal)
        yield PictureSlot(template.seal)
    for one in template.signatories:
        role = one.role[current_language()]
        named = (("", one.image), *one.images_by_school.items())
        for short, name in named:
            if name and name not in seen:
                seen.add(name)
                yield PictureSlot(name, role, schools.get(short, short))
