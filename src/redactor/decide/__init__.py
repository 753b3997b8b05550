"""Decide: findings of the whole case in, one plan for each document out."""

from redactor.decide.detected import FILE_NAME, Detected, SettledMemory, settled
from redactor.decide.family import family_of
from redactor.decide.mentions import Mention
from redactor.decide.naming import numbered
from redactor.decide.planning import open_codes, plan_case
from redactor.decide.screening import Nobody
from redactor.decide.sense import Sense, make_sense, newcomers_of

__all__ = [
    "FILE_NAME",
    "Detected",
    "Mention",
    "Nobody",
    "Sense",
    "SettledMemory",
    "family_of",
    "make_sense",
    "newcomers_of",
    "numbered",
    "open_codes",
    "plan_case",
    "settled",
]
