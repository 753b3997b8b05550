"""The top of the report: three words with counts, what to do next, all documents, all people."""

from __future__ import annotations

from collections import Counter

from redactor.model import Origin, Person, Status
from redactor.release.report.markup import Child, Html, items, join, table, tag
from redactor.release.report.passages import Group, written_forms
from redactor.release.report.words import ORIGINS, Word, count_words, counted, kind_words, meaning_of, word_for
from redactor.release.results import DocumentResult, RunRecord

_MARKS = {Word.RELEASED: "✓", Word.NEEDS_YOU: "!", Word.BLOCKED: "✕"}
_CLASSES = {Word.RELEASED: "released", Word.NEEDS_YOU: "needs", Word.BLOCKED: "blocked"}
_MOST_FORMS = 8

Groups = dict[int, tuple[Group, ...]]
"""Grouped replacements by the document's index in the run."""


def badge(word: Word) -> Html:
    """A word with its mark: never by colour alone."""
    mark = tag("span", _MARKS[word], aria_hidden="true", class_="mark")
    return tag("span", mark, " ", word.value, class_=f"badge {_CLASSES[word]}")


def document_link(index: int) -> Html:
    """A short link to a document's section: ``D3``."""
    return tag("a", f"D{index + 1}", href=f"#d{index + 1}")


def cards(record: RunRecord) -> Html:
    """The three words with their counts."""
    counts = count_words(record.documents)
    made = [
        tag("li", tag("b", f"{counts[word]:,}", class_="number"), " ", badge(word), class_=f"card {_CLASSES[word]}")
        for word in Word
    ]
    return tag("ul", *made, class_="cards", aria_label="Documents by answer")


def next_steps(record: RunRecord) -> Html:
    """What to do next, each step once, with the documents that it concerns."""
    steps: dict[str, list[int]] = {}
    for index, item in enumerate(record.documents):
        for step in item.next_steps:
            steps.setdefault(step, []).append(index)
    if not steps:
        statuses = {item.status for item in record.documents}
        done = statuses == {Status.RELEASED}
        words = "Nothing: every document is released." if done else "Read the reasons under each document below."
        return tag("p", words)
    entries = [join(step, " ", _concerns(indices)) for step, indices in steps.items()]
    return join(items(entries, ordered=True))


def _concerns(indices: list[int]) -> Html:
    links = [join(", " if n else "", document_link(index)) for n, index in enumerate(indices)]
    return tag("span", "(", *links, ")", class_="quiet")


def documents_table(record: RunRecord) -> Html | None:
    """One row for each document."""
    return table(
        counted(len(record.documents), "document"),
        ("Document", "Kind", "Answer", "What that means", "Replacements", "Released as"),
        [
            (
                join(document_link(index), " ", item.source),
                kind_words(item.kind),
                badge(word_for(item.status)),
                meaning_of(item.status),
                f"{len(item.plan.replacements):,}" if item.plan else "–",
                item.output or "–",
            )
            for index, item in enumerate(record.documents)
        ],
    )


def people_table(record: RunRecord, groups: Groups) -> Html | None:
    """One row for each person, place and identifier: those to agree on first."""
    forms: dict[str, dict[str, None]] = {}
    for found in groups.values():
        for key, written in written_forms(found).items():
            forms.setdefault(key, {}).update(written)
    per_document = {index: _mentions_in(item) for index, item in enumerate(record.documents)}
    order = sorted(record.people, key=lambda person: person.origin is not Origin.PROVISIONAL)
    return table(
        "People, places and identifiers of the case",
        ("Name", "Code", "Role", "Where it is from", "Mentions", "By document", "Written as"),
        [_person(person, record, per_document, forms.get(person.key, {})) for person in order],
    )


def _mentions_in(item: DocumentResult) -> Counter[str]:
    return Counter(edit.person for edit in (item.plan.replacements if item.plan else ()))


def _person(
    person: Person, record: RunRecord, per_document: dict[int, Counter[str]], forms: dict[str, None]
) -> tuple[Child, ...]:
    links = [
        tag("span", document_link(index), f" × {counts[person.key]:,} ", class_="mention")
        for index, counts in per_document.items()
        if counts[person.key]
    ]
    provisional = person.origin is Origin.PROVISIONAL
    origin = ORIGINS[person.origin]
    more = f" and {len(forms) - _MOST_FORMS} more" if len(forms) > _MOST_FORMS else ""
    return (
        person.name,
        person.code or "–",
        person.role or person.category.value,
        tag("strong", "⚑ ", origin, class_="flag") if provisional else origin,
        f"{record.mentions.get(person.key, 0):,}",
        join(*links) if links else "–",
        ("; ".join(list(forms)[:_MOST_FORMS]) + more) or "–",
    )
