"""What is wrong with the district's own file of certificates or cords, a sentence for each fault.

The codes are those of `domain/completion/certificate_template.py`, `cords.py` and `toml_table.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.completion.toml_table import TomlFault

SENTENCES = {
    "not_toml": noop("This isn't written as the file asks: {value}."),
    "too_big": noop("The file is longer than {most} characters."),
    "unknown_key": noop('"{value}" means nothing here.'),
    "unknown_place": noop("The place {{{value}}} is none that the program can fill in."),
    "stray_brace": noop('"{field}" has a brace {{ or }} without its partner.'),
    "unknown_word": noop('"{field}" is "{value}", which is none of the words that it knows.'),
    "unknown_school": noop('There is no school with the short name "{value}".'),
    "unknown_sector": noop('There is no sector with the code "{value}".'),
    "not_text": noop('"{field}" needs a text in quotation marks.'),
    "not_flag": noop('"{field}" is either true or false, without quotation marks.'),
    "not_table": noop('"{field}" needs a heading of its own, such as [{field}].'),
    "not_tables": noop('"{field}" needs blocks of its own, each under [[{field}]].'),
    "not_texts": noop('"{field}" needs a list of texts, such as ["red", "white"].'),
    "line_break": noop('"{field}" must be one line of plain text.'),
    "too_long": noop('"{field}" has {value} characters; at most {most} fit on the paper.'),
    "too_many": noop('"{field}" has {value} entries; there may be at most {most}.'),
    "missing": noop('"{field}" is missing.'),
    "no_language": noop("What the certificate says in {value} is missing: [{field}.{code}]."),
    "no_role": noop("What stands below the line of a signature is missing in {value}."),
    "bad_picture_name": noop(
        '"{value}" can\'t be the name of a picture: at most 20 letters and figures, without blanks.'
    ),
    "long_picture_name": noop('The picture\'s name "{value}" is longer than {most} characters.'),
}
_SUGGESTIONS = {
    "unknown_place": noop("Did you mean {{{nearest}}}?"),
    "unknown_key": noop('Did you mean "{nearest}"?'),
}
_LANGUAGES = {"en": noop("English"), "es": noop("Spanish")}
_OF_LANGUAGES = frozenset({"no_language", "no_role"})


def fault_sentence(fault: TomlFault) -> str:
    """Return what is wrong, and the known word most like the wrong one; the line is not in it."""
    value = fault.value
    if fault.code in _OF_LANGUAGES:
        value = tr(_LANGUAGES[value])
    said = tr(
        SENTENCES[fault.code], field=fault.field, value=value, most=fault.most, code=fault.value
    )
    if not fault.nearest:
        return said
    asked = _SUGGESTIONS.get(fault.code, _SUGGESTIONS["unknown_key"])
    return f"{said} {tr(asked, nearest=fault.nearest)}"


def fault_line(fault: TomlFault) -> str:
    """Return "Line 12: ..."."""
    return tr("Line {line}: {sentence}", line=fault.line, sentence=fault_sentence(fault))
