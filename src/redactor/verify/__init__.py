"""Verify: prove that nothing is left in a written file, and nothing lost.

This stage can stop a release. It shares no code with the parts that read, find
and replace: its readers and its search are its own.

What ``__all__`` names is loaded on first use: a check reads a file before it loads all that is searched for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.verify.checking import check_file
    from redactor.verify.helping import Helped, prepare_verifier
    from redactor.verify.knowledge import Knowledge
    from redactor.verify.likeness import shared_words, text_differences
    from redactor.verify.verification import check_bytes, verify_release
    from redactor.verify.versions import Learning, Learnt, compare_versions

_HOMES = {
    "Helped": "redactor.verify.helping",
    "Knowledge": "redactor.verify.knowledge",
    "Learning": "redactor.verify.versions",
    "Learnt": "redactor.verify.versions",
    "check_bytes": "redactor.verify.verification",
    "check_file": "redactor.verify.checking",
    "compare_versions": "redactor.verify.versions",
    "prepare_verifier": "redactor.verify.helping",
    "shared_words": "redactor.verify.likeness",
    "text_differences": "redactor.verify.likeness",
    "verify_release": "redactor.verify.verification",
}

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

__getattr__ = on_first_use(__name__, _HOMES)
