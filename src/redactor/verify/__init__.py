"""Verify: prove that nothing is left in a written file, and nothing lost.

This stage can stop a release. It shares no code with the parts that read, find
and replace: its readers and its search are its own.
"""

from redactor.verify.helping import Helped, prepare_verifier
from redactor.verify.knowledge import Knowledge
from redactor.verify.likeness import shared_words, text_differences
from redactor.verify.verification import check_bytes, check_file, verify_release
from redactor.verify.versions import Learning, Learnt, compare_versions

__all__ = [
    "Helped",
    "Knowledge",
    "Learning",
    "Learnt",
    "check_bytes",
    "check_file",
    "compare_versions",
    "prepare_verifier",
    "shared_words",
    "text_differences",
    "verify_release",
]
