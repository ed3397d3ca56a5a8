"""Who completed a pathway: progress, the decision with its evidence, and the certificate."""

from __future__ import annotations
