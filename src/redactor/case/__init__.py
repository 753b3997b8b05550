"""A case folder: case.toml, glossary, register of codes, decisions."""

from redactor.case.decisions import Decision
from redactor.case.publication import Publication
from redactor.case.register import Register, RegisterRow
from redactor.case.schema import Case

__all__ = ["Case", "Decision", "Publication", "Register", "RegisterRow"]
