"""Anonymise children's safeguarding reviews in place, and block release while anything is left.

The public interface is what ``__all__`` names; it is loaded on first use, so that importing the
package stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.case import load_case
    from redactor.case.schema import Case
    from redactor.errors import CaseError, ExitCode, RedactorError
    from redactor.model import Finding
    from redactor.pipeline import CheckResult, check_files, find, run_case
    from redactor.release.results import RunResult

__version__ = "0.1.0"

_HOMES = {
    "Case": "redactor.case.schema",
    "CaseError": "redactor.errors",
    "CheckResult": "redactor.pipeline",
    "ExitCode": "redactor.errors",
    "Finding": "redactor.model",
    "RedactorError": "redactor.errors",
    "RunResult": "redactor.release.results",
    "check_files": "redactor.pipeline",
    "find": "redactor.pipeline",
    "load_case": "redactor.case",
    "run_case": "redactor.pipeline",
}

__all__ = [
    "Case",
    "CaseError",
    "CheckResult",
    "ExitCode",
    "Finding",
    "RedactorError",
    "RunResult",
    "__version__",
    "check_files",
    "find",
    "load_case",
    "run_case",
]

__getattr__ = on_first_use(__name__, _HOMES)
