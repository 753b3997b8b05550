"""A case folder: case.toml, glossary, register of codes, decisions. What ``__all__`` names is loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.case.decisions import Decision
    from redactor.case.load import case_from_glossary, load_case, with_taken
    from redactor.case.publication import NotApplicable, OpenPrecondition, Publication
    from redactor.case.register import Register, RegisterRow
    from redactor.case.schema import Case

_HOMES = {
    "Case": "redactor.case.schema",
    "Decision": "redactor.case.decisions",
    "NotApplicable": "redactor.case.publication",
    "OpenPrecondition": "redactor.case.publication",
    "Publication": "redactor.case.publication",
    "Register": "redactor.case.register",
    "RegisterRow": "redactor.case.register",
    "case_from_glossary": "redactor.case.load",
    "load_case": "redactor.case.load",
    "with_taken": "redactor.case.load",
}

__all__ = [
    "Case",
    "Decision",
    "NotApplicable",
    "OpenPrecondition",
    "Publication",
    "Register",
    "RegisterRow",
    "case_from_glossary",
    "load_case",
    "with_taken",
]

__getattr__ = on_first_use(__name__, _HOMES)
