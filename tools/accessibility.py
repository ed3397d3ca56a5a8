"""Write what a screen reader is told of every page, part and dialog, as a tree of text.

`python tools/accessibility.py [--out FILE] [PAGE...]`: one line for each thing: its role, its name,
its value, and what can be done with it. The same walk is checked by tests/ui/accessible.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Write the tree; 0 when every page was shown."""
    from tests.faults.monkey import grounds, seated
    from tests.faults.openings import PAGES
    from tests.ui.accessible.places import everything
    from tests.ui.accessible.tree import told_of

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="a file; without it the tree is printed")
    parser.add_argument("pages", nargs="*", choices=(*PAGES, []), help="pages; without any all")
    options = parser.parse_args()
    lines: list[str] = []
    with (
        grounds() as (district, _files, folder),
        seated(district.copied_to(folder / "shown")) as (
            seat,
            _watch,
        ),
    ):
        for shown in everything(seat, options.pages or PAGES):
            lines += ["", f"# {shown.name}", *(one.line for one in told_of(shown.widget))]
    text = "\n".join(lines).lstrip() + "\n"
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.out.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{len(lines):,} lines in {options.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
