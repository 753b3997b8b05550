"""Replacements in context: what stood there, what stands there now, and around it."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.model import Plan, Replacement, SourceDocument

_AROUND = 70
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """One replacement where it stands.

    Attributes:
        places: Where; several if the same words stand around it there too.
        before, after: The anonymised text on both sides.
    """

    places: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Group:
    """Replacements of the same words by the same words under the same rule.

    Attributes:
        old, new: What stood there, what stands there now.
        kind, rule, evidence: As in ``Replacement``.
        ambiguous: Whether the name could be more than one person's.
        person: Key of the person; empty for labels.
        count: How many replacements.
        passages: Where, with identical surroundings told once.
    """

    old: str
    new: str
    kind: str
    rule: str
    evidence: str
    ambiguous: bool
    person: str
    count: int
    passages: tuple[Passage, ...]


def group_replacements(document: SourceDocument, plan: Plan) -> tuple[Group, ...]:
    """Return the replacements of a plan, grouped, in the order of their first place."""
    segments = {segment.key: segment for segment in document.segments}
    found: dict[tuple[str, Replacement], dict[tuple[str, str], list[str]]] = {}
    for key, edits in plan.by_segment().items():
        segment = segments.get(key)
        pieces = _pieces(segment.text if segment else "", edits)
        for number, edit in enumerate(edits):
            old = edit.span.of(segment.text) if segment else ""
            place = str(segment.place) if segment else "file name"
            around = _around(pieces, 2 * number + 1)
            same = found.setdefault((old, _without_place(edit)), {})
            same.setdefault(around, []).append(place)
    return tuple(_group(old, edit, around) for (old, edit), around in found.items())


def written_forms(groups: tuple[Group, ...]) -> dict[str, dict[str, None]]:
    """How each person is written, by person key, in the order of reading."""
    forms: dict[str, dict[str, None]] = {}
    for group in groups:
        if group.person and group.old:
            forms.setdefault(group.person, {}).setdefault(shortened(group.old))
    return forms


def shortened(words: str) -> str:
    """At most a few lines of a long passage."""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"


def _without_place(edit: Replacement) -> Replacement:
    """What two replacements must share to be told as one (0, 1 stand for any place)."""
    return Replacement(
        segment="",
        start=0,
        end=1,
        text=edit.text,
        kind=edit.kind,
        rule=edit.rule,
        evidence=edit.evidence,
        person=edit.person,
        ambiguous=edit.ambiguous,
    )


def _group(old: str, edit: Replacement, around: dict[tuple[str, str], list[str]]) -> Group:
    passages = tuple(Passage(_unique(places), before, after) for (before, after), places in around.items())
    return Group(
        old=old,
        new=edit.text,
        kind=edit.kind,
        rule=edit.rule,
        evidence=edit.evidence,
        ambiguous=edit.ambiguous,
        person=edit.person,
        count=sum(len(places) for places in around.values()),
        passages=passages,
    )


def _unique(places: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(places))


def _pieces(text: str, edits: tuple[Replacement, ...]) -> list[str]:
    """The anonymised text, cut: plain, edit, plain, edit, …, plain."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.start], edit.text)
        position = edit.end
    return [*pieces, text[position:]]


def _around(pieces: list[str], index: int) -> tuple[str, str]:
    before, after = "", ""
    for piece in reversed(pieces[:index]):
        before = piece + before
        if len(before) > _AROUND:
            before = "…" + _from_word(before[-_AROUND:])
            break
    for piece in pieces[index + 1 :]:
        after += piece
        if len(after) > _AROUND:
            after = _to_word(after[:_AROUND]) + "…"
            break
    return before, after


def _from_word(text: str) -> str:
    _, space, rest = text.partition(" ")
    return rest if space else text


def _to_word(text: str) -> str:
    start, space, _ = text.rpartition(" ")
    return start + space if space else text
