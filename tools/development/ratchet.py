"""Holds coverage against tests/architecture/full_coverage.txt: what is fully tested stays so."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "tests" / "architecture" / "full_coverage.txt"


def held(text: str) -> list[str]:
    """The files that the list names; a line that begins with # explains."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def percentages(report: str) -> dict[str, float]:
    """Each file's percentage, branches included, in the JSON that coverage writes."""
    files = json.loads(report)["files"]
    return {
        name.replace("\\", "/"): float(file["summary"]["percent_covered"])
        for name, file in files.items()
    }


def fallen(names: list[str], measured: Mapping[str, float]) -> list[str]:
    """A sentence for each file of the list that is below 100 % or no longer there."""
    faults = []
    for name in names:
        if name not in measured:
            faults.append(f"{name} is in the list but was not measured")
        elif measured[name] < 100:
            faults.append(f"{name} fell to {measured[name]:.1f} %")
    return faults


def could_join(names: list[str], measured: Mapping[str, float]) -> list[str]:
    """The files at 100 % that the list does not name yet."""
    return sorted(name for name, share in measured.items() if share == 100 and name not in names)


def main(report: Path) -> int:
    """Print what fell and what could join the list; 1 when something fell."""
    measured = percentages(report.read_text(encoding="utf-8"))
    names = held(LIST.read_text(encoding="utf-8"))
    faults = fallen(names, measured)
    for fault in faults:
        print(fault)
    for name in could_join(names, measured):
        print(f"could join the list: {name}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
