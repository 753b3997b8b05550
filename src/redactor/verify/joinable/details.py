"""The list of joinable details of one file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from redactor.model import JoinableDetail
from redactor.verify.joinable.rules import details_of
from redactor.verify.knowledge import Knowledge
from redactor.verify.lines import unwrapped
from redactor.verify.readers.base import READ_BY_PEOPLE, Block, Surface

CHECK = "details that could be joined"
_READ = READ_BY_PEOPLE | {Surface.ATTRIBUTE}
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")
_LONGEST = 300


def joinable_details(
    blocks: Iterable[Block], knowledge: Knowledge | None, *, wrapped: bool
) -> tuple[JoinableDetail, ...]:
    """List what a motivated intruder could join, the most telling first, each wording once.

    Args:
        blocks: What a reader saw; the second extractor of a PDF is passed over.
        knowledge: The case, with the details that a person accepted; ``None`` without one.
        wrapped: Whether lines end where the page does.
    """
    accepted = {_plain(text): reason for text, reason in (knowledge.accepted if knowledge is not None else ())}
    found: dict[tuple[str, str], JoinableDetail] = {}
    for block in blocks:
        if block.surface not in _READ or block.twin:
            continue
        text = unwrapped(block.text) if wrapped and block.text else block.text
        for sentence in _sentences(text):
            for detail in details_of(sentence):
                written = sentence[detail.start : detail.end]
                reason = _reason(written, sentence, accepted)
                item = JoinableDetail(
                    kind=detail.kind,
                    text=written,
                    score=detail.score,
                    place=block.place,
                    sentence=sentence[:_LONGEST],
                    suggestion=detail.suggestion,
                    accepted=reason,
                )
                found.setdefault((detail.kind, _plain(written)), item)
    return tuple(sorted(found.values(), key=lambda item: (-item.score, item.kind, item.text)))


def _sentences(text: str) -> Iterator[str]:
    """The sentences and lines of a text."""
    for match in _SENTENCE.finditer(text):
        sentence = " ".join(match[0].split())
        if sentence:
            yield sentence


def _reason(written: str, sentence: str, accepted: dict[str, str]) -> str:
    """Why a person accepted a detail: the detail itself or the sentence around it is on record; else empty."""
    for wording in (_plain(written), _plain(sentence)):
        if wording in accepted:
            return accepted[wording]
    return ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def unsettled(details: Sequence[JoinableDetail]) -> tuple[JoinableDetail, ...]:
    """Those that nobody accepted."""
    return tuple(item for item in details if not item.accepted)
