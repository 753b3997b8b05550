"""Social-media names: ``@name`` with a clear shape or a cue, a user name after its cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import regex

from redactor.lexicon.cues import CUES, is_cued, may_be_cued
from redactor.lexicon.presence import folded
from redactor.model import Finding
from redactor.recognisers._domains import has_suffix
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import SpanRecogniser, matches

if TYPE_CHECKING:
    from redactor.case.schema import Case

_AT = compiled(
    r"(?<![\w@.%+\-/])@[A-Za-z0-9_](?:[A-Za-z0-9_]|[.\-](?=[A-Za-z0-9_])){1,38}(?![\w@]"
    r"|\.[a-z]{2})",
    strings=("@",),
)
_TOKEN = compiled(
    r"(?<![\w@.\-])(?=[A-Za-z0-9.\-]{0,30}[_0-9])[A-Za-z0-9_](?:[A-Za-z0-9_]|[.\-]"
    r"(?=[A-Za-z0-9_])){2,38}(?![\w@])",
    strings="_0123456789",
)
_NAMED = compiled(
    r"\b(?:user ?-?name|screen ?name|handle|gamer ?tag|profile name|online name)s?\b(?: (?:is|was"
    r"|of))?[ \t]{0,2}[:=\"' ]{1,4}(?P<v>[A-Za-z0-9_](?:[A-Za-z0-9_]|[.\-](?=[A-Za-z0-9_])){2,38})"
    r"(?=[\s\"'.,;)]|$)",
    ignore_case=True,
    strings=("user", "screen", "handle", "gamer", "profile", "online"),
)
_ON_SITE = regex.compile(
    r"['\"]?[ ]{0,2}(?:\(?on|\(|via|using)[ ]{0,2}(?:snap ?chat|instagram|insta|facebook|twitter|tik ?tok"
    r"|kik|bebo|x-?box|playstation|msn|skype)\b",
    regex.IGNORECASE,
)
_SITES = ("snap", "insta", "facebook", "twitter", "tik", "kik", "bebo", "box", "playstation", "msn", "skype")
"""Of which ``_ON_SITE`` names one, in small letters."""
_NEAR = 60
_WORDS = frozenset(
    {"the", "and", "for", "was", "not", "that", "this", "from", "unknown", "none", "known", "her", "his", "used"}
)
_NOT_NAMES = regex.compile(r"[0-9.\-]+(?:st|nd|rd|th|am|pm)?|[A-Z]{1,4}[0-9]{1,3}")
"""Numbers, dates, and role codes such as SW1."""


def _cue_near(text: str, start: int) -> bool:
    before = text[max(0, start - _NEAR) : start].rsplit("\n", 1)[-1]
    return CUES["handle"].search(before) is not None


def _clear(name: str) -> bool:
    """Whether only a user name is written so: digits or an underscore inside, or mixed capitals."""
    body = name[1:]
    return len(body) >= 4 and (
        "_" in body or any(c.isdigit() for c in body) or any(c.isupper() for c in body[1:]) or "." in body
    )


def _may_be_named(text: str) -> bool:
    """Whether a text holds what stands before or behind a user name that has no at-sign."""
    low = folded(text)
    return any(site in low for site in _SITES) or may_be_cued(text, "handle_name")


def _search(text: str) -> Iterator[tuple[int, int, float, str]]:
    for match in matches(_AT, text):
        if has_suffix(match[0][1:]):
            continue
        if _clear(match[0]) or _cue_near(text, match.start()):
            yield *match.span(), 0.85, "name after an at-sign"
    for match in matches(_TOKEN, text) if _may_be_named(text) else ():
        if _NOT_NAMES.fullmatch(match[0]) is not None:
            continue
        if _ON_SITE.match(text, match.end()) or is_cued(text, match.start(), "handle_name", reach=60):
            yield *match.span(), 0.75, "after the words user name"
    for match in matches(_NAMED, text):
        if match["v"].casefold() not in _WORDS:
            yield *match.span("v"), 0.7, "after the words user name"


class HandleRecogniser(PlainRecogniser):
    """Finds names on social media."""

    def search(self, text: str) -> Iterator[Finding]:
        """Yield disjoint names."""
        end = -1
        for start, stop, score, why in sorted(_search(text), key=lambda item: (item[0], -item[1])):
            if start >= end:
                end = stop
                yield Finding(start, stop, "handle", score, why)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of social-media names."""
    yield HandleRecogniser("handle", "handle")
