"""Whether a file that somebody saved again still has the released text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from redactor.verify.readers.base import READ_BY_PEOPLE, Block, ReadFile, Surface
from redactor.verify.readers.registry import read_file
from redactor.verify.reflowed import page_differences


def text_differences(released: bytes, here: bytes) -> tuple[str, ...]:
    """Say where the text of a file differs from a released copy.

    Args:
        released: The released copy.
        here: The file that is going to be published, in the same or another format.

    Returns:
        Empty if both have the same words in the same order, layout, white space and page numbers aside;
        otherwise one sentence for each place that was added or changed, and one that counts
        what is missing. No sentence holds text of either file.

    Raises:
        UnreadableError: if one of them cannot be read.
    """
    first, second = read_file(released), read_file(here)
    if second.format == "pdf" != first.format:
        return page_differences(first, second)
    old, new = _told(first), _told(second)
    if _words(map(_shown, old)) == _words(map(_shown, new)):
        return ()
    before = Counter(map(_shown, old))
    sentences: list[str] = []
    for block in new:
        line = _shown(block)
        if before[line]:
            before[line] -= 1
        else:
            sentences.append(f"Differs from the released copy: {block.place}.")
    missing = before.total()
    if missing:
        noun = "paragraph is" if missing == 1 else "paragraphs are"
        sentences.append(f"{missing} {noun} not as in the released copy or not there.")
    return tuple(dict.fromkeys(sentences)) or ("The order of the paragraphs differs from the released copy.",)


def shared_words(one: bytes, other: bytes) -> float:
    """The share of the words of two files that both have, 0 to 1, whatever their formats and the order.

    Raises:
        UnreadableError: if one of them cannot be read.
    """
    bags = [Counter(_words(block.text for block in _told(read_file(data)))) for data in (one, other)]
    return 2 * (bags[0] & bags[1]).total() / max(bags[0].total() + bags[1].total(), 1)


def told_lines(read: ReadFile) -> list[tuple[str, str]]:
    """Place and text of everything that a reader of the file sees, in order, white space normalised."""
    return [(block.place, _line(block.text)) for block in _told(read)]


def _told(read: ReadFile) -> list[Block]:
    return [b for b in read.blocks if b.surface in READ_BY_PEOPLE and not b.twin and _line(b.text)]


def _shown(block: Block) -> str:
    """The text of a block in one line; of a header or footer without numbers, which count pages."""
    line = _line(block.text)
    return line if block.surface not in (Surface.HEADER, Surface.FOOTER) else re.sub(r"\b\d{1,4}\b", "", line)


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in re.findall(r"\w+", _line(text))]
