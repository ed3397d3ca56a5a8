"""The command `rules`: look over a file of rules, see whom it would affect, put it in force."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.progress import watched
from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.services import rule_files, rule_preview, rules
from cte_desktop.system.options import named_database
from cte_desktop.wording.labels import status_label
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.services.rule_files import RulesFile
    from cte_desktop.services.rule_preview import FlipCount, Preview
    from cte_desktop.services.rules import RuleFault


def rules_command(options: argparse.Namespace, output: Output) -> int:
    """Carry out validate, preview or publish; 0 good, 1 the file has problems."""
    file = rule_files.open_rules_file(options.file)
    return _STEPS[options.do](file, options, output)


def validate(file: RulesFile, options: argparse.Namespace, output: Output) -> int:
    """Say whether a file can be published: with a database, beside what is in force there."""
    if named_database(options) is None:
        found = rules.check_beside_shipped(file)
    else:
        with desk_of(options, writable=False) as desk:
            found = rules.check_file(desk, file)
    good = tr("{file} can be published.", file=file.name)
    output.answer(_verdict(file, found), _listed(file, found) if found else good)
    return 1 if found else 0


def preview(file: RulesFile, options: argparse.Namespace, output: Output) -> int:
    """Show every student whose result would flip; a file that can't be read shows its problems."""
    with desk_of(options, writable=False) as desk:
        found = rules.check_file(desk, file)
        if not rules.can_be_audited(desk, file):
            output.answer(_verdict(file, found), _listed(file, found))
            return 1
        with watched(tr("{done} of {total} students looked at")) as progress:
            seen = rule_preview.preview(desk, {file.kind: file.document}, progress=progress)
        text = _preview_text(seen)
    answer = _preview_object(seen) | {"problems": _problems(found)}
    output.answer(answer, "\n\n".join(([_listed(file, found)] if found else []) + [text]))
    return 1 if found else 0


def publish(file: RulesFile, options: argparse.Namespace, output: Output) -> int:
    """Put a file in force as a new version, one step that can be undone."""
    with desk_of(options, writable=True) as desk:
        found = rules.check_file(desk, file)
        if found:
            refused = {"published": False} | _verdict(file, found)
            output.answer(refused, _listed(file, found))
            return 1
        note: str = getattr(options, "note", "")
        changes = rules.publish(desk, {file.kind: file.document}, note)
        version = next(v.number for v in rules.versions(desk) if v.kind == file.kind)
    answer = {
        "published": bool(changes.nouns),
        "kind": file.kind,
        "version": version,
        "step": changes.step,
    }
    if changes.nouns:
        text = tr("Published {file} as version {version}.", file=file.name, version=version)
    else:
        answer["unchanged"] = True
        text = tr("{file} is in force already.", file=file.name)
    output.answer(answer, text)
    return 0


def _verdict(file: RulesFile, found: tuple[RuleFault, ...]) -> dict[str, Any]:
    return {
        "file": file.name,
        "kind": file.kind or None,
        "good": not found,
        "problems": _problems(found),
    }


def _problems(found: tuple[RuleFault, ...]) -> list[dict[str, str]]:
    return [
        {"file": fault.file, "place": fault.place, "code": fault.code, "text": fault.text}
        for fault in found
    ]


def _listed(file: RulesFile, found: tuple[RuleFault, ...]) -> str:
    heading = trn(
        "{file} has {count} problem:", "{file} has {count} problems:", len(found), file=file.name
    )
    return "\n".join([heading, *(f"  {fault.file}: {fault.text}" for fault in found)])


def _preview_object(seen: Preview) -> dict[str, Any]:
    by_program: dict[str, dict[str, Any]] = {}
    for count in seen.counts:
        of_program = by_program.setdefault(
            count.program, {"better": 0, "worse": 0, "new": 0, "gone": 0, "ways": []}
        )
        of_program[count.direction] += count.students
        of_program["ways"].append(
            {
                "before": count.before or None,
                "after": count.after or None,
                "students": count.students,
            }
        )
    flips = [
        {
            "student": flip.student_id,
            "name": flip.name,
            "school": flip.school,
            "grade_level": flip.grade,
            "program": flip.program,
            "before": flip.before,
            "after": flip.after,
        }
        for flip in seen.flips
    ]
    return {"students": seen.looked_at, "flips": flips, "by_program": by_program}


def _preview_text(seen: Preview) -> str:
    lines = [trn("{count} student looked at.", "{count} students looked at.", seen.looked_at)]
    lines += [_way(count) for count in seen.counts]
    lines += [
        f"  {flip.student_id}  {flip.name}  {flip.school} {flip.grade}  "
        f"{program_title(flip.program)}: {_status(flip.before)} -> {_status(flip.after)}"
        for flip in seen.flips
    ]
    if not seen.counts:
        lines.append(tr("Nobody's result would change."))
    return "\n".join(lines)


def _way(count: FlipCount) -> str:
    way = trn(
        "{count} student: {before} -> {after}",
        "{count} students: {before} -> {after}",
        count.students,
        before=_status(count.before),
        after=_status(count.after),
    )
    return f"{program_title(count.program)}: {way}"


def _status(status: str) -> str:
    return status_label(ProgramStatus(status)) if status else tr("not audited")


_STEPS = MappingProxyType({"validate": validate, "preview": preview, "publish": publish})
COMMANDS = MappingProxyType({"rules": rules_command})
