"""Public named-entity data, read from the folder that ``--data`` names, mapped to our labels and cleaned.

What is changed, and why:

- Tokens are put back into running text, because the tagger sees white space.
- Files tagged without B- (IO) get one at each change of label; tweets lose the ``@handle`` and ``#tag`` labels, which
  are found by their shape, not by this model.
- Countries, nationalities, states and continents are no places here (ethnicity must stay discussable, WOB 3.3).
- Titles and ranks are cut from the front of a person; parties of contracts ("the Borrower") and people described rather
  than named ("the spokesman") are none.
- Organisations that are schools, hospitals or the like are institutions; ``MISC`` and groups are nothing.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from training.example import IGNORED, Example, Marked

_WORDS: Final = tomllib.loads(Path(__file__).with_name("public_words.toml").read_text(encoding="utf-8"))

_LABELS: Final = {
    "PER": "PERSON", "person": "PERSON", "Person": "PERSON",
    "LOC": "PLACE", "location": "PLACE", "Location": "PLACE",
    "ORG": "ORG", "corporation": "ORG", "Organisation": "ORG",
}  # fmt: skip
_INSTITUTION: Final = re.compile(
    r"\b(school|college|university|academy|hospital|infirmary|clinic|surgery|church|mosque|cathedral|prison|nursery)\b",
    re.IGNORECASE,
)
_WIDE: Final = frozenset(_WORDS["wide"].split())
_WIDE_LAST: Final = frozenset(_WORDS["wide_last"].split())

_TITLE: Final = re.compile(rf"(?:(?:{'|'.join(map(re.escape, _WORDS['titles']))})\b\.?\s*)+", re.IGNORECASE)
_PARTY: Final = frozenset(_WORDS["parties"].split())

_TIGHT_LEFT: Final = frozenset(".,;:!?)]}%'’”…")
_TIGHT_RIGHT: Final = frozenset("([{$£#@“‘")
_CLITIC: Final = re.compile(r"(?:'s|'re|'ve|'ll|'d|'m|n't|’s|´s)", re.IGNORECASE)

_BEGINNING: Final = re.compile(r"-DOCSTART-|# newdoc (?:id = )?(?P<kind>[a-z]*)")
"""What a line begins with where a document does; some tell its kind, such as ``email-…``."""

Tagged = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A family of files: which ones, how a line is read, how many copies of it are taken."""

    name: str
    files: str
    read: Callable[[str], Tagged]
    weight: float


@dataclass(frozen=True, slots=True)
class Document:
    """The sentences of one document.

    Attributes:
        kind: As its file tells it, such as ``email``; empty where it does not.
        sentences: In order.
    """

    kind: str
    sentences: list[Example]


def _last_column(line: str) -> Tagged:
    cells = line.split()
    return cells[0], cells[-1]


def _tabbed(line: str) -> Tagged:
    word, _, tag = line.rstrip("\n").rpartition("\t")
    return word.strip() or "-", tag.strip()


def _numbered(line: str) -> Tagged:
    cells = line.rstrip("\n").split("\t")
    return cells[1], cells[2]


SOURCES: Final = (
    Source("uner", "uner_*.iob2", _numbered, 1.0),
    Source("wnut17", "wnut17_*.conll", _tabbed, 1.0),
    Source("wikigold", "wikigold.conll", _last_column, 1.0),
    Source("btc", "btc_*.conll", _tabbed, 0.5),
    Source("sec", "sec_*.txt", _last_column, 0.5),
    Source("re3d", "re3d_*.conll", _tabbed, 1.0),
)


def read(folder: Path, source: Source) -> list[Example]:
    """Every sentence of a source, in the order of the files.

    Raises:
        FileNotFoundError: if there is no such file in the folder.
    """
    return list(chain.from_iterable(document.sentences for document in documents(folder, source)))


def documents(folder: Path, source: Source) -> list[Document]:
    """The documents of a source, in the order of the files; a file that tells of none is one.

    Raises:
        FileNotFoundError: if there is no such file in the folder.
    """
    files = sorted(folder.glob(source.files))
    if not files:
        raise FileNotFoundError(f"{source.files} is not in the data folder")
    found: list[Document] = []
    for number, file in enumerate(files):
        rng = random.Random(f"{source.name} {number}")
        found.append(Document("", []))
        for part in _parts(file, source):
            if isinstance(part, str):
                found.append(Document(part, []))
            else:
                found[-1].sentences.append(_example(rng, part, source.name))
    return [document for document in found if document.sentences]


def _parts(file: Path, source: Source) -> Iterator[list[Tagged] | str]:
    """The words of each sentence; a kind where a document begins."""
    words: list[Tagged] = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        if beginning := _BEGINNING.match(line):
            yield beginning["kind"] or ""
        elif line.startswith("# "):
            continue
        elif line.strip():
            words.append(source.read(line))
        elif words:
            yield words
            words = []


def _example(rng: random.Random, words: Sequence[Tagged], source: str) -> Example:
    text = ""
    spans: list[Marked] = []
    previous = ""
    handle = False
    tight = True
    quoted = False
    for word, tag in words:
        glue = tight or word[0] in _TIGHT_LEFT or bool(_CLITIC.fullmatch(word)) or (word == '"' and quoted)
        text += "" if glue else " "
        start = len(text)
        text += word
        label = _LABELS.get(tag[2:], "")
        handle = word.startswith(("@", "#")) or (handle and previous == "@")
        if handle and source in ("btc", "wnut17"):
            label = IGNORED
        if label:
            _add(spans, (start, len(text), label), joined=not tag.startswith("B-"), text=text)
        tight = word in _TIGHT_RIGHT or (word == '"' and not quoted) or (word in "-/" and rng.random() < 0.7)
        quoted = quoted != (word == '"')
        previous = word
    return Example(text, tuple(_mapped(text, spans)), source)


def _add(spans: list[Marked], span: Marked, *, joined: bool, text: str) -> None:
    """Append a word's span, or lengthen the one before it."""
    start, end, label = span
    if joined and spans and spans[-1][2] == label and not text[spans[-1][1] : start].strip():
        spans[-1] = (spans[-1][0], end, label)
    else:
        spans.append(span)


def _mapped(text: str, spans: Sequence[Marked]) -> Iterator[Marked]:
    for start, end, label in spans:
        if label == "PERSON":
            yield from _person(text, start, end)
            continue
        if not any(map(str.isupper, text[start:end])):
            yield start, end, IGNORED
            continue
        words = text[start:end].lower().split()
        if label == "PLACE" and (" ".join(words) in _WIDE or words[-1] in _WIDE_LAST or words[-1] in _WIDE):
            continue
        if label == "ORG" and _INSTITUTION.search(text[start:end]):
            yield start, end, "INSTITUTION"
        else:
            yield start, end, label


def _person(text: str, start: int, end: int) -> Iterator[Marked]:
    """The name in a person span, without titles; nothing for a party, something to ignore for a description."""
    if title := _TITLE.match(text, start, end):
        start = title.end() if title.end() < end else start
    words = text[start:end].split()
    plain = [word.lower().strip(".,'") for word in words]
    if _PARTY.intersection(plain):
        return
    described = plain[0] in ("the", "a", "an", "his", "her", "their") or not any(map(str.isupper, text[start:end]))
    yield start, end, IGNORED if described else "PERSON"
