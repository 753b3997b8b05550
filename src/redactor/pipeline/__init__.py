"""The only place that orders the stages: ingest, detect, decide, apply, verify, release."""

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
