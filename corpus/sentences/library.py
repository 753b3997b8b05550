"""Every pattern of the package, parsed, with its kind of document and its split."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.names import Split, split_of
from corpus.names.assignment import split_by_hash
from corpus.sentences.grammar import NameSlot, Node, PatternError, PersonSlot, parse, walk

_FOLDER = Path(__file__).with_name("patterns")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence, cell or short paragraph with slots.

    Attributes:
        source: As written in the pattern file.
        kind: Kind of document (the name of the file).
        nodes: The parsed source.
        split: The only split that uses it.
        key: Short digest of the normalised wording.
        negative: It holds no person: what looks like a name in it is none.
    """

    source: str
    kind: str
    nodes: tuple[Node, ...]
    split: Split
    key: str
    negative: bool


def normalised(source: str) -> str:
    """The wording alone: slots without their marks, letters and digits only, lower case."""
    slots = re.sub(r"\{(?:!|[A-Z]+=)([^{}]+)\}", r"\1", source)
    slots = re.sub(r"\{[A-Z](?:\.[fm])?(?:~[A-Z])?(?::\w+)?\}", " someone ", slots)
    return " ".join(re.findall(r"[^\W_]+", slots.lower()))


@functools.cache
def patterns(split: Split | None = None) -> tuple[Pattern, ...]:
    """The patterns of one split, or all of them, in the order of the files.

    Raises:
        PatternError: if a pattern breaks the grammar.
    """
    every = _all()
    return every if split is None else tuple(pattern for pattern in every if pattern.split == split)


@functools.cache
def _all() -> tuple[Pattern, ...]:
    return tuple(_pattern(line, path.stem) for path in sorted(_FOLDER.glob("*.txt")) for line in _lines(path))


def patterns_of(file: Path, split: Split) -> tuple[Pattern, ...]:
    """The patterns of a file from elsewhere, in its order, all of one split; its name is their kind of document.

    Raises:
        PatternError: if a pattern breaks the grammar.
    """
    return tuple(replace(_pattern(line, file.stem), split=split) for line in _lines(file))


def _lines(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("# ")]


def _pattern(source: str, kind: str) -> Pattern:
    nodes = parse(source)
    wording = normalised(source)
    people = [node for node in walk(nodes) if isinstance(node, PersonSlot | NameSlot)]
    literal = {split_of(node.name) for node in people if isinstance(node, NameSlot)}
    if None in literal or len(literal) > 1:
        raise PatternError(f"literal names must be listed, and in one split: {source}")
    split = literal.pop() if literal else split_by_hash(wording)
    if split is None:
        raise PatternError(f"no split: {source}")
    key = hashlib.sha256(f"{kind} {wording}".encode()).hexdigest()[:10]
    return Pattern(source, kind, nodes, split, key, not people)
