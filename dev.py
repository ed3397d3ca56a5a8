"""Every command of a developer and of somebody trying the program: `python3 dev.py help`.

This file is kept readable to old Pythons, so that it can refuse them in one sentence. What the
commands do stands in tools/development; all of it uses the standard library only.
"""

import sys

if not ((3, 11) <= sys.version_info[:2] < (3, 15)):
    sys.stderr.write(
        "CTE Desktop needs Python 3.11, 3.12, 3.13 or 3.14; this is Python %d.%d (%s).\n"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(3)

from tools.development.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
