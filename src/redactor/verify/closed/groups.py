"""What explains a token of the closed world."""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """What explains a token, in words for the officer."""

    CODE = "codes of the case"
    ALLOWED = "allowed names"
    KEPT = "the case's keep list"
    BOARD = "the board"
    PUBLIC = "public terms: policy, research, law, tools, bodies"
    PLACE = "known agencies, places, nations and institutions"
    THING = "medicines, products, tests and set phrases"
    ACRONYM = "acronyms"
    WORD = "ordinary English words"
    UNEXPLAINED = "unexplained"
