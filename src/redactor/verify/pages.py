"""Nothing lost in a PDF whose pages were kept: word by word, page by page, in the order of the source.

What the plan takes out and puts in is known as two bags of words. Between the source
and the copy no other word may come, go or move.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from sys import intern

from redactor.model import Change, Notice
from redactor.verify.flat import unread_words, words_of
from redactor.verify.lost import Loss
from redactor.verify.readers import ReadFile, Surface

_STEP = "Save the original again; if it happens again, look at these places by hand."
_AS_PICTURE = "a page as a picture"
Pairs = list[tuple[list[str], list[str]]]
"""The words of texts before and after."""
_BESIDE = frozenset({Surface.PROPERTY, Surface.ATTRIBUTE, Surface.LINK, Surface.NAME, Surface.COMMENT})


def compare_pages(
    source: ReadFile, output: ReadFile, expected: Sequence[tuple[str, str]], changes: Sequence[Change] = ()
) -> Loss:
    """Compare a PDF with its copy.

    The words of a page that became a picture were recognised by the writer's side, so all
    words of such a document are counted against the plan, and of the other pages the order.

    Args:
        source: The original as the verifier reads it.
        output: The written file as the verifier reads it.
        expected: Text before and after of every segment: what stands on the pages first, then
            what stands beside them (title, bookmarks, alternative texts).
        changes: What the writer's side did; it names the pages that became pictures.
    """
    loss = Loss()
    count = source.structure.pages
    if count is None or count != output.structure.pages:
        loss.tell([f"{output.structure.pages} pages instead of {count}"])
        return loss
    before, after = _by_page(source), _by_page(output)
    pairs = {n: (before.get(n, []), after.get(n, [])) for n in range(1, count + 1)}
    texts = _planned_words(expected)
    pictured = _pages_as_pictures(changes)
    unread = unread_words({n: words for n, words in before.items() if n not in pictured}, (old for old, _ in texts))
    if unread:
        total, numbers = sum(unread.values()), ", ".join(map(str, list(unread)[:5]))
        message = f"{total} words of the source were not read by the writer's side"
        loss.unchecked.append(Notice(message, place=f"page {numbers}", holds=True, next_step=_STEP))
    shown, either = _on_pages(source, before.values(), texts, scanned=bool(pictured))
    gone, come = _planned(shown)
    kept = {number: pair for number, pair in pairs.items() if number not in pictured}
    if pictured:
        there = Counter(word for _, words in pairs.values() for word in words)
        loss.tell(_counted(_words(shown), there, _words(either)))
    loss.tell(_differences(kept, gone, come, whole=not pictured))
    return loss


def _planned_words(expected: Sequence[tuple[str, str]]) -> Pairs:
    """The words of each pair; the same list where nothing was to be replaced."""
    found: Pairs = []
    for before, after in expected:
        words = _shared(before)
        found.append((words, words if before == after else _shared(after)))
    return found


def _shared(text: str) -> list[str]:
    """The words of a text, equal ones as one object: a long document says few words often."""
    return list(map(intern, words_of(text)))


def _by_page(read: ReadFile) -> dict[int, list[str]]:
    """The words of each page by the first extractor, in order; pages without text may be missing."""
    numbered = (
        (re.fullmatch(r"page (\d+)", block.part), block.text)
        for block in read.blocks
        if block.surface is Surface.BODY and not block.twin
    )
    return dict(sorted((int(match[1]), _shared(text)) for match, text in numbered if match is not None))


def _pages_as_pictures(changes: Sequence[Change]) -> frozenset[int]:
    """The pages that became pictures."""
    told = (re.fullmatch(r"page (\d+)", change.place) for change in changes if change.what.startswith(_AS_PICTURE))
    return frozenset(int(match[1]) for match in told if match is not None)


def _words(pairs: Pairs) -> Counter[str]:
    return Counter(word for _, words in pairs for word in words)


def _counted(wanted: Counter[str], there: Counter[str], either: Counter[str]) -> list[str]:
    """Sentences about words that are fewer or more than planned; ``either`` may be there or not."""
    missing = sum(count for word, count in (wanted - there).items() if not _is_number(word))
    surplus = sum(count for word, count in (there - wanted - either).items() if not _is_number(word))
    found = [f"{missing} words of the plan are missing"] if missing else []
    return found + ([f"{surplus} words were not in the plan"] if surplus else [])


def _on_pages(source: ReadFile, pages: Iterable[Sequence[str]], texts: Pairs, *, scanned: bool) -> tuple[Pairs, Pairs]:
    """The pairs that stand on a page as text, and those that may stand on a scanned page or on a picture.

    A text beside the pages takes the last pair that has it; text of pictures takes those
    whose words no page has.

    Args:
        source: The original.
        pages: The words of its pages.
        texts: All pairs.
        scanned: Whether the words of some pages were recognised, so that words of the plan may be on no page.
    """
    beside = Counter(" ".join(words_of(block.text)) for block in source.blocks if block.surface in _BESIDE)
    pictured = Counter(w for block in source.blocks if block.surface is Surface.PICTURE for w in words_of(block.text))
    on_page = Counter(word for words in pages for word in words)
    spare = Counter(word for words, _ in texts for word in words) - on_page
    shown: Pairs = []
    either: Pairs = []
    for pair in reversed(texts):
        words = Counter(pair[0])
        key = " ".join(pair[0])
        unseen = bool(words) and all(spare[word] >= count for word, count in words.items())
        if unseen and (beside[key] > 0 or not scanned):
            beside[key] -= 1
            spare.subtract(words)
        elif unseen and not words - pictured:
            either.append(pair)
        else:
            shown.append(pair)
    return shown[::-1], either[::-1]


def _planned(pairs: Pairs) -> tuple[Counter[str], Counter[str]]:
    """The words that the plan takes out, and those that it puts in."""
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for before, after in pairs:
        if before is not after:
            one, other = _changed(before, after)
            gone.update(one)
            come.update(other)
    return gone, come


def _changed(before: Sequence[str], after: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """What differs between two sequences of words: those only in the first, those only in the second."""
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            one, other = Counter(before[a:b]), Counter(after[c:d])
            gone.update(one - other)
            come.update(other - one)
    return gone, come


def _differences(
    pages: Mapping[int, tuple[list[str], list[str]]], gone: Counter[str], come: Counter[str], *, whole: bool
) -> list[str]:
    """Sentences about words that came, went or moved without a plan.

    Args:
        pages: The words before and after of each page.
        gone: The words that the plan takes out.
        come: The words that it puts in.
        whole: Whether the plan is for these pages alone.
    """
    lost: Counter[str] = Counter()
    added: Counter[str] = Counter()
    places: list[int] = []
    for number, (before, after) in pages.items():
        one, other = _changed(before, after)
        lost.update(one)
        added.update(other)
        if (one - gone) or (other - come):
            places.append(number)
    found: list[str] = []
    if whole:
        net = _net(added, lost)
        net.subtract(_net(come, gone))
        fewer = Counter({word: -count for word, count in net.items() if count < 0})
        found = _counted(fewer, Counter({word: count for word, count in net.items() if count > 0}), Counter())
    moved = sum(count for word, count in (lost - gone).items() if not _is_number(word))
    if moved and not found:
        found.append(f"{moved} words stand in another order than planned (page {', '.join(map(str, places[:5]))})")
    return found


def _net(come: Counter[str], gone: Counter[str]) -> Counter[str]:
    net = Counter(come)
    net.subtract(gone)
    return net


def _is_number(word: str) -> bool:
    return word.isdigit() and len(word) <= 3
