"""The command certificate-template: how certificates look, shown, checked, kept and exported."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.services.awards.look import template
from cte_desktop.services.awards.look.pictures import export_look, read_look
from cte_desktop.services.awards.look.template import Look
from cte_desktop.system.errors import WrongCall
from cte_desktop.system.options import named_database
from cte_desktop.wording.completion.certificate_template import fault_line, fault_sentence
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.completion.toml_table import TomlFault

_ARGUMENTS = MappingProxyType(
    {
        "show": (),
        "check": ("FILE",),
        "keep": ("FILE",),
        "export": ("FILE",),
        "image": ("NAME", "FILE"),
    }
)


def certificate_template(options: argparse.Namespace, output: Output) -> int:
    """Carry out one of the five; 1 when a file has faults."""
    wanted, given = _ARGUMENTS[options.do], getattr(options, "about", [])
    if len(given) != len(wanted):
        raise WrongCall(
            "wrong_call",
            noop('It is "certificate-template {verb}{what}".'),
            verb=options.do,
            what="".join(f" {name}" for name in wanted),
        )
    return _STEPS[options.do](options, output)


def show(options: argparse.Namespace, output: Output) -> int:
    """Write the template in force, and the names of the pictures."""
    with desk_of(options, writable=False) as desk:
        now = template.look(desk)
    answer = {
        "template": now.text,
        "default": now.text == template.default_text(),
        "pictures": [{"name": name, "bytes": len(png)} for name, png in now.images.items()],
    }
    output.answer(answer, now.text.rstrip("\n"))
    return 0


def check(options: argparse.Namespace, output: Output) -> int:
    """Say everything that is wrong with a file; with a database also which schools are none."""
    file = Path(options.about[0])
    look = read_look(file)
    if named_database(options) is None:
        faults = template.template_faults(None, look.text)
    else:
        with desk_of(options, writable=False) as desk:
            faults = template.template_faults(desk, look.text)
    good = tr("{file} can be used.", file=file.name)
    output.answer(_verdict(file, faults, look), _listed(file, faults) if faults else good)
    return 1 if faults else 0


def keep(options: argparse.Namespace, output: Output) -> int:
    """Put a file in force as one step; a TOML file alone leaves the pictures as they are."""
    file = Path(options.about[0])
    look = read_look(file)
    with desk_of(options, writable=True) as desk:
        faults = template.template_faults(desk, look.text)
        if faults:
            output.answer({"kept": False} | _verdict(file, faults, look), _listed(file, faults))
            return 1
        if file.suffix.casefold() == ".toml":
            look = Look(look.text, template.images(desk))
        changes = template.keep_look(desk, look)
    said = (
        tr("Certificates look as {file} says from now on.", file=file.name)
        if changes.nouns
        else tr("Certificates look as {file} says already.", file=file.name)
    )
    answer = {"kept": True, "unchanged": not changes.nouns, "step": changes.step}
    output.answer(answer | _verdict(file, faults, look), said)
    return 0


def export(options: argparse.Namespace, output: Output) -> int:
    """Write template and pictures as one zip, or into a folder."""
    path = Path(options.about[0])
    with desk_of(options, writable=False) as desk:
        files = export_look(template.look(desk), path)
    said = trn(
        "{count} file written: {where}", "{count} files written: {where}", len(files), where=path
    )
    output.answer({"files": [str(file) for file in files]}, said)
    return 0


def image(options: argparse.Namespace, output: Output) -> int:
    """Keep a picture under its name, as one step."""
    name, file = options.about
    with desk_of(options, writable=True) as desk:
        changes = template.put_image(desk, name, Path(file))
        used = name in template.template(desk).picture_names()
    said = [tr("The picture {name} is kept.", name=name)]
    if not used:
        said.append(tr("No place of the template has that name."))
    answer = {"name": name, "used": used, "unchanged": not changes.nouns, "step": changes.step}
    output.answer(answer, " ".join(said))
    return 0


def _verdict(file: Path, faults: tuple[TomlFault, ...], look: Look) -> dict[str, Any]:
    return {
        "file": file.name,
        "good": not faults,
        "faults": [
            {"line": one.line, "field": one.field, "code": one.code, "text": fault_sentence(one)}
            for one in faults
        ],
        "pictures": list(look.images),
    }


def _listed(file: Path, faults: tuple[TomlFault, ...]) -> str:
    heading = trn(
        "{file} has {count} fault:", "{file} has {count} faults:", len(faults), file=file.name
    )
    return "\n".join([heading, *(f"  {fault_line(fault)}" for fault in faults)])


_STEPS = MappingProxyType(
    {"show": show, "check": check, "keep": keep, "export": export, "image": image}
)
COMMANDS = MappingProxyType({"certificate-template": certificate_template})
