"""The errors that are not the program's fault, told in plain words.

A full disk, a locked database or a wrong passphrase is a `KnownError`: it carries a machine code,
one sentence, what was kept and what to do. Everything else that is raised is ours and becomes a
crash report.
"""

from __future__ import annotations

EXIT_WRONG_CALL = 2
EXIT_WORLD = 3


class KnownError(Exception):
    """Something in the world prevents the action; nothing was half applied.

    The sentences are templates with named places (`{file}`), so that they can be translated before
    the values are put in.
    """

    exit_status = EXIT_WORLD

    def __init__(
        self, code: str, text: str, *, kept: str = "", do: str = "", **values: object
    ) -> None:
        """Make an error `code` whose sentences take their places from `values`."""
        super().__init__(code)
        self.code = code
        self.text_template = text
        self.kept_template = kept
        self.do_template = do
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes whole."""
        return _rebuilt, (
            type(self),
            self.code,
            (self.text_template, self.kept_template, self.do_template),
            self.values,
        )

    def __str__(self) -> str:
        """Return everything there is to say, in one paragraph."""
        return " ".join(part for part in (self.text, self.kept, self.do) if part)

    @property
    def text(self) -> str:
        """What happened, in one sentence."""
        return self.text_template.format(**self.values)

    @property
    def kept(self) -> str:
        """What is safe nevertheless; empty if there is nothing to say."""
        return self.kept_template.format(**self.values)

    @property
    def do(self) -> str:
        """What the user can do now; empty if there is nothing to say."""
        return self.do_template.format(**self.values)


class WrongCall(KnownError):  # noqa: N818 - a call, not an error of the program
    """The request itself names something that doesn't exist or can't be (exit status 2)."""

    exit_status = EXIT_WRONG_CALL


def _rebuilt(
    kind: type[KnownError], code: str, templates: tuple[str, str, str], values: dict[str, object]
) -> KnownError:
    text, kept, do = templates
    return kind(code, text, kept=kept, do=do, **values)
