"""The commands and options of `interfaces.md` section 2, and nothing of what they do."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cte_desktop import __version__
from cte_desktop.cli.agreeing_arguments import add_agreeing
from cte_desktop.cli.planning_arguments import add_planning, add_school_year, add_whom
from cte_desktop.system.errors import WrongCall
from cte_desktop.system.options import Parser, a_path, add_options_anywhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.cli.planning_arguments import Adds

IMPORT_REPORT = "import-report"
CERTIFICATE = "certificate"
REGISTER, COMPLETERS = "register", "completers"
LETTERS = "letters"
REPORTS = (
    "plan",
    CERTIFICATE,
    "evidence",
    "section-week",
    REGISTER,
    COMPLETERS,
    IMPORT_REPORT,
    LETTERS,
    "packet",
    "findings",
    "disclosures",
)
EXPORTS = ("requests", "completers", "scte", "wblr", "rosters", "student", "everything")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return the options of a call; a wrong one raises a `WrongCall`."""
    return make_parser().parse_args(words)


def not_in_this_version(what: str) -> WrongCall:
    """Return the error for a part of the contract that this version lacks."""
    return WrongCall("not_in_this_version", '"{what}" is not in this version.', what=what)


def make_parser() -> Parser:
    """Return the parser with every command."""
    anywhere = _anywhere()
    parser = Parser(
        prog="cte-desktop",
        description="Plan students' four years, follow pathways and print plans, offline.",
        epilog="Without a command the window opens.",
        parents=[anywhere],
        argument_default=argparse.SUPPRESS,
    )
    parser.add_argument("--version", action="version", version=f"cte-desktop {__version__}")
    parser.add_argument("--sample", action="store_true", help="open the sample district")
    parser.add_argument("--no-window", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--self-check", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=text,
            description=text,
            parents=[anywhere],
            argument_default=argparse.SUPPRESS,
        )
        return made  # noqa: RET504 - the type is the point

    _add_files(add)
    _add_answers(add)
    _add_rules(add)
    _add_exports(add)
    _add_history(add)
    _add_people(add)
    add_school_year(add)
    add_agreeing(add)
    _add_protect(add)
    _add_retention(add)
    add_planning(add)
    _add_verify(add)
    _add_awards(add)
    _add_template(add)
    return parser


def _anywhere() -> Parser:
    """Return the options that stand before or after the command."""
    options = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    add_options_anywhere(options)
    options.add_argument("--json", action="store_true")
    options.add_argument(
        "--language",
        choices=("en", "es"),
        help="of sentences and papers (letters without it: of the home); codes stay as they are",
    )
    options.add_argument("--recipient", metavar="TEXT")
    options.add_argument("--purpose", metavar="TEXT")
    return options


def _add_files(add: Adds) -> None:
    sample = add("sample", "Write a sample district as plain files.")
    sample.add_argument("folder", type=a_path, metavar="DIR")
    sample.add_argument("--students", type=int, metavar="N")
    sample.add_argument("--seed", type=int, metavar="S")
    new = add("new", "Make a new database with the shipped catalog.")
    new.add_argument("file", type=a_path, metavar="FILE")
    new.add_argument("--no-passphrase", action="store_true")
    taken = add("import", "Import files, a folder or a zip: all or nothing.")
    taken.add_argument("paths", type=a_path, nargs="+", metavar="PATH")
    taken.add_argument(
        "--profile",
        metavar="NAME",
        help="read the files as this profile says, shipped or saved; without it each file is "
        "recognised by itself",
    )
    taken.add_argument("--encoding", metavar="E")
    taken.add_argument(
        "--answers",
        type=a_path,
        metavar="FILE",
        help='what the program would ask, as JSON: {"unknown_mark": {"Q": "B"}}; it is remembered',
    )
    taken.add_argument(
        "--dry-run",
        action="store_true",
        help="write nothing; say what would be new, changed (field by field) and refused",
    )
    taken.add_argument("--replace", action="store_true")
    backup = add("backup", "Back the database up.")
    backup.add_argument("--out", type=a_path, metavar="DIR")
    restore = add(
        "restore", "Put a backup in the place of the database; what was there before is kept."
    )
    restore.add_argument("file", type=a_path, metavar="FILE", help="the copy, which ends in .cte")
    another = "also when it is the backup of another database"
    restore.add_argument("--other-database", action="store_true", help=another)


def _add_answers(add: Adds) -> None:
    audit = add("audit", "Audit students against their programs.")
    add_whom(audit, filtered=False)
    audit.add_argument("--program", nargs="+", metavar="ID")
    audit.add_argument("--summary", action="store_true")
    audit.add_argument("--moves", action="store_true")
    audit.add_argument("--as-of", metavar="DATE")
    printed = add(
        "print",
        "Print plans, packets for families, certificates, findings, disclosures, the register, "
        "completers or the report of the last import to PDF.",
    )
    printed.add_argument("report", metavar="REPORT", choices=REPORTS)
    add_whom(printed, filtered=True, required=False)  # an import's report is about nobody
    printed.add_argument("--as-of", metavar="DATE")
    printed.add_argument(
        "--before-graduation",
        action="store_true",
        help="certificates also for those who do not graduate yet",
    )
    printed.add_argument(
        "--school-year",
        metavar="Y",
        help="with register (all years without it) and completers (the usual one without it)",
    )
    _add_letters(printed)
    printed.add_argument("--out", type=a_path, required=True, metavar="FILE-OR-DIR")
    fits = add("fits", "List which sections of a course fit a student in a term, and why not.")
    fits.add_argument("--student", required=True, metavar="ID")
    fits.add_argument("--course", required=True, metavar="CODE", help="it need not be in the plan")
    fits.add_argument("--school-year", required=True, metavar="Y", help="such as 2027-28")
    fits.add_argument("--term", required=True, metavar="T", help="fall, spring, summer or year")
    add("check", "Check a database.")
    settings = add("settings", "Show or change a setting of the district.")
    settings.add_argument("do", choices=("get", "set"))
    settings.add_argument("name", nargs="?")
    settings.add_argument("value", nargs="?")


def _add_letters(printed: argparse.ArgumentParser) -> None:
    printed.add_argument(
        "--list",
        choices=("one_course", "last_chance", "one_course_away"),
        metavar="one_course|last_chance",
        help="with letters: to whose families; in the language of the home unless --language says",
    )
    printed.add_argument(
        "--contact", default="", metavar="TEXT", help="with letters: phone or e-mail to ask at"
    )


def _add_rules(add: Adds) -> None:
    rules = add(
        "rules",
        "Look over a file of rules (graduation.toml, ag.toml or programs.toml), preview whose "
        "results it would change, or publish it as a new version that can be undone.",
    )
    rules.add_argument(
        "do",
        choices=("validate", "preview", "publish"),
        help="validate: say everything that is wrong with the file (0 good, 1 problems); preview: "
        "list every student whose result would flip; publish: put it in force unless it has "
        "problems",
    )
    rules.add_argument(
        "file", type=a_path, metavar="FILE", help="which of the three it is, its content tells"
    )
    rules.add_argument("--note", metavar="TEXT", help="what the history says about a publication")


def _add_exports(add: Adds) -> None:
    export = add(
        "export",
        "Write course requests, completers, the State's files, rosters, everything about a student "
        "or everything there is, and log who gets it.",
    )
    export.add_argument("what", metavar="EXPORT", choices=EXPORTS, help=", ".join(EXPORTS))
    export.add_argument("student", nargs="?", metavar="ID", help="whose file, with student")
    export.add_argument(
        "--out",
        type=a_path,
        required=True,
        metavar="PATH",
        help="a file, or a folder; of student .json or .pdf, or a folder for both; of everything a "
        "folder",
    )
    export.add_argument(
        "--format",
        metavar="NAME",
        help="of requests: plain, powerschool, aeries or infinite-campus",
    )
    export.add_argument(
        "--school-year", metavar="Y", help="such as 2025-26; the usual one of the export without it"
    )
    export.add_argument("--school", metavar="S", help="only the students of this school")
    export.add_argument("--section", nargs="+", metavar="ID", help="with rosters: only these")
    export.add_argument(
        "--problems",
        type=a_path,
        metavar="FILE",
        help="list what is wrong, with what to do, as CSV or XLSX",
    )


def _add_protect(add: Adds) -> None:
    protect = add(
        "protect",
        "Give a database a passphrase, change it, make a new recovery code to print, or put back "
        "the key file of the newest backup where it is missing or damaged.",
    )
    protect.add_argument("kind", choices=("set", "change", "recovery-code", "key-file"))
    protect.add_argument(
        "--destroy-open-backups",
        action="store_true",
        help="with set: destroy the backups that anybody can read, after a protected one was made",
    )
    add_new_passphrase(protect, "with set and change: the new passphrase")


def _add_retention(add: Adds) -> None:
    retention = add(
        "retention",
        "List what may be destroyed by law and what stays, destroy it for good, or note that a "
        "family asked to inspect the records, which stops it.",
    )
    retention.add_argument("do", choices=("list", "destroy", "backups", "request", "answer"))
    retention.add_argument("student", nargs="?", metavar="ID", help="with request and answer")
    retention.add_argument("--all", action="store_true", help="with list: also what stays")
    retention.add_argument(
        "--students", type=int, metavar="N", help="with destroy: of how many, as the list says"
    )
    retention.add_argument(
        "--backup-first", type=a_path, metavar="DIR", help="with destroy: keep a backup there"
    )


def _add_people(add: Adds) -> None:
    people = add(
        "people",
        "List who opens the database with a passphrase of their own, or let somebody in, give them "
        "another role, or let them no longer in. Sign in as a person with --actor NAME and that "
        "person's passphrase.",
    )
    people.add_argument("do", choices=("list", "add", "change", "remove"))
    people.add_argument("person", nargs="?", metavar="NAME")
    people.add_argument(
        "--role",
        choices=("administrator", "registrar", "counselor", "reader"),
        help="with add and change",
    )
    people.add_argument(
        "--counselor",
        metavar="NAME",
        help="of a counselor: the name of the caseload in the district's files",
    )
    people.add_argument("--name", metavar="NAME", help="with change: another name")
    add_new_passphrase(people, "with add and change: the person's own passphrase")


def add_new_passphrase(parser: argparse.ArgumentParser, text: str) -> None:
    """Let a command take a new passphrase from a file; never as an argument."""
    parser.add_argument(
        "--new-passphrase-file",
        type=a_path,
        metavar="FILE",
        help=f"{text} (or CTE_NEW_PASSPHRASE; else it is asked for at the terminal)",
    )


def _add_history(add: Adds) -> None:
    history = add("history", "List what was done, newest first.")
    history.add_argument("--student", metavar="ID")
    history.add_argument("--step", type=int, metavar="N", help="one step alone, in full")
    history.add_argument(
        "--changes",
        action="store_true",
        help="say of each step what it changed, before and after",
    )
    disclosures = add("disclosures", "List who received what and what for, newest first.")
    disclosures.add_argument("--student", metavar="ID", help="only what is about this student")
    undo = add("undo", "Take back the last step, or the one named.")
    undo.add_argument("--step", type=int, metavar="N")


def _add_awards(add: Adds) -> None:
    award = add(
        "award",
        "Find who completed a pathway in a school year and award it as one step, with a serial "
        "each; 1 when a case needs a person.",
    )
    award.add_argument(
        "--school-year",
        metavar="Y",
        help="such as 2026-27; without it the one that ends, or ended, in this calendar year",
    )
    award.add_argument("--dry-run", action="store_true", help="only look; write nothing")
    revoke = add("revoke", "Make a certificate invalid, for good.")
    revoke.add_argument("serial", metavar="SERIAL")
    revoke.add_argument(
        "--reason", required=True, metavar="TEXT", help="one line; it is published, so name nobody"
    )
    reissue = add(
        "reissue", "Issue a certificate anew by the record as it is; revokes the old one."
    )
    reissue.add_argument("serial", metavar="SERIAL")


def _add_template(add: Adds) -> None:
    template = add(
        "certificate-template",
        "Show, check or change how certificates look: show, check FILE, keep FILE, export FILE or "
        "image NAME FILE.",
    )
    template.add_argument(
        "do",
        choices=("show", "check", "keep", "export", "image"),
        help="show: write the template in force; check: say everything that is wrong with a file "
        "(0 good, 1 faults); keep: put it in force unless it has faults; export: write template "
        "and pictures; image: keep a PNG or JPEG under the name that the template gives it",
    )
    template.add_argument(
        "about",
        nargs="*",
        metavar="NAME-OR-FILE",
        help="a TOML file, a zip or a folder with certificate.toml and its pictures",
    )


def _add_verify(add: Adds) -> None:
    verify = add(
        "verify",
        "Check a certificate without a network: 0 genuine, 1 not shown to be genuine, 4 revoked.",
    )
    verify.add_argument(
        "what",
        metavar="CODE-OR-FILE",
        help="the text of its QR code, or a PDF or picture; every certificate in a PDF is checked",
    )
    verify.add_argument(
        "--keys",
        type=a_path,
        dest="keys_file",
        metavar="FILE",
        help="the district's list of public keys; without it those of the database",
    )
    keys = add("keys", "Write what others need to check certificates, or join another laptop's.")
    keys.add_argument(
        "do",
        choices=("public", "checker", "join", "list"),
        help="public: write the signed list of public keys and revocations; checker: an HTML page "
        "with that list inside, which checks a pasted code in any browser; join FILE: keep the "
        "list of another laptop of the district; list: whose certificates can be checked",
    )
    keys.add_argument("file", nargs="?", metavar="FILE", help="with join")
    keys.add_argument("--out", type=a_path, metavar="FILE", help="with public and checker")
