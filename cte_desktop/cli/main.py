"""From the words of a call to an exit status; every fault becomes one sentence, never a traceback.

Exit: 0 done; 1 done, and a person must look; 2 wrong call; 3 the world (`interfaces.md` section 2).
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from typing import TYPE_CHECKING

from cte_desktop.cli import arguments
from cte_desktop.cli.output import Output, harmless, line_of
from cte_desktop.system import paths
from cte_desktop.system.crash import describe_exception
from cte_desktop.system.errors import EXIT_WORLD, KnownError
from cte_desktop.system.log import start_log, stop_log
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import language, tr, use_language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

EXIT_INTERRUPTED = 130
_AGREEING = frozenset({"approvals", "lock", "unlock", "edit-windows"})
_PLANNING = _AGREEING | frozenset(
    {"fill", "radar", "demand", "forecast", "statistics", "what-if", "school-year"}
)


def run(words: Sequence[str]) -> int:
    """Carry out one call and return its exit status; --language holds for all that is said."""
    with language("en"):
        return _run(words)


def _run(words: Sequence[str]) -> int:
    as_json = "--json" in words
    try:
        options = arguments.parse(words)
        use_language(getattr(options, "language", "en"))
        return _command(options)(options, Output(as_json=as_json))
    except KnownError as error:
        _tell(error, as_json=as_json)
        return error.exit_status
    except KeyboardInterrupt:
        sys.stderr.write(tr("Stopped. Nothing was half applied.") + "\n")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our answer has had enough of it; that is no fault.
        _write_no_more()
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence; it is logged in full
        _tell(_our_fault(error), as_json=as_json)
        return EXIT_WORLD


def _command(options: argparse.Namespace) -> Callable[[argparse.Namespace, Output], int]:
    """Return what a command does; each family is imported only when it is called."""
    name: str = getattr(options, "command", None) or ""
    if not name:
        from cte_desktop.cli import touring

        if hasattr(options, "self_check"):
            return touring.check_self
        if not hasattr(options, "sample"):
            raise KnownError(
                "no_display",
                "There is no display to open the window on.",
                do='Use a command: "cte-desktop --help" lists them.',
            )
        return touring.look_around
    if name in {"sample", "new", "import"}:
        from cte_desktop.cli import filing

        return filing.COMMANDS[name]
    if name in {"audit", "print", "settings"}:
        from cte_desktop.cli import answering

        return answering.COMMANDS[name]
    if name == "fits":
        from cte_desktop.cli import fits

        return fits.COMMANDS[name]
    if name == "export":
        from cte_desktop.cli import exporting

        return exporting.COMMANDS[name]
    if name == "rules":
        from cte_desktop.cli import rules

        return rules.COMMANDS[name]
    return _rarer_command(name)


def _rarer_command(name: str) -> Callable[[argparse.Namespace, Output], int]:
    """Return a command about sections or certificates, or one of the history."""
    if name in {"award", "revoke", "reissue"}:
        from cte_desktop.cli import award

        return award.COMMANDS[name]
    if name in {"verify", "keys"}:
        from cte_desktop.cli import verify

        return verify.COMMANDS[name]
    if name == "certificate-template":
        from cte_desktop.cli import certificate_template

        return certificate_template.COMMANDS[name]
    if name == "protect":
        from cte_desktop.cli import protecting

        return protecting.COMMANDS[name]
    if name == "people":
        from cte_desktop.cli import people

        return people.COMMANDS[name]
    if name in {"backup", "restore", "check", "retention"}:
        from cte_desktop.cli import keeping

        return keeping.COMMANDS[name]
    if name in _PLANNING:
        return _planning_command(name)
    from cte_desktop.cli import undoing

    return undoing.COMMANDS[name]


def _planning_command(name: str) -> Callable[[argparse.Namespace, Output], int]:
    """Return a command about what is planned, for one or for all."""
    if name in _AGREEING:
        from cte_desktop.cli import agreeing

        return agreeing.COMMANDS[name]
    if name == "fill":
        from cte_desktop.cli import fill

        return fill.COMMANDS[name]
    if name == "school-year":
        from cte_desktop.cli import year_start

        return year_start.COMMANDS[name]
    if name == "radar":
        from cte_desktop.cli import radar

        return radar.COMMANDS[name]
    if name == "demand":
        from cte_desktop.cli import demand

        return demand.COMMANDS[name]
    if name == "forecast":
        from cte_desktop.cli import forecast

        return forecast.COMMANDS[name]
    if name == "statistics":
        from cte_desktop.cli import statistics

        return statistics.COMMANDS[name]
    from cte_desktop.cli import what_if

    return what_if.COMMANDS[name]


def _tell(error: KnownError, *, as_json: bool) -> None:
    said = told(error)
    sys.stderr.write(harmless(said.whole) + "\n")
    if error.code == "answer_lost":
        _write_no_more()
    elif as_json:
        fault = {"code": error.code, "text": said.text, "kept": said.kept, "do": said.do}
        sys.stdout.write(line_of({"error": fault}) + "\n")


def _write_no_more() -> None:
    """Let what still waits to be written go nowhere, so that the program ends without a word."""
    if sys.stdout is not None:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _our_fault(error: Exception) -> KnownError:
    start_log(paths.log_folder())
    logging.getLogger("cte_desktop.cli").critical("%s", describe_exception(error))
    stop_log()
    return KnownError(
        "program_fault",
        "The program made a mistake and stopped.",
        kept="Nothing was half applied.",
        do="A report without student names lies in {folder}; please send it to your support.",
        folder=paths.log_folder(),
    )
