"""Whatever leaves with student records has its entry in the disclosure log.

Held three ways: each place that writes a file, prints or fills the clipboard is known by name; what
hands student records out logs it in the same function; and each paper and export is made once.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

import cte_desktop
from cte_desktop.reports import registry
from cte_desktop.reports.registry import Report
from cte_desktop.services import exporting, printing
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.look.cords import cord_list, log_cords
from cte_desktop.services.awards.register_papers import print_completers, print_register
from cte_desktop.services.desk import Desk
from cte_desktop.services.exporting import EXPORTS, Order
from cte_desktop.services.import_papers import print_import_report
from cte_desktop.services.importing import import_paths
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.services.students import list_students
from cte_desktop.storage.disclosures import list_disclosures

PROGRAM = Path(cte_desktop.__file__).parent
WRITERS = frozenset(
    {"write_file", "replacing", "files_ready", "print_pdf", "PrintPreview"}
    | {"hand_over", "hand_over_one"}
)
LOGGED = "logs whom it is about, and to whom it went"
PLACES: Mapping[str, str] = MappingProxyType(
    {
        "services/awards/batch.keep_batch": LOGGED,
        "services/awards/look/cords.keep_cords_pdf": LOGGED,
        "services/awards/look/pictures.export_look": "how certificates look; nobody's",
        "services/awards/register_papers.keep_papers": LOGGED,
        "services/disclosure_papers.print_logs": LOGGED,
        "services/exporting.save": LOGGED,
        "services/figures/report.save_completion_report": "figures alone, small groups kept back",
        "services/forecast/invitations.keep_invitations": LOGGED,
        "services/forecast/letters.keep_letters": LOGGED,
        "services/import_papers.print_import_report": LOGGED,
        "services/import_reports.keep_import_report": LOGGED,
        "services/lost_keys._exchanged": "the key file of the database itself",
        "services/packets._one_each": LOGGED,
        "services/packets.keep_packets": LOGGED,
        "services/packets.print_packets": LOGGED,
        "services/plan_batches.keep_plans": LOGGED,
        "services/printing.keep_pdf": LOGGED,
        "services/printing.print_to": LOGGED,
        "services/profiles.write_profile_file": "how columns of files are read; nobody's",
        "services/speeds._disk": "zeros, to measure the disk",
        "services/table_exports.save_table": LOGGED,
        "services/verifying/verification.export_public_keys": "keys and serials, no names",
        "services/verifying/verification.write_checker": "keys and serials, no names",
        "ui/crash_dialog._on_copy": "a crash report, which holds no student data",
        "ui/data/imports/report_saving.copy_rows": LOGGED,
        "ui/locking/locker.__init__": "nothing: it hears what comes into the clipboard",
        "ui/locking/locker._clear_clipboard": "nothing: it empties the clipboard",
        "ui/notices.crashed": "a crash report, which holds no student data",
        "ui/paper_keeper.preview": "asks who receives it; what is kept or printed is logged",
        "ui/sections/section_table.copy_rows": "sections with their seats, no students",
        "ui/students/copying._on_made": "`table_exports.copied_table` has logged it before",
        "ui/widgets/print_preview.print_on": "tells `paper_keeper`, which logs the pages",
        "ui/widgets/recovery_card.draw": "the recovery code",
        "ui/widgets/recovery_card._on_copy": "the recovery code",
    }
)
"""Every function that lets something out of the program, and what becomes of it."""

OFFICE = Disclosure("Registrar", "yearly file")


def _called(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            if isinstance(one.func, ast.Name):
                yield one.func.id
            elif isinstance(one.func, ast.Attribute):
                filled = one.func.attr == "setText" and "clipboard" in ast.unparse(one.func)
                yield "clipboard" if filled else one.func.attr


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions of a module and of its classes, without those inside of functions."""
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (one for one in inside if isinstance(one, ast.FunctionDef))


def _places() -> dict[str, bool]:
    """Every place that lets something out, and whether it calls what logs, itself or near by."""
    found: dict[str, bool] = {}
    for layer in ("services", "ui", "cli", "exchange"):
        for file in sorted((PROGRAM / layer).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            if not any(word in text for word in (*WRITERS, "clipboard")):
                continue
            functions = list(_functions(ast.parse(text)))
            called = {one.name: set(_called(one)) for one in functions}
            logging = {"record_disclosure", "log_report", "log_copied_rows"}
            logging |= {name for name, calls in called.items() if calls & logging}
            name = file.relative_to(PROGRAM).with_suffix("").as_posix()
            for one in functions:
                calls = called[one.name]
                if calls & (WRITERS | {"clipboard"}) and one.name not in WRITERS:
                    found[f"{name}.{one.name}"] = bool(calls & logging)
    return found


def test_every_place_that_lets_something_out_is_known_and_logs_or_says_why_not() -> None:
    found = _places()
    assert found.keys() - PLACES.keys() == set(), "say here what it hands out"
    assert PLACES.keys() - found.keys() == set(), "no longer lets anything out"
    silent = [place for place, why in PLACES.items() if why == LOGGED and not found[place]]
    assert silent == []


@pytest.fixture
def finished(desk: Desk) -> Desk:
    """A district in which somebody was awarded a pathway."""
    award(desk, find_completers(desk, 2025).open)
    return desk


def _logged(desk: Desk) -> list[str]:
    with desk.database.reading() as tx:
        return [entry.what for entry in list_disclosures(tx) if entry.student_ids]


def _reports() -> list[str]:
    every = (one for one in vars(registry).values() if isinstance(one, Report))
    return sorted({one.name for one in every})


ELSEWHERE = frozenset({"letters", "invitations", "student"})
"""Made from lists of the forecast (`tests/services/forecast`), or by the export of that name."""
BY_STUDENT = frozenset(
    {"plan", "packet", "certificate", "section-week", "evidence", "findings", "disclosures"}
)
OF_LISTS = frozenset({"register", "completers", "import-report", "cords"})
OF_NOBODY = frozenset({"recovery"})


def test_every_paper_of_the_list_is_made_here_or_named() -> None:
    assert set(_reports()) - OF_NOBODY == BY_STUDENT | OF_LISTS | ELSEWHERE


@pytest.mark.parametrize("name", sorted(BY_STUDENT))
def test_a_paper_about_students_is_logged_with_them(
    finished: Desk, name: str, tmp_path: Path
) -> None:
    ids = {line.uid: line.student_id for line in list_students(finished)}
    with finished.database.reading() as tx:
        uid = tx.connection.exec_driver_sql("SELECT min(student_uid) FROM award").scalar_one()
    out = tmp_path / "paper.pdf"
    printing.print_to(finished, name, Whom((ids[uid],)), out, OFFICE, before_graduation=True)
    assert _logged(finished) == [name]


def test_lists_that_name_students_are_logged_with_them(finished: Desk, tmp_path: Path) -> None:
    print_register(finished, None, tmp_path / "register.pdf", OFFICE)
    print_register(finished, None, tmp_path / "register.csv", OFFICE)
    print_completers(finished, 2025, "", tmp_path / "completers.pdf", OFFICE)
    assert _logged(finished) == ["completers", "table", "register"]
    classes = (cord_list(finished, year) for year in range(2025, 2030))
    log_cords(finished, next(lines for lines in classes if lines), OFFICE)
    student = list_students(finished)[0].student_id
    text = f"student_id,test,score,on\n{student},AP:CALC,5,2026-05-01\nnobody,AP:CALC,5,\n"
    (tmp_path / "tests.csv").write_text(text, encoding="utf-8")
    import_paths(finished, [tmp_path / "tests.csv"], back_up=False)
    print_import_report(finished, tmp_path / "report.pdf", OFFICE)
    with finished.database.reading() as tx:
        report, cords, *_ = list_disclosures(tx)
    assert (report.what, cords.what) == ("import-report", "cords")


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_every_export_is_logged_with_whom_it_is_about(
    finished: Desk, name: str, tmp_path: Path
) -> None:
    ids = (list_students(finished)[0].student_id,) if name == "student" else ()
    out = tmp_path / ("all" if name in {"everything", "student"} else f"{name}.csv")
    if name in {"scte", "wblr"}:
        out = out.with_suffix(".txt")
    exporting.export_to(finished, name, Order(out, student_ids=ids), OFFICE)
    with finished.database.reading() as tx:
        (entry,) = list_disclosures(tx)
    assert (entry.what, entry.recipient, entry.purpose) == (name, "Registrar", "yearly file")
    if name in {"everything", "student", "completers"}:
        assert entry.student_ids
