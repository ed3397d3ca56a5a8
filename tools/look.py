"""Draw every page, dialog, empty state and paper of the sample district as pictures.

`python tools/look.py [--out look] [--readme] [--only light]`: light and dark, 100 % and 150 %,
1280x800 and 1920x1080, and in Spanish. `--readme` and `--help-pictures` write the pictures of the
README or of the help instead.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tools.looking.choice import Chosen
    from tools.looking.stage import Variant

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Qt's own screen without a display is 800x800: windows fitted to it would show too small.
SCREEN = {
    "name": "look", "x": 0, "y": 0, "width": 1920, "height": 1200,
    "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
}  # fmt: skip
README_PICTURES = ROOT / "docs" / "pictures"
HELP_PICTURES = ROOT / "resources" / "help" / "pictures"


def main() -> int:
    """Take the pictures; 0 when all of them were taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "look")
    parser.add_argument("--readme", action="store_true", help="only docs/pictures, for the README")
    parser.add_argument("--help-pictures", action="store_true", help="only those of the help")
    parser.add_argument("--only", metavar="VARIANT", help="one variant, for example dark")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cte-look-") as folder:
        for name in [name for name in os.environ if name.startswith("CTE_")]:
            del os.environ[name]
        os.environ["CTE_DATA_FOLDER"] = str(Path(folder) / "kept")
        if os.environ["QT_QPA_PLATFORM"] == "offscreen":
            screens = Path(folder) / "screens.json"
            screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        return _take(options, Path(folder))


def _take(options: argparse.Namespace, folder: Path) -> int:
    from cte_desktop.app import make_application
    from cte_desktop.services.desk import open_desk
    from cte_desktop.services.sampling import make_sample_district
    from cte_desktop.services.standings import bring_up_to_date
    from cte_desktop.system import paths
    from tools.looking.choice import choose
    from tools.looking.help_pictures import help_pictures
    from tools.looking.papers import paper_pictures
    from tools.looking.readme import readme_pictures
    from tools.looking.stage import CLOCK, VARIANTS

    application = make_application()
    application.setCursorFlashTime(0)
    make_sample_district(paths.sample_database(), CLOCK)
    desk = open_desk(paths.sample_database(), None, CLOCK, actor="", writable=True)
    bring_up_to_date(desk)  # else every picture would wait for the figures behind it
    chosen = choose(desk)
    if options.readme or options.help_pictures:
        desk.close()
        take = readme_pictures if options.readme else help_pictures
        for picture in take(
            application, README_PICTURES if options.readme else HELP_PICTURES, chosen
        ):
            print(picture)
        return 0
    paper_pictures(desk, chosen, options.out)
    desk.close()
    for variant in VARIANTS:
        if options.only in {None, variant.name}:
            _take_variant(application, options.out, variant, folder, chosen)
    print(f"{len(list(options.out.rglob('*.png')))} pictures in {options.out}")
    return 0


def _take_variant(
    application: QApplication, out: Path, variant: Variant, folder: Path, chosen: Chosen
) -> None:
    from tools.looking.backup_scenes import backup_pictures
    from tools.looking.lock_scenes import lock_pictures
    from tools.looking.opening_scenes import opening_pictures
    from tools.looking.page_scenes import page_pictures
    from tools.looking.people_scenes import people_pictures
    from tools.looking.protection_scenes import protection_pictures
    from tools.looking.settings_scenes import settings_pictures
    from tools.looking.year_scenes import year_pictures

    opening_pictures(application, out, variant, folder)
    people_pictures(application, out, variant, folder)
    page_pictures(application, out, variant, folder, chosen)
    settings_pictures(application, out, variant, folder)
    year_pictures(application, out, variant, folder)
    protection_pictures(application, out, variant, folder)
    backup_pictures(application, out, variant, folder)
    lock_pictures(application, out, variant, folder)


if __name__ == "__main__":
    sys.exit(main())
