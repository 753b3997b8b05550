"""Many cases in one go: an archive's case folders over worker processes, or over a cluster."""

from redactor.batch.finding import Archive, planned, survey
from redactor.batch.running import BatchProgress, BatchResult, Pool, run_batch
from redactor.batch.values import CaseOutcome, CaseState, DocumentOutcome, Limits, Options, PlannedCase, PlannedDocument

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
