"""E-mail addresses, written out, hidden or broken.

Found from the ``@`` outwards: spaces around the sign, ``[at]`` and ``[dot]``, ``%40``,
backslashes that escape underscores, and a domain broken after a hyphen or a dot
at the end of a line. Where such a domain ends is told by the list of public
suffixes that tldextract bundles; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import regex

from redactor.model import Finding
from redactor.recognisers._domains import has_suffix
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import SpanRecogniser, matches

if TYPE_CHECKING:
    from redactor.case.schema import Case

_LONGEST = 128
_SIGN = compiled(
    r"[ \t]{0,2}@[ \t]{0,2}|%40|&#64;|[ \t]{0,2}(?:\[ ?at ?\]|\( ?at ?\)|\{ ?at ?\}|<at>)[ \t]{0,2}"
    r"|[ \t]{1,2}at[ \t]{1,2}",
    ignore_case=True,
    strings=(
        *("@", "%40", "&#64;", "[at", "(at", "{at", "<at>", " at]", " at)", " at}"),
        *(" at ", " at\t", "\tat ", "\tat\t"),
    ),
)
_LOCAL = regex.compile(r"(?:[\w.+'%&~=-]|\\_){1,128}$")
_DOT = r"(?:\.|[ \t]\.[ \t]?|[ \t]{0,2}(?:\[ ?dot ?\]|\( ?dot ?\)|\{ ?dot ?\})[ \t]{0,2})"
_DOMAIN = regex.compile(rf"\w(?:[\w-]|\\_){{0,62}}(?:{_DOT}\w[\w-]{{0,62}}){{0,8}}", regex.IGNORECASE)
_SPOKEN = regex.compile(r"\w[\w-]{0,62}(?:[ \t]dot[ \t]\w[\w-]{0,62}){1,6}", regex.IGNORECASE)
_SPOKEN_LOCAL = regex.compile(r"(?:\b\w{1,40}[ \t]dot[ \t]){1,4}$", regex.IGNORECASE)
_BREAK = regex.compile(
    r"(?:\.[ \t]{0,2}\r?\n[ \t]{0,4}|(?<=-)[ \t]{0,2}\r?\n[ \t]{0,4}|-\r?\n[ \t]{0,4}"
    r"|[ \t]?\r?\n[ \t]{0,4}\.|\.[ \t])(?P<rest>[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){0,6})"
)
_EDGE = ".'%&~=-_"

_DOTS = regex.compile(r"[ \t]*[\[({] ?dot ?[\])}][ \t]*|[ \t]+dot[ \t]+", regex.IGNORECASE)
_NOTHING = regex.compile(r"[ \t\\]")


def _local_start(text: str, at: int) -> int:
    """Offset at which the local part before ``at`` begins; ``at`` if there is none."""
    before = text[max(0, at - _LONGEST) : at]
    match = _LOCAL.search(before)
    if match is None:
        return at
    kept = str(match[0]).lstrip(_EDGE)
    if kept.casefold().startswith("mailto:"):
        kept = kept[7:]
    return at - len(kept)


def _domain_end(text: str, start: int) -> int:
    """Offset behind the domain that begins at ``start``; ``start`` if there is none."""
    match = _DOMAIN.match(text, start)
    if match is None:
        return start
    end: int = match.end()
    while end > start and text[end - 1] in "-_\\.":
        end -= 1
    broken = _BREAK.match(text, end)
    if broken is None:
        return end
    written = _bare(text[start:end])
    joint = "." if "." in text[end : broken.start("rest")] else ""
    joined = f"{written}{joint}{broken['rest']}"
    if has_suffix(written) and not _completes(written, joined):
        return end
    after: int = broken.end("rest")
    return after if has_suffix(joined) else end


def _completes(written: str, joined: str) -> bool:
    """Whether the next line completes a suffix that looked complete ("bathnes.gov" and "uk")."""
    return joined.endswith(
        (".gov.uk", ".nhs.uk", ".co.uk", ".org.uk", ".sch.uk", ".ac.uk", ".police.uk")
    ) and not written.endswith(".uk")


def _bare(domain: str) -> str:
    return str(_NOTHING.sub("", _DOTS.sub(".", domain))).casefold()


def _extent(text: str, left: int, right: int, sign: str) -> tuple[int, int] | None:
    """The whole address around an at-sign that covers ``[left, right)``."""
    start = _local_start(text, left)
    if start == left or not any(char.isalnum() for char in text[start:left]):
        return None
    word = sign.strip().casefold() == "at"
    if word:
        spoken = _SPOKEN.match(text, right)
        if spoken is not None and has_suffix(_bare(spoken[0])):
            dotted = _SPOKEN_LOCAL.search(text[max(0, start - _LONGEST) : start])
            return start - (len(dotted[0]) if dotted is not None else 0), spoken.end()
    end = _domain_end(text, right)
    if end == right:
        return None
    domain = _bare(text[right:end])
    if sign != sign.strip() and not has_suffix(domain):
        return None
    if word and (domain.startswith("www.") or not any(char in "._0123456789" for char in text[start:left])):
        return None
    return start, end


class EmailRecogniser(PlainRecogniser):
    """Finds e-mail addresses."""

    def search(self, text: str) -> Iterator[Finding]:
        """Yield disjoint addresses."""
        last = 0
        for match in matches(_SIGN, text):
            extent = _extent(text, match.start(), match.end(), match[0])
            if extent is None or extent[1] <= last:
                continue
            start, last = max(extent[0], last), extent[1]
            sure = has_suffix(_bare(text[match.end() : last]))
            yield Finding(start, last, "email", 0.95 if sure else 0.7, "shape of an e-mail address")


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of e-mail addresses."""
    yield EmailRecogniser("email", "email")
