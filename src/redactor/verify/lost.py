"""Nothing lost: the output's text is the input's text with exactly the planned replacements.

The source is read again with the verifier's own reader, each of its paragraphs is
matched with the plan's (before, after) pair in order, and the written file must
hold the expected paragraphs, each once, in the same order, part by part. Text that
this reader sees and the plan never saw makes the document "could not check".
Answers name places and counts, never text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from redactor.model import Change, Notice
from redactor.verify.readers import Block, ReadFile, Surface
from redactor.verify.sequences import Difference, differences, tight

CHECK = "nothing lost"
MOST_TOLD = 20
_REPEATED = frozenset({Surface.HEADER, Surface.FOOTER})


@dataclass(slots=True)
class Loss:
    """What is lost and what could not be compared."""

    lost: list[str] = field(default_factory=list)
    unchecked: list[Notice] = field(default_factory=list)

    def tell(self, found: Sequence[str]) -> None:
        """Add sentences, and after twenty only how many more there are."""
        room = MOST_TOLD - len(self.lost)
        self.lost += found[:room] if room > 0 else []
        if len(found) > max(room, 0):
            self.lost.append(f"{len(found) - max(room, 0)} more differences")


@dataclass(frozen=True, slots=True)
class _Expected:
    """A paragraph of the output, wanted or there.

    Attributes:
        place: Where it stands, or stood in the source.
        text: Its text without spaces.
        spaced: Its text with single spaces; empty where the readers cut words differently.
    """

    place: str
    text: str
    spaced: str = ""


def compare_paragraphs(source: ReadFile, output: ReadFile, expected: Sequence[tuple[str, str]]) -> Loss:
    """Compare a document that keeps its paragraphs (DOCX).

    Args:
        source: The original as the verifier reads it.
        output: The written file as the verifier reads it.
        expected: Text before and after of every segment, in the writer's order.
    """
    loss = Loss()
    after, unread = _expected_paragraphs(source, expected)
    if unread:
        loss.unchecked.append(
            Notice(
                f"{len(unread)} paragraphs of the source were not read by the writer's side",
                place=", ".join(unread[:3]),
                holds=True,
                next_step="Save the original again in Word; if it happens again, remove these passages by hand.",
            )
        )
    written = _by_part(output)
    loss.tell(_streams(after, written, _REPEATED))
    for surface in sorted(_REPEATED):
        loss.tell(_repeated_parts(after, written, surface))
    return loss


def _streams(
    after: dict[tuple[Surface, str], list[_Expected]],
    written: dict[tuple[Surface, str], list[_Expected]],
    without: frozenset[Surface],
) -> list[str]:
    """Differences in the parts that occur once: body, notes."""
    found: list[str] = []
    for key in sorted({*after, *written}):
        if key[0] not in without:
            found += _told(after.get(key, []), written.get(key, []), key[1])
    return found


def _repeated_parts(
    after: dict[tuple[Surface, str], list[_Expected]],
    written: dict[tuple[Surface, str], list[_Expected]],
    surface: Surface,
) -> list[str]:
    """Differences in headers or footers: parts may be numbered anew, each must be there."""
    wanted = [part for (kind, _), part in sorted(after.items()) if kind is surface]
    there = [part for (kind, _), part in sorted(written.items()) if kind is surface]
    texts = [[p.text for p in part] for part in there]
    left: list[list[_Expected]] = []
    for part in wanted:
        own = [p.text for p in part]
        if own in texts:
            at = texts.index(own)
            del texts[at], there[at]
        else:
            left.append(part)
    found: list[str] = []
    for number in range(max(len(left), len(there))):
        one = left[number] if number < len(left) else []
        other = there[number] if number < len(there) else []
        found += _told(one, other, surface.value)
    return found


def _told(wanted: Sequence[_Expected], there: Sequence[_Expected], part: str) -> list[str]:
    """One sentence for each difference between two sequences of paragraphs."""
    found = differences([p.text for p in wanted], [p.text for p in there])
    if not found:
        pairs = zip(wanted, there, strict=True)
        respaced = [one.place for one, other in pairs if one.spaced and one.spaced != other.spaced]
        return [f"{place} of the source has other spaces or hyphens than planned" for place in respaced]
    return [_sentence(item, wanted, there, part) for item in found]


def _sentence(item: Difference, wanted: Sequence[_Expected], there: Sequence[_Expected], part: str) -> str:
    if item.kind == "missing":
        return f"{wanted[item.wanted].place} of the source is missing"
    if item.kind == "added":
        return f"{there[item.there].place} was not in the plan"
    return f"{wanted[item.wanted].place} of the source differs from the plan ({part})"


def _by_part(read: ReadFile) -> dict[tuple[Surface, str], list[_Expected]]:
    """The paragraphs of the written file by part."""
    found: dict[tuple[Surface, str], list[_Expected]] = {}
    for block in read.visible():
        text = tight(block.text)
        if text:
            found.setdefault((block.surface, block.part), []).append(_Expected(block.place, text, _spaced(block.text)))
    return found


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _expected_paragraphs(
    source: ReadFile, expected: Sequence[tuple[str, str]]
) -> tuple[dict[tuple[Surface, str], list[_Expected]], list[str]]:
    """What each part of the output must hold, and the places that the plan never saw.

    The largest part is matched first and each part in order, so that a text that
    stands in several places takes the right one of several answers.
    """
    waiting: dict[str, list[int]] = {}
    for index, (before, _) in enumerate(expected):
        waiting.setdefault(tight(before), []).append(index)
    parts: dict[tuple[Surface, str], list[Block]] = {}
    for block in source.visible():
        if block.reachable and tight(block.text):
            parts.setdefault((block.surface, block.part), []).append(block)
    after: dict[tuple[Surface, str], list[_Expected]] = {}
    unread: list[str] = []
    for key in sorted(parts, key=lambda part: -len(parts[part])):
        after[key] = _matched(parts[key], waiting, expected, unread)
    return after, unread


def _matched(
    blocks: Sequence[Block],
    waiting: dict[str, list[int]],
    expected: Sequence[tuple[str, str]],
    unread: list[str],
) -> list[_Expected]:
    """Pair the blocks of one part with the plan's texts."""
    found: list[_Expected] = []
    last = -1
    twins: dict[str, _Expected] = {}
    for block in blocks:
        before = tight(block.text)
        indexes = waiting.get(before, [])
        if not indexes:
            if block.twin and before in twins:
                found.append(replace(twins[before], place=block.place))
            else:
                unread.append(block.place)
            continue
        index = next((i for i in indexes if i > last), indexes[0])
        indexes.remove(index)
        last = index
        planned = _planned(block, *expected[index])
        twins[before] = planned
        if planned.text:
            found.append(planned)
    return found


def _planned(block: Block, before: str, after: str) -> _Expected:
    """What must stand in place of one block of the source."""
    text = tight(after)
    same_words = _spaced(block.text) == _spaced(before)
    return _Expected(block.place, text, _spaced(after) if same_words else "")


def compare_structure(source: ReadFile, output: ReadFile, changes: Sequence[Change]) -> list[str]:
    """Sentences about headings, tables, links, pictures that are fewer without a recorded change."""
    told = " ".join(f"{change.action} {change.what}" for change in changes).casefold()
    found: list[str] = []
    for what, one, other, words in (
        ("headings", source.structure.headings, output.structure.headings, ()),
        ("tables", source.structure.tables, output.structure.tables, ()),
        ("links", source.structure.links, output.structure.links, ("link",)),
        ("pictures", len(source.structure.images), len(output.structure.images), ("picture", "image", "drawing")),
    ):
        if one is not None and other is not None and other < one and not any(word in told for word in words):
            found.append(f"{one - other} of {one} {what} are missing")
    return found
