"""Decide: findings of the whole case in, one plan for each document out."""

from redactor.decide.family import family_of
from redactor.decide.naming import numbered
from redactor.decide.newcomers import Mention
from redactor.decide.planning import FILE_NAME, Detected, newcomers_of, open_codes, plan_case, settled

__all__ = [
    "FILE_NAME",
    "Detected",
    "Mention",
    "family_of",
    "newcomers_of",
    "numbered",
    "open_codes",
    "plan_case",
    "settled",
]
