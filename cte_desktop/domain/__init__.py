"""What is true: records and rules of planning, audits and completion, in the standard library alone."""

from __future__ import annotations
