"""The only place that orders the stages: ingest, detect, decide, apply, verify, release.

What ``__all__`` names is loaded on first use: a check of a finished file needs none of the writers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.pipeline.check import check_files
    from redactor.pipeline.check_page import write_check_page
    from redactor.pipeline.check_results import CheckedFile, CheckResult, CheckStatus
    from redactor.pipeline.finding import find
    from redactor.pipeline.genogram import draw_genogram
    from redactor.pipeline.mentions import Mentioned, Mentions, find_mentions, write_mentions
    from redactor.pipeline.merge import merge_chronologies
    from redactor.pipeline.packing import Packed, Sending, pack_release
    from redactor.pipeline.progress import Progress, Silent
    from redactor.pipeline.publishing import keep_copies
    from redactor.pipeline.query import query_agencies, take_answers
    from redactor.pipeline.run import run_case
    from redactor.pipeline.signing import Overriding, Signatory, Waiting, approve, waiting
    from redactor.pipeline.suggest import suggest_glossary
    from redactor.pipeline.versions import Compared, Comparison, diff_releases

_HOMES = {
    "CheckResult": "redactor.pipeline.check_results",
    "CheckStatus": "redactor.pipeline.check_results",
    "CheckedFile": "redactor.pipeline.check_results",
    "Compared": "redactor.pipeline.versions",
    "Comparison": "redactor.pipeline.versions",
    "Mentioned": "redactor.pipeline.mentions",
    "Mentions": "redactor.pipeline.mentions",
    "Overriding": "redactor.pipeline.signing",
    "Packed": "redactor.pipeline.packing",
    "Progress": "redactor.pipeline.progress",
    "Sending": "redactor.pipeline.packing",
    "Signatory": "redactor.pipeline.signing",
    "Silent": "redactor.pipeline.progress",
    "Waiting": "redactor.pipeline.signing",
    "approve": "redactor.pipeline.signing",
    "check_files": "redactor.pipeline.check",
    "diff_releases": "redactor.pipeline.versions",
    "draw_genogram": "redactor.pipeline.genogram",
    "find": "redactor.pipeline.finding",
    "find_mentions": "redactor.pipeline.mentions",
    "keep_copies": "redactor.pipeline.publishing",
    "merge_chronologies": "redactor.pipeline.merge",
    "pack_release": "redactor.pipeline.packing",
    "query_agencies": "redactor.pipeline.query",
    "run_case": "redactor.pipeline.run",
    "suggest_glossary": "redactor.pipeline.suggest",
    "take_answers": "redactor.pipeline.query",
    "waiting": "redactor.pipeline.signing",
    "write_check_page": "redactor.pipeline.check_page",
    "write_mentions": "redactor.pipeline.mentions",
}

__all__ = [
    "CheckResult",
    "CheckStatus",
    "CheckedFile",
    "Compared",
    "Comparison",
    "Mentioned",
    "Mentions",
    "Overriding",
    "Packed",
    "Progress",
    "Sending",
    "Signatory",
    "Silent",
    "Waiting",
    "approve",
    "check_files",
    "diff_releases",
    "draw_genogram",
    "find",
    "find_mentions",
    "keep_copies",
    "merge_chronologies",
    "pack_release",
    "query_agencies",
    "run_case",
    "suggest_glossary",
    "take_answers",
    "waiting",
    "write_check_page",
    "write_mentions",
]

__getattr__ = on_first_use(__name__, _HOMES)
