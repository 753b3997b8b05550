"""Whether a document makes sense in its case and at its destination.

Codes that the case does not have ("Child G" in the report on Child R) are drift
or text pasted from another case; the executive summary names those who must be
named (DUR 8.78); no document carries the case reference; some kinds of document
never go to some destinations (DUR 8.85).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from redactor.lexicon.folding import fold_text
from redactor.lexicon.roles import code_tokens
from redactor.model import DocumentKind, Notice, Person, Residual
from redactor.profiles.schema import Profile
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers import ReadFile, Surface
from redactor.verify.search.stories import Story, passages, stories
from redactor.verify.search.tokens import forms_table, runs

CHECKS = ("codes of the case", "case reference", "kind and destination")
ALLOWED_CHECK = "allowed names in the executive summary"
HIDDEN_CHECK = "hidden content"
_ATTACHMENT = re.compile(r"attachment [\d.]*\d")
_PAGE_NUMBER = re.compile(r"\w\S*[ .…]+(\d{1,3})$")
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")
_LEAST_BEFORE = 2
"""Words before a role in an entry of a table of contents."""
_TELLING_FORMS = frozenset({"full name", "surname first", "initial surname", "title surname"})


def drift_residuals(told: Iterable[Story], knowledge: Knowledge, *, wrapped: bool) -> Iterator[Residual]:
    """Yield a residual for every code that nobody in the case has.

    A prefix without number or letter (MGM, Mother) names a relation, not somebody
    of another case, and is none.
    """
    known = {_compact(code) for code in knowledge.codes | {knowledge.subject}}
    for story in told:
        if story.surface in (Surface.RAW, Surface.NAME, Surface.LINK):
            continue
        for passage in passages(story, wrapped=wrapped):
            for span, code in code_tokens(passage.text):
                written = span.of(passage.text)
                if (
                    re.search(r"[\n\t]", written)
                    or not _is_numbered(code)
                    or {_compact(code), _compact(written)} & known
                ):
                    continue
                if _is_in_contents(story.text, passage.start + span.start, passage.start + span.end):
                    continue
                yield story.residual(passage.start + span.start, passage.start + span.end, "drift", code, CHECKS[0])


def _is_in_contents(text: str, start: int, end: int) -> bool:
    """Whether the number of a code is that of a page: "Duties of the Author 4", and below "What to do first? 5".

    The line above or below ends in a number too, in order, and that number belongs to no code.
    """
    first = text.rfind("\n", 0, start) + 1
    number = _PAGE_NUMBER.search(text[start:end])
    if (
        number is None
        or text[start:end].isupper()
        or not _LINE_END.match(text, end)
        or len(text[first:start].split()) < _LEAST_BEFORE
    ):
        return False
    here = int(number[1])
    above = _page_of(text[:first].rstrip().rpartition("\n")[2])
    below = _page_of(text[end:].lstrip().partition("\n")[0].rstrip())
    return (above is not None and above <= here) or (below is not None and here <= below)


def _page_of(line: str) -> int | None:
    """The number that ends a line of words and belongs to no code."""
    number = _PAGE_NUMBER.search(line)
    if number is None or any(span.end == number.end(1) for span, _ in code_tokens(line)):
        return None
    return int(number[1])


def _compact(code: str) -> str:
    return "".join(code.split()).casefold()


def _is_numbered(code: str) -> bool:
    """Whether a code ends in a number or in a letter of its own: SW9, Child G, Child S1.

    Hospitals number their wards: "Ward 4" is nobody of another case.
    """
    return not re.fullmatch(r"Ward \d+", code) and re.search(r"\d$|\s[A-Z]\d?$", code) is not None


def missing_names(read: ReadFile, kind: DocumentKind, knowledge: Knowledge) -> Iterator[Residual]:
    """Yield a residual for each allowed role of whose holders the executive summary names nobody."""
    if kind is not DocumentKind.EXECUTIVE_SUMMARY or not knowledge.full_rules:
        return
    told = stories(read.visible())
    by_role: dict[str, list[Person]] = {}
    for person in knowledge.allowed:
        by_role.setdefault(fold_text(person.role), []).append(person)
    for role, people in by_role.items():
        table = forms_table(tuple(people)).only(_TELLING_FORMS)
        if not any(True for story in told for _ in runs(story.words, table)):
            yield Residual(f"whole document ({role})", "missing allowed name", "", ALLOWED_CHECK)


def reference_residuals(told: Iterable[Story], file_name: str, knowledge: Knowledge) -> Iterator[Residual]:
    """Yield a residual wherever the case reference stands, the file name included.

    A reference counts from four characters on, one of them a digit: "FN-11", "FN 11", "FN11".
    """
    parts = re.findall(r"[^\W\d_]+|\d+", knowledge.reference)
    if len("".join(parts)) < 3 or len(knowledge.reference) < 4 or not re.search(r"\d", knowledge.reference):
        return
    joined = r"[\s_./‐-―-]{0,3}".join(map(re.escape, parts))
    pattern = re.compile(rf"(?<![^\W_]){joined}(?![^\W_])", re.IGNORECASE)
    for story in told:
        for match in pattern.finditer(story.text):
            yield story.residual(match.start(), match.end(), "case reference", "", CHECKS[1])
    if pattern.search(file_name):
        yield Residual("file name", "case reference", "", CHECKS[1])


def refusal(kind: DocumentKind, profile: Profile) -> str:
    """Why the destination does not take this kind of document; empty if it does."""
    if profile.verdict(kind) != "refused":
        return ""
    return f"{profile.title} never takes a document of the kind {kind.value}."


def undecided(kind: DocumentKind, profile: Profile) -> tuple[Notice, ...]:
    """A notice that holds, where the destination must know the kind and nobody can tell."""
    if profile.verdict(kind) != "held":
        return ()
    step = "Declare its kind under [documents] in case.toml, or give it a title that says what it is."
    return (Notice("what kind of document this is cannot be told", holds=True, next_step=step),)


def hidden_residuals(read: ReadFile, profile: Profile | None) -> Iterator[Residual]:
    """Yield a residual for hidden content where the destination takes none."""
    if profile is not None and profile.hidden_content == "remove":
        for place in hidden_places(read):
            yield Residual(place, "hidden content", "", HIDDEN_CHECK)


def hidden_places(read: ReadFile) -> Sequence[str]:
    """Where hidden text, tracked changes, comments of people and inner files stand.

    What stands in an attachment of a message is one place.
    """
    found = (
        _whole_attachment(b.place)
        for b in read.blocks
        if b.surface is Surface.HIDDEN or (b.surface is Surface.COMMENT and "XML comment" not in b.place)
    )
    return tuple(dict.fromkeys(found))


def _whole_attachment(place: str) -> str:
    attachment = _ATTACHMENT.match(place)
    return attachment[0] if attachment else place
