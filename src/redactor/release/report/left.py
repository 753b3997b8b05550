"""What is left in a copy and needs eyes: proper nouns that nothing explains, details that could be joined."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.model import JoinableDetail, ProperNoun
from redactor.release.report.markup import Html, join, table, tag
from redactor.release.report.passages import shortened
from redactor.release.report.words import counted

_MOST_EXPLAINED = 400


def proper_nouns(nouns: Sequence[ProperNoun]) -> Html | None:
    """The unexplained proper nouns in a table, the explained ones by what explains them on a click."""
    if not nouns:
        return None
    unexplained = [noun for noun in nouns if noun.unexplained]
    told = table(
        "Proper nouns that nothing explains: for each, list the person in the glossary, or keep it with a reason",
        ("Written", "May be", "Times", "Where", "In context"),
        [
            (
                noun.text,
                tag("strong", "a person") if noun.like_person else "a place, a body or a thing",
                f"{noun.count:,}",
                "; ".join(noun.places),
                shortened(noun.excerpt),
            )
            for noun in unexplained
        ],
    )
    summary = tag("summary", tag("h4", "Every proper noun"), tag("span", f" {len(nouns):,}", class_="quiet"))
    return join(told, tag("details", summary, *_explained(nouns)))


def _explained(nouns: Sequence[ProperNoun]) -> list[Html]:
    groups: dict[str, list[str]] = {}
    for noun in nouns:
        groups.setdefault(noun.group, []).append(noun.text)
    return [
        tag(
            "p",
            tag("strong", f"{group} ({counted(len(words), 'word')}): "),
            ", ".join(words[:_MOST_EXPLAINED]) + (" …" if len(words) > _MOST_EXPLAINED else ""),
        )
        for group, words in groups.items()
    ]


def joinable(details: Sequence[JoinableDetail]) -> Html | None:
    """The details that a stranger could join with what is known elsewhere, the most telling first."""
    return table(
        "Details that a stranger could join with what is known elsewhere (3 leads to a child alone)",
        ("Score", "What", "Written", "Sentence", "Could become", "On record", "Where"),
        [
            (
                str(detail.score),
                detail.kind,
                detail.text,
                shortened(detail.sentence),
                detail.suggestion,
                f"accepted: {detail.accepted}" if detail.accepted else "–",
                detail.place,
            )
            for detail in details
        ],
    )
