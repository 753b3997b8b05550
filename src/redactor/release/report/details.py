"""One document of the report: why it ended as it did, and everything that was done to it."""

from __future__ import annotations

from collections.abc import Iterable

from redactor.model import AppliedDocument, Notice, Origin, Verification
from redactor.release.overriding import finding_ids
from redactor.release.report.left import joinable, proper_nouns
from redactor.release.report.markup import Child, Html, items, join, table, tag
from redactor.release.report.passages import Group, Passage, shortened
from redactor.release.report.summary import badge
from redactor.release.report.words import counted, kind_words, meaning_of, word_for
from redactor.release.results import DocumentResult, RunRecord

_OPEN_UP_TO = 3
"""Groups with no more places than this show them without a click."""

_MOST_PLACES = 12
"""More places than this with the same words around them are told on a click."""


def document_section(index: int, item: DocumentResult, groups: tuple[Group, ...], record: RunRecord) -> Html:
    """Return the section of one document."""
    heading = tag("h3", f"D{index + 1} ", item.source, " ", badge(word_for(item.status)))
    return tag(
        "section",
        heading,
        _facts(item),
        _titled("Why", items(item.reasons)),
        _titled("What to do", items(item.next_steps)),
        *(_verification(item.verification) if item.verification else ()),
        _ambiguous(groups, record),
        _replacements(groups, record),
        _changes(item.applied),
        _notices(item),
        id=f"d{index + 1}",
    )


def _facts(item: DocumentResult) -> Html:
    kind = kind_words(item.kind)
    if item.document is not None and item.document.kind_reason:
        kind += f" (from: {item.document.kind_reason})"
    facts: list[tuple[str, Child]] = [("Answer", meaning_of(item.status)), ("Kind", kind)]
    if item.output:
        facts.append(("Released as", item.output))
    if item.applied is not None and item.applied.retypeset:
        words = "Re-typeset: the text is the same, but the layout was made anew. Look at it before you send it."
        facts.append(("Layout", tag("strong", words)))
    return tag("dl", *(join(tag("dt", name), tag("dd", words)) for name, words in facts))


def _titled(title: str, content: Html | None) -> Html | None:
    return join(tag("h4", title), content) if content else None


def _verification(answer: Verification) -> tuple[Html | None, ...]:
    left = table(
        "Left in the anonymised copy (this blocks the release)",
        ("Id", "Where", "What", "Whose", "Check", "In context"),
        [
            (
                name,
                entry.place,
                entry.kind.replace("_", " "),
                entry.code or "–",
                entry.check or "–",
                shortened(entry.excerpt),
            )
            for name, entry in zip(finding_ids(answer.sha256, answer.residuals), answer.residuals, strict=True)
        ],
    )
    lost = _titled("Differs from the plan (this blocks the release)", items(answer.lost))
    unlooked = _titled("Could not be checked", items(map(_notice, answer.unchecked)))
    notes = _folded("Notes of the check", len(answer.notes), items(map(_notice, answer.notes)))
    checks = _folded("Checks made", len(answer.checks), items(answer.checks))
    return left, lost, unlooked, proper_nouns(answer.proper_nouns), joinable(answer.joinable), notes, checks


def _notice(entry: Notice) -> Html:
    place = tag("span", f" ({entry.place})", class_="quiet") if entry.place else None
    return join(entry.message, place, f" {entry.next_step}" if entry.next_step else None)


def _notices(item: DocumentResult) -> Html | None:
    found: Iterable[Notice] = (
        *(item.document.notices if item.document else ()),
        *(item.plan.notices if item.plan else ()),
    )
    notices = dict.fromkeys(found)
    return _folded("Warnings about this document", len(notices), items(map(_notice, notices)))


def _ambiguous(groups: tuple[Group, ...], record: RunRecord) -> Html | None:
    people = {person.key: person for person in record.people}
    return table(
        "Names that could be more than one person's (coded all the same; please look)",
        ("Written", "Coded as", "Taken for", "Times", "Where"),
        [
            (
                group.old,
                group.new,
                people[group.person].name if group.person in people else "–",
                f"{group.count:,}",
                tag("ul", *(_passage(group, passage) for passage in group.passages), class_="passages"),
            )
            for group in groups
            if group.ambiguous
        ],
    )


def _replacements(groups: tuple[Group, ...], record: RunRecord) -> Html | None:
    provisional = {person.key for person in record.people if person.origin is Origin.PROVISIONAL}
    made = table(
        "Replacements, identical ones together",
        ("Was", "Became", "Why", "Times", "Where and in what words"),
        [
            (
                shortened(group.old) or "(in the file name)",
                join(group.new, _flag() if group.person in provisional else None),
                join(group.evidence or group.kind.replace("_", " "), tag("span", f" {group.rule}", class_="quiet")),
                f"{group.count:,}",
                _passages(group),
            )
            for group in groups
        ],
        class_="edits",
    )
    return _folded("Replacements", sum(group.count for group in groups), made)


def _flag() -> Html:
    return tag("strong", " ⚑ provisional", class_="flag")


def _passages(group: Group) -> Html:
    listed = tag("ul", *(_passage(group, passage) for passage in group.passages), class_="passages")
    if len(group.passages) <= _OPEN_UP_TO:
        return listed
    return tag("details", tag("summary", counted(len(group.passages), "place")), listed)


def _passage(group: Group, passage: Passage) -> Html:
    return tag(
        "li",
        _places(passage.places),
        passage.before,
        tag("del", shortened(group.old)),
        tag("span", " → ", class_="arrow"),
        tag("ins", group.new),
        passage.after,
    )


def _places(places: tuple[str, ...]) -> Html:
    written = "; ".join(places) + ": "
    if len(places) <= _MOST_PLACES:
        return tag("span", written, class_="place")
    return tag("details", tag("summary", counted(len(places), "place")), written, class_="place")


def _changes(applied: AppliedDocument | None) -> Html | None:
    if applied is None:
        return None
    made = table(
        "Done to the file beside the replacements",
        ("What", "Done", "Where", "How many"),
        [(change.what, change.action, change.place or "–", f"{change.count:,}") for change in applied.changes],
    )
    return _folded("Removed or rewritten parts of the file", len(applied.changes), made)


def _folded(title: str, count: int, content: Html | None) -> Html | None:
    if content is None:
        return None
    return tag("details", tag("summary", tag("h4", title), tag("span", f" {count:,}", class_="quiet")), content)
