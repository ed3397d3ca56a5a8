"""The sentences of the program and their Spanish: gather them, keep them in step, check them.

`--update` gathers every sentence of the program into resources/translations/cte.pot, carries the
Spanish over that exists, and compiles it; `--check` lists what is missing or wrong and exits with 1
(`dev.py check` runs it). Gathered are the literals in `tr`, `trn` and `noop`, the help of each
`Setting`, and the templates of `KnownError` and `WrongCall`, also those that stand under a name in
the same file. The files hold no dates and no line numbers: the same program gives the same bytes.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "cte_desktop"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("es",)
SAID_AT = {
    "tr": (0,),
    "noop": (0,),
    "trn": (0, 1),
    "KnownError": (1,),
    "WrongCall": (1,),
    "Setting": (3,),  # its help
}
SAID_AS = frozenset({"kept", "do"})  # of an error
ERRORS = frozenset({"KnownError", "WrongCall"})
_TEMPLATE_HEADER = "# The sentences of CTE Desktop, gathered by tools/translations.py --update."

Id = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the program says somewhere: one text, or singular and plural, and the file."""

    id: Id
    file: str


class Unreadable(Exception):  # noqa: N818 - a place in the program, not an error of this tool
    """A file is no Python, or puts a sentence together so that nobody can translate it."""


class _Dateless(Catalog):
    """A catalog whose header says nothing that changes from day to day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's lines."""
        lines = [("Project-Id-Version", "CTE Desktop")]
        if self.locale is not None:
            lines += [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return [
            *lines,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tool; 0 all is well, 1 something is missing or wrong."""
    parser = argparse.ArgumentParser(description="Gather, merge and check the translations.")
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--update", action="store_true", help="gather, merge and compile")
    asked.add_argument("--check", action="store_true", help="list what is missing or wrong")
    chosen = parser.parse_args(arguments)
    try:
        sentences = gathered(PROGRAM)
    except Unreadable as place:
        print(place, file=sys.stderr)
        return 1
    if chosen.update:
        update(sentences, TRANSLATIONS)
    faults = [f for language in LANGUAGES for f in faults_of(sentences, TRANSLATIONS, language)]
    for fault in faults:
        print(fault)
    print(f"{len({s.id for s in sentences})} sentences, {len(faults)} to look at.")
    return 1 if faults and chosen.check else 0


def gathered(program: Path) -> list[Sentence]:
    """Return every sentence under the folder, in order of its files."""
    answer: list[Sentence] = []
    for file in sorted(program.rglob("*.py")):
        name = file.relative_to(program.parent).as_posix()
        try:
            tree = ast.parse(file.read_text(encoding="utf-8"), filename=name)
        except SyntaxError as error:
            raise Unreadable(f"{name}:{error.lineno}: this is not Python: {error.msg}.") from error
        answer += [Sentence(said, name) for said in _said(tree, name)]
    return answer


def update(sentences: Sequence[Sentence], folder: Path) -> None:
    """Write the template and each language's catalog, as text and compiled."""
    template = _Dateless(header_comment=_TEMPLATE_HEADER, fuzzy=False)
    _add(template, sentences, Catalog())
    _write(folder / "cte.pot", _text(template))
    for language in LANGUAGES:
        old = _read(_po(folder, language), language)
        catalog = _Dateless(locale=language, header_comment=old.header_comment, fuzzy=False)
        _add(catalog, sentences, old)
        _write(_po(folder, language), _text(catalog))
        _write(_po(folder, language).with_suffix(".mo"), _compiled(catalog))
        for gone in sorted({_first(m.id) for m in old if m.id} - {_first(s.id) for s in sentences}):
            print(f'{language}: no longer said: "{gone}"')


def faults_of(sentences: Sequence[Sentence], folder: Path, language: str) -> list[str]:
    """Return what is missing or wrong in a language, a line each."""
    read = _read(_po(folder, language), language)
    faults = []
    for said in dict.fromkeys(sentence.id for sentence in sentences):
        message = read.get(_first(said))
        fault = _fault(said, message, read.num_plurals)
        if fault:
            faults.append(f'{language}: {fault}: "{_first(said)}"')
    compiled = _po(folder, language).with_suffix(".mo")
    catalog = _Dateless(locale=language, fuzzy=False)
    _copy(catalog, read)
    if not compiled.is_file() or compiled.read_bytes() != _compiled(catalog):
        faults.append(f"{language}: {compiled.name} is not made from {_po(folder, language).name}")
    return faults


def places(text: str) -> frozenset[str]:
    """Return the names in the places of a sentence; raises ValueError for a broken one."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _said(tree: ast.Module, file: str) -> Iterator[Id]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        function = call.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if name not in SAID_AT:
            continue
        asked = [call.args[place] for place in SAID_AT[name] if place < len(call.args)]
        texts = [list(_literals(node, file)) for node in asked]
        if name == "trn":
            yield from zip(*texts, strict=True)
            continue
        if name in ERRORS:
            besides = [k.value for k in call.keywords if k.arg in SAID_AS]
            texts += [list(_literals(node, file)) for node in besides]
            if any(isinstance(node, ast.Name) for node in (*asked, *besides)):
                yield from _named_sentences(tree)
        yield from (text for group in texts for text in group if text)


def _named_sentences(tree: ast.Module) -> Iterator[str]:
    """Give the sentences that stand under a name where errors are made from names.

    Storage says its errors so: one text for several, or a table of them by error number.
    """
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            for part in ast.walk(node.value):
                match part:
                    case ast.Constant(value=str(text)) if " " in text and text.endswith("."):
                        yield text
                    case _:
                        continue


def _literals(node: ast.expr, file: str) -> Iterator[str]:
    """Give the texts that an argument can be; a name stands for what was marked elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from _literals(body, file)
            yield from _literals(other, file)
        case ast.JoinedStr() | ast.BinOp():
            raise Unreadable(f"{file}:{node.lineno}: a sentence must be one text with {{places}}.")
        case _:
            return


def _add(catalog: Catalog, sentences: Sequence[Sentence], old: Catalog) -> None:
    """Put the sentences into a catalog, with the words that an old one has for them."""
    for sentence in sorted(sentences, key=lambda s: (_first(s.id), s.file)):
        known = old.get(_first(sentence.id))
        words = known.string if known is not None and _fits(sentence.id, known) else None
        notes = known.user_comments if known is not None else []
        catalog.add(sentence.id, words, [(sentence.file, 0)], user_comments=notes)
    for message in catalog:
        message.flags.discard("python-format")  # a percent sign is a percent sign here


def _copy(catalog: Catalog, old: Catalog) -> None:
    for message in old:
        if message.id:
            catalog.add(message.id, message.string)


def _fits(said: Id, known: Message) -> bool:
    return isinstance(said, str) == isinstance(known.id, str) and not known.fuzzy


def _fault(said: Id, message: Message | None, forms: int) -> str:
    """Return what is wrong with the words for a sentence, or ""."""
    known = message.string if message is not None else None
    if not known or not any(known):
        return "no words"
    if isinstance(said, str) != isinstance(known, str):
        return "not the same as singular and plural"
    if isinstance(said, str):
        return _text_fault((said,), str(known))
    words = list(known)
    if len(words) != forms or not all(words):
        return "a form of the plural is missing"
    one = _text_fault(said, words[0])
    return one or next((f for many in words[1:] if (f := _text_fault(said[1:], many))), "")


def _text_fault(allowed: Sequence[str], words: str) -> str:
    """Compare words with the English that they may take their places from."""
    try:
        there = places(words)
    except ValueError:
        return "a brace too many or too few"
    if there not in [places(text) for text in allowed]:
        return "places differ"
    if (words[:1].isspace(), words[-1:].isspace()) != (
        allowed[0][:1].isspace(),
        allowed[0][-1:].isspace(),
    ):
        return "spaces at the ends differ"
    if ("&" in words) != ("&" in allowed[0]):
        return "the letter of the keyboard (&) is missing or too many"
    return ""


def _first(said: object) -> str:
    return said[0] if isinstance(said, (tuple, list)) else str(said)


def _po(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "cte.po"


def _read(file: Path, language: str) -> Catalog:
    if not file.is_file():
        return Catalog(locale=language, header_comment="")
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def _text(catalog: Catalog) -> bytes:
    made = io.BytesIO()
    write_po(made, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return made.getvalue()


def _compiled(catalog: Catalog) -> bytes:
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.is_file() or file.read_bytes() != content:
        file.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
