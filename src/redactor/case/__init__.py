"""A case folder: case.toml, glossary, register of codes, decisions."""

from redactor.case.decisions import Decision
from redactor.case.load import case_from_glossary, load_case, with_taken
from redactor.case.publication import NotApplicable, OpenPrecondition, Publication
from redactor.case.register import Register, RegisterRow
from redactor.case.schema import Case

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
