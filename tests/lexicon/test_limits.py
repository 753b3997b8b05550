"""Searches without a time limit: whatever a short text holds, no pattern takes long over it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from inspect import signature
from itertools import product
from types import ModuleType
from typing import Any

import pytest
import regex

import redactor.lexicon
import redactor.recognisers
from redactor.lexicon.cues import CUES, _anywhere
from redactor.lexicon.dates import written_dates
from redactor.lexicon.limits import SECONDS, SHORT, search_limit
from redactor.lexicon.titled import titled_names
from redactor.lexicon.titled_tokens import _token_pattern
from redactor.recognisers.base import matches
from redactor.recognisers.case_reference import CaseReferenceRecogniser

_DEEPEST = 4


def _modules() -> Iterator[ModuleType]:
    for package in (redactor.lexicon, redactor.recognisers):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def _patterns_in(value: Any, depth: int = 0) -> Iterator[regex.Pattern[str]]:
    """The patterns that a module holds, in tables and rules and in what its cached functions without arguments give."""
    if isinstance(value, regex.Pattern):
        yield value
    elif depth == _DEEPEST or isinstance(value, type):
        return
    elif isinstance(value, Mapping):
        yield from (one for pair in value.items() for part in pair for one in _patterns_in(part, depth + 1))
    elif isinstance(value, tuple | list | frozenset | set):
        yield from (one for part in value for one in _patterns_in(part, depth + 1))
    elif is_dataclass(value):
        yield from (one for field in fields(value) for one in _patterns_in(getattr(value, field.name), depth + 1))
    elif hasattr(value, "cache_info") and not signature(value).parameters:
        yield from _patterns_in(value(), depth + 1)


_HELD = (
    pattern
    for module in _modules()
    for name, value in vars(module).items()
    if not name.startswith("__")
    for pattern in _patterns_in(value)
)
_MADE = (
    *map(_anywhere, CUES),
    *(
        _token_pattern(web=web, tags=tags, short=short, digits=digits)
        for web, tags, short, digits in product((False, True), repeat=4)
    ),
    CaseReferenceRecogniser("FN/2011-A1/0a")._pattern,
)
"""Those that are made when they are asked for."""
_PATTERNS = list(dict.fromkeys((*_HELD, *_MADE)))

_UNITS = (
    *("a", "A", "é", "Aa ", "Éa ", "a ", "A ", "a.", "A.", "a@", "a-", "a'", "'s ", "’", "@", "-", "_", "|", "(", "()"),
    *("1", "1 ", "0 ", "O", "O0", "0a", "a0", "A0A", "01 ", "(0", "+44", "1.", "1-", "1/", "15/11/09 ", "2009 ", "١"),
    *(" ", "  ", "\n", "\t", ". ", ": ", "* ", "<b>", "</b>", "\xad", "http://", "www.a.", "a.com "),
    *(
        "of ",
        "the ",
        "and ",
        "to ",
        "by ",
        "no ",
        "ref no ",
        "nhs no ",
        "tel ",
        "name: ",
        "sw ",
        "A&E ",
        "T/C ",
        "May ",
    ),
    *(
        "St. ",
        "Mr ",
        "Karen ",
        "Karen Oldroyd ",
        "Karen, ",
        "Karen and ",
        "12 Mill Lane ",
        "AB1 2CD ",
        "AB12 ",
        "1 May ",
    ),
    *("child ", "of the child ", "social worker ", "Head of "),
)
_TAILS = ("", "!", "x", "9")


def test_the_patterns_are_found() -> None:
    assert len(_PATTERNS) > 200
    assert set(CUES.values()) <= set(_PATTERNS)


@pytest.mark.parametrize("unit", _UNITS)
def test_no_pattern_takes_long_over_a_short_text(unit: str) -> None:
    """Each that is searched with a limit in longer texts ends within a tenth of it; ``regex`` raises if not."""
    for tail in _TAILS:
        text = (unit * SHORT)[: SHORT - len(tail)] + tail
        assert search_limit(text) is None
        for pattern in _PATTERNS:
            assert all(match.end() <= SHORT for match in pattern.finditer(text, timeout=SECONDS / 10))


def test_a_pattern_that_runs_away_would_be_noticed() -> None:
    with pytest.raises(TimeoutError):
        list(regex.compile(r"(?:(?:a+)+)+$").finditer("a" * SHORT + "!", timeout=SECONDS / 100))


def test_a_longer_text_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "a" * (SHORT + 1)
    assert search_limit(long) == SECONDS
    monkeypatch.setattr("redactor.lexicon.limits.SECONDS", 1e-9)
    with pytest.raises(TimeoutError):
        list(matches(regex.compile(r"(?:a+)+b"), long))
    with pytest.raises(TimeoutError):
        written_dates("3 May 2011 " * SHORT * 20)
    with pytest.raises(TimeoutError):
        titled_names("Ms Oldroyd " * SHORT * 20)
