"""Web addresses that can lead to a person, a family, a school or a small provider.

Addresses of public bodies stay (``glossaries/public-domains.csv``); social-media
addresses always go. Without ``http://`` or ``www.`` an address counts when it ends in
a usual British or international suffix.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import regex

from redactor.model import Finding
from redactor.recognisers._domains import has_suffix, is_public_body, is_social_media
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import SpanRecogniser, matches

if TYPE_CHECKING:
    from redactor.case.schema import Case

_PATH = r"(?:[/?#][^\s<>\"\[\]{}|]{0,2000})?"
_SCHEMED = compiled(
    rf"\b(?:(?:https?|ftps?|hxxps?)(?:://|:\\\\|%3a%2f%2f)(?:[^\s/@<>\"]{{1,80}}@)?|www\.)"
    rf"(?P<host>[\w\-\\]{{1,63}}(?:\.[\w\-\\]{{1,63}}){{0,10}})(?::[0-9]{{1,5}})?{_PATH}",
    ignore_case=True,
    strings=("http", "hxxp", "ftp", "www."),
)
_BARE = compiled(
    rf"(?<![\w@.\-/\\])(?P<host>[a-z0-9][a-z0-9\-]{{0,62}}(?:\.[a-z0-9][a-z0-9\-]{{0,62}}){{0,6}}\."
    rf"(?:com|net|org|info|biz|co\.uk|org\.uk|me\.uk|ltd\.uk|sch\.uk|uk|eu|ie|london|wales|scot|fm"
    rf"|tv|gg)|youtu\.be|fb\.me|wa\.me|t\.me|m\.me)"
    rf"(?![\w@\-]|\.[a-z0-9]){_PATH}",
    ignore_case=True,
    strings=(
        *(".com", ".net", ".org", ".info", ".biz", ".uk", ".eu", ".ie", ".london", ".wales", ".scot", ".fm", ".tv"),
        *(".gg", "youtu.be", "fb.me", "wa.me", "t.me", "m.me"),
    ),
)
_SPACED = compiled(
    r"(?<![\w@.])(?P<host>(?:facebook|twitter|instagram|tiktok|bebo|linkedin|myspace)(?: ?\. ?)com)"
    r"(?: ?/ ?[\w.\-]{2,60}){1,3}",
    ignore_case=True,
    strings=("facebook", "twitter", "instagram", "tiktok", "bebo", "linkedin", "myspace"),
)
_NEXT_LINE = regex.compile(r"[ \t]?\r?\n[ \t]{0,4}(?P<rest>[a-z0-9][^\s<>\"\[\]{}|]{1,200})")
_TRAILING = ".,;:!?'\")]*_>"


def _end(text: str, start: int, stop: int) -> int:
    """Offset behind the address, without the punctuation of the sentence around it."""
    while stop > start and text[stop - 1] in _TRAILING:
        if text[stop - 1] == ")" and text.count("(", start, stop) >= text.count(")", start, stop):
            break
        stop -= 1
    broken = _NEXT_LINE.match(text, stop)
    if broken is not None and text[stop - 1] in "/-=_?&" and "/" in text[start:stop].split("//", 1)[-1]:
        return _end(text, start, broken.end())
    return stop


class UrlRecogniser(PlainRecogniser):
    """Finds web addresses that are not those of public bodies."""

    def search(self, text: str) -> Iterator[Finding]:
        """Yield disjoint addresses."""
        found = [match for pattern in (_SCHEMED, _BARE, _SPACED) for match in matches(pattern, text)]
        last = -1
        for match in sorted(found, key=lambda item: (item.start(), -item.end())):
            if match.start() < last:
                continue
            host = match["host"].replace("\\", "").replace(" ", "")
            last = _end(text, match.start(), match.end())
            if is_social_media(host):
                yield Finding(match.start(), last, "url", 0.9, "address of a social-media page")
            elif not is_public_body(host) and host:
                yield Finding(match.start(), last, "url", 0.8 if has_suffix(host) else 0.6, "web address")


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of web addresses."""
    yield UrlRecogniser("url", "url")
