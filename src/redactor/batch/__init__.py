"""Many cases in one go: an archive's case folders over worker processes, or over a cluster.

What ``__all__`` names is loaded on first use: who gives the work out loads nothing of what the workers need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.batch.finding import Archive, planned, survey
    from redactor.batch.running import BatchProgress, BatchResult, Pool, run_batch
    from redactor.batch.values import (
        CaseOutcome,
        CaseState,
        DocumentOutcome,
        Limits,
        Options,
        PlannedCase,
        PlannedDocument,
    )

_HOMES = {
    "Archive": "redactor.batch.finding",
    "BatchProgress": "redactor.batch.running",
    "BatchResult": "redactor.batch.running",
    "CaseOutcome": "redactor.batch.values",
    "CaseState": "redactor.batch.values",
    "DocumentOutcome": "redactor.batch.values",
    "Limits": "redactor.batch.values",
    "Options": "redactor.batch.values",
    "PlannedCase": "redactor.batch.values",
    "PlannedDocument": "redactor.batch.values",
    "Pool": "redactor.batch.running",
    "planned": "redactor.batch.finding",
    "run_batch": "redactor.batch.running",
    "survey": "redactor.batch.finding",
}

__all__ = [
    "Archive",
    "BatchProgress",
    "BatchResult",
    "CaseOutcome",
    "CaseState",
    "DocumentOutcome",
    "Limits",
    "Options",
    "PlannedCase",
    "PlannedDocument",
    "Pool",
    "planned",
    "run_batch",
    "survey",
]

__getattr__ = on_first_use(__name__, _HOMES)
