"""What is true: records and rules of planning, audits and completion. Standard library only."""

from __future__ import annotations
