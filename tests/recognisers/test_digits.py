"""Patterns are left out where a text has too few digits: never one that would have matched."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest

from redactor import recognisers
from redactor.lexicon import titled_labels
from redactor.recognisers._needs import NEEDS
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import matches

for _module in pkgutil.iter_modules(recognisers.__path__):
    importlib.import_module(f"redactor.recognisers.{_module.name}")

_PARSE: Any = importlib.import_module("re._parser")  # the interpreter's own reading of patterns
_CODES: Any = importlib.import_module("re._constants")


def demanded(pattern: str) -> int:
    """How many digits every match of a pattern has at least; what stands in a look-around does not count."""
    pattern = pattern.replace(r"\b?", "")  # ``re`` does not let it be left out
    seen: dict[str, int] = {}

    def renamed(match: re.Match[str]) -> str:  # ``re`` knows each name once
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{seen[match[1]]}>"

    return _walk(_PARSE.parse(re.sub(r"\(\?P<(\w+)>", renamed, pattern)))


def _walk(parsed: Any) -> int:
    return sum(_of(operator, given) for operator, given in parsed)


def _of(operator: Any, given: Any) -> int:
    if operator is _CODES.LITERAL:
        return int(_is_digit(given))
    if operator is _CODES.IN:
        return int(all(_only_digits(*item) for item in given))
    if operator is _CODES.BRANCH:
        return min(_walk(branch) for branch in given[1])
    if operator in (_CODES.MAX_REPEAT, _CODES.MIN_REPEAT, _CODES.POSSESSIVE_REPEAT):
        return int(given[0]) * _walk(given[2])
    if operator is _CODES.SUBPATTERN:
        return _walk(given[3])
    return _walk(given) if operator is _CODES.ATOMIC_GROUP else 0


def _is_digit(code: int) -> bool:
    return 48 <= code <= 57


def _only_digits(operator: Any, given: Any) -> bool:
    if operator is _CODES.LITERAL:
        return _is_digit(given)
    return bool(operator is _CODES.RANGE and _is_digit(given[0]) and _is_digit(given[1]))


def test_no_pattern_is_said_to_need_more_digits_than_it_demands() -> None:
    least = {pattern: needs.digits for pattern, needs in NEEDS.items() if needs.digits}
    assert len(least) > 40
    for pattern, digits in least.items():
        assert digits <= demanded(pattern.pattern), pattern.pattern


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        (r"[0-9]{6}[ -]?[0-9]{3,4}", 9),
        (r"[0-9A-Z]{6}", 0),
        (r"(?:[0-9]{2}|[0-9]x)?[0-9]", 1),
        (r"(?=[0-9]{4})[A-Z]1", 1),
        (r"(?<![0-9]{3})7", 1),
    ],
)
def test_demands_are_read_from_patterns(pattern: str, least: int) -> None:
    assert demanded(pattern) == least


def test_a_pattern_is_searched_with_just_enough_digits() -> None:
    pattern = compiled(r"[0-9] ?[0-9]", digits=2)
    assert [m[0] for m in matches(pattern, "at 1 2")] == ["1 2"]
    assert list(matches(pattern, "at 1")) == []


def test_every_label_ends_with_a_mark_that_is_looked_for_first() -> None:
    for mark in (":", "\t", "|", "...", "....", "…", " - ", " – ", " — "):
        match = titled_labels._LABEL.search(f"Name{mark}")
        assert match is not None
        assert titled_labels._MARK.search(match["mark"]) is not None


_DIGITLESS = (
    *("tel OOlOlI", "phone: +OIOIOIOI ext OII", "ext OIl", "postcode OO OIL", "postcode AO OAA", "OL district"),
    *(
        "reg ABC OOO",
        "her van PIG OI, a car AIZ OO",
        "number plate AB OI CDE",
        "born in May",
        "died on the first of June",
    ),
    *("dob: May", "b. May", "third of May", "NI no AB OO OO OO A", "licence no OLDRO OIOIOI AB"),
)


@pytest.mark.parametrize("text", _DIGITLESS)
def test_without_a_digit_nothing_is_found_by_recognisers_that_ask_for_one(text: str) -> None:
    asking = [one for one in recognisers.build(None) if isinstance(one, PlainRecogniser) and one.digits]
    assert {"dates", "phone", "postcode", "vehicle"} <= {one.name for one in asking}
    for one in asking:
        assert not one.may_find(text)
        assert list(one.search(text)) == []
