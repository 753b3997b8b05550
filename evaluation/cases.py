"""Whole invented cases through the whole pipeline: what leaks, and what holds a release that nothing should hold."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.names import Split, fold_name
from corpus.sentences.cases import CaseDocument, InventedCase, invent_case
from corpus.sentences.model import PersonMention, Text
from corpus.sentences.people import Person, invent

from evaluation.counts import Share, touches
from evaluation.keep import keep_list
from evaluation.running import GAP, Spans, is_person, is_unknown, replaced, run_texts
from redactor.case.listed_names import name_key
from redactor.lexicon.roles import code_tokens, role_by_prefix
from redactor.lexicon.towns import is_known_town
from redactor.model import Status
from redactor.release.results import RunRecord

_LEFT = re.compile(r"Left in the written copy, .*?: ([a-z_ ]+)")
_LIVED_IN = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|moved|moves|went|stay(?:s|ed|ing)?|settled|born|refuge)\b[^.;\n]*"
    r"\b(?:in|to|at|of|or|from) $"
)
"""What says before a town that somebody lives there."""
_BUILDING = re.compile(r" (?:police station|Town Hall)\b")
"""What a town's name begins that of, which is coded as a place."""
_NEAR = 60
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class CaseFigures:
    """Figures over whole cases.

    Attributes:
        unlisted: Mentions of people who are not in the glossary, replaced in full.
        listed: Mentions of people who are.
        origins: Mentions of either sort replaced in full, by origin of the name.
        forms: The same by written form.
        right: Replacements of a person that touch one.
        unknown: Nouns coded "Unknown", because nothing explains them, that touch one.
        released: Cases with a complete glossary and a keep list that were released whole at exit 0.
        alone: Cases with a complete glossary and no keep list.
        agreed: Of those with both those in which nobody and no place found holds a document.
        reasons: Why documents were not released, by sort.
    """

    unlisted: Share = field(default_factory=Share)
    listed: Share = field(default_factory=Share)
    origins: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    forms: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    right: Share = field(default_factory=Share)
    unknown: Share = field(default_factory=Share)
    released: Share = field(default_factory=Share)
    alone: Share = field(default_factory=Share)
    agreed: Share = field(default_factory=Share)
    reasons: Counter[str] = field(default_factory=Counter)


def measure(count: int, seed: int, *, split: Split = "test", paragraphs: int = 20) -> CaseFigures:
    """Run ``count`` cases, each with half of its people in the glossary and again with all of them."""
    figures = CaseFigures()
    for number in range(count):
        case = invent_case(split, seed + number, paragraphs=paragraphs)
        rng = random.Random(number)
        some = [person for person in case.people if person is case.people[0] or rng.random() < 0.5]
        _replaced(figures, case, some, split)
        _released(figures, case, split)
    return figures


def _replaced(figures: CaseFigures, case: InventedCase, listed: Sequence[Person], split: Split) -> None:
    known = {word for person in listed for word in _words(" ".join((*person.names, person.nickname)))}
    record = _run(case, listed, split, complete=False)
    results = {result.source: result for result in record.documents}
    for document in case.documents:
        result = results[document.name]
        covered = replaced(result, written(document))
        gold: Spans = []
        for start, text in _placed(document):
            for one in text.people:
                span = (start + one.start, start + one.end)
                gold.append(span)
                whole = _all_covered(text, one, start, covered)
                is_listed = bool(_words(text.text[one.start : one.end]) & known)
                (figures.listed if is_listed else figures.unlisted).add(whole)
                figures.origins[one.origin].add(whole)
                figures.forms[one.form].add(whole)
        for wanted, share in ((is_person, figures.right), (is_unknown, figures.unknown)):
            for span in replaced(result, written(document), wanted):
                share.add(any(touches(span, other) for other in gold))


def _released(figures: CaseFigures, case: InventedCase, split: Split) -> None:
    plain = _run(case, case.people, split, complete=True).documents
    figures.alone.add(all(result.status is Status.RELEASED for result in plain))
    results = _run(case, case.people, split, complete=True, keeping=True).documents
    figures.released.add(all(result.status is Status.RELEASED for result in results))
    sorts = [dict.fromkeys(map(_sort, result.reasons)) for result in results]
    figures.agreed.add(not any(_UNKNOWN in found for found in sorts))
    figures.reasons.update(sort for found in sorts for sort in found)


_UNKNOWN = "somebody found who is in no glossary"


def _sort(reason: str) -> str:
    """The sort of a reason, without places and numbers."""
    if reason.startswith("The document names people"):
        return _UNKNOWN
    if "proper noun" in reason:
        return "proper nouns that nothing explains"
    left = _LEFT.match(reason)
    return f"left in the written copy: {left[1].strip()}" if left else reason


def _words(name: str) -> set[str]:
    return {fold_name(word) for word in _WORD.findall(name)}


def _placed(document: CaseDocument) -> Iterator[tuple[int, Text]]:
    """The paragraphs with their offset in the document."""
    at = len(document.title) + len(GAP)
    for text in document.paragraphs:
        yield at, text
        at += len(text.text) + len(GAP)


def written(document: CaseDocument) -> str:
    """The document as a text file holds it."""
    return GAP.join((document.title, *(text.text for text in document.paragraphs)))


def _all_covered(text: Text, one: PersonMention, offset: int, covered: Spans) -> bool:
    letters = [offset + at for at in range(one.start, one.end) if text.text[at].isalnum()]
    return all(any(start <= letter < end for start, end in covered) for letter in letters)


def _run(
    case: InventedCase, listed: Sequence[Person], split: Split, *, complete: bool, keeping: bool = False
) -> RunRecord:
    """Run a case in memory; ``keeping``: with a keep list of what the texts name."""
    rows = _told_apart(_row(person, number) for number, person in enumerate(listed))
    if complete:
        rows += [[name, "", "", "place", ""] for name in _places(case)]
        rows += _codes(case, split)
    if keeping:
        rows += _kept(case)
    return run_texts({document.name: written(document) for document in case.documents}, rows)


def _row(person: Person, number: int) -> list[str]:
    code = "Child R" if number == 0 else ""
    category = "child" if number == 0 else ("family" if number < 7 else "professional")
    alias = person.nickname if person.nickname not in person.names else ""
    role = {"child": "", "family": "family member", "professional": "social worker"}[category]
    return [" ".join(person.names), code, role, category, alias]


def _told_apart(rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows, with a code of their own for people whose names are written alike, as the program asks for."""
    listed = list(rows)
    counted = Counter(name_key(row[0]) for row in listed)
    for number, row in enumerate(listed, 1):
        if counted[name_key(row[0])] > 1 and not row[1]:
            row[1] = f"Namesake {number}"
    return listed


def _places(case: InventedCase) -> list[str]:
    """Every institution, address and town of the case, as a complete glossary lists them.

    Invented towns are in no gazetteer: a board that looks through what the program asks about would list them.
    Of real towns it lists those where the text says that somebody lives, which are coded for every destination.
    """
    names: dict[str, str] = {}
    for document in case.documents:
        for text in document.paragraphs:
            for span in text.spans:
                name = " ".join(text.text[span.start : span.end].split())
                lived_in = _LIVED_IN.search(text.text, max(0, span.start - _NEAR), span.start)
                if building := _BUILDING.match(text.text, span.end):
                    names.setdefault(name_key(name + building[0]), name + building[0])
                if span.label in ("INSTITUTION", "PLACE") and (lived_in or not is_known_town(name)):
                    key = name_key(name)
                    if key not in names or names[key].islower() or names[key].isupper():
                        names[key] = name
    return [_as_listed(name) for name in names.values()]


def _kept(case: InventedCase) -> Iterator[list[str]]:
    """Rows of the keep list: what the texts name of ``keep.tsv``, unless somebody of the case is called so."""
    whole = "\n".join(map(written, case.documents)).replace("’", "'")
    called = {word for person in case.people for word in _words(" ".join((*person.names, person.nickname)))}
    for name, reason in keep_list():
        if not (len(name.split()) == 1 and _words(name) & called) and re.search(
            rf"\b{re.escape(name)}\b", whole, re.IGNORECASE
        ):
            yield [name, "", reason, "keep", ""]


def _as_listed(name: str) -> str:
    """A name as a glossary spells it, where the texts have it in small letters or capitals only."""
    if not (name.islower() or name.isupper()):
        return name
    return re.sub(r"[^\W\d_](?:[^\W\d_]|['’](?=s\b))*", lambda word: word[0].capitalize(), name)


def _codes(case: InventedCase, split: Split) -> Iterator[list[str]]:
    """Rows for the codes that the texts use already (SW7, School 2): a complete glossary says who and what they are."""
    whole = "\n".join(map(written, case.documents))
    taken = _words(whole)
    taken |= {word for person in case.people for word in _words(" ".join(person.names))}
    rng = random.Random("whom the codes of the texts stand for")
    for code in sorted({code for _, code in code_tokens(whole)} - {"Child R"}):
        person = invent(rng, split)
        while _words(" ".join(person.names)) & taken:
            person = invent(rng, split)
        taken |= _words(" ".join(person.names))
        role = role_by_prefix(code.rpartition(" ")[0] or code.rstrip("0123456789"))
        is_place = role is not None and role.kind == "place"
        yield (
            [f"{person.last} House", code, "", "place", ""]
            if is_place
            else [
                " ".join(person.names),
                code,
                "",
                "professional",
                "",
            ]
        )
