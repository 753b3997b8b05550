"""How often the verifier stops a paragraph that is clean, and how often it finds the one name that is left.

Usage: ``python -m evaluation.alarms [--split test] [--rounds 6] [--show N] [--out FILE]``.

A clean paragraph is one pattern of ``corpus.sentences``, rendered, with every person, place and institution as
a code; each round renders every pattern once, with other facts. Paragraphs are searched as documents of a case;
identifiers are left out, because the corpus does not label them. Then one mention of a person at a time is put
back. Last, the clean paragraphs are searched in a case whose people bear ordinary words as names, which is the
worst that can be for false alarms.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import cast, get_args

from corpus.names import Split
from corpus.sentences import patterns, render
from corpus.sentences.model import Span, Text

from evaluation.counts import Share
from evaluation.keep import keep_list
from redactor.model import Category, DocumentKind, Origin, Person
from redactor.profiles.schema import load_profile
from redactor.verify import Knowledge
from redactor.verify.closed import CHECK, proper_nouns
from redactor.verify.readers import Block, ReadFile, Surface
from redactor.verify.search import forms, identifiers
from redactor.verify.search.asked import Model
from redactor.verify.search.residuals import find_residuals

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "false-alarms.md"
_CODES = {"PERSON": "SW1", "PLACE": "[address]", "INSTITUTION": "Primary School 1"}
_PLAIN = (
    ("Jolie Whitcombe", "HV1", Category.PROFESSIONAL),
    ("Karolina Quillerby", "SW1", Category.PROFESSIONAL),
    ("Leocadia Brannock", "Mother", Category.FAMILY),
    ("Torquil Brannock", "Father", Category.FAMILY),
    ("Ysolde Brannock", "Child R", Category.CHILD),
    ("Eulalia Pountney", "MGM", Category.FAMILY),
)
_ORDINARY_WORDS = (
    ("Hope Lincoln", "HV1", Category.PROFESSIONAL),
    ("Mark Page", "SW1", Category.PROFESSIONAL),
    ("Grace Ward", "Mother", Category.FAMILY),
    ("Will Marsh", "Father", Category.FAMILY),
    ("Summer Marsh", "Child R", Category.CHILD),
    ("May Reading", "MGM", Category.FAMILY),
)
_DOCUMENT = 40
"""Paragraphs that make one document."""
_TRAPS = "traps"
"""The kind whose patterns were written to be mistaken for names."""
_OTHERS = "tokens that nothing explains and that look like no person"
_SHOWN_FORMS = 30


@dataclass(slots=True)
class Figures:
    """What was measured.

    Attributes:
        kinds: Kind of document -> share of its clean paragraphs flagged anywhere.
        checks: Check -> share of the clean paragraphs that it flags.
        anywhere: Share flagged at any destination; ``website`` also counts what only the website holds.
        keeping: Share flagged at any destination in a case with a keep list; by whether the kind is traps.
        hard: Share flagged by the forms of names that are ordinary words.
        left: Written form -> share of the single mentions left that the closed world or a rule finds.
        examples: Title -> lines to look at.
    """

    kinds: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    checks: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    anywhere: Share = field(default_factory=Share)
    website: Share = field(default_factory=Share)
    hard: Share = field(default_factory=Share)
    keeping: dict[bool, Share] = field(default_factory=lambda: defaultdict(Share))
    left: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def coded(text: str, spans: Sequence[Span], left: Span | None = None) -> str:
    """The text with its labelled spans as codes, but for one."""
    out, position = "", 0
    for span in spans:
        out += text[position : span.start]
        kept = span == left or span.label not in _CODES
        out += text[span.start : span.end] if kept else _CODES[span.label]
        position = span.end
    return out + text[position:]


def a_case(listed: Iterable[tuple[str, str, Category]], *, keeping: bool = False) -> Knowledge:
    """An invented case of some people; ``keeping``: with the keep list of ``keep.tsv``."""
    people = tuple(Person(f"g{n}", name, code, kind, "") for n, (name, code, kind) in enumerate(listed))
    for name, reason in keep_list() if keeping else ():
        people += (Person(f"k{name}", name, "", Category.KEEP, reason, origin=Origin.KEEP),)
    return Knowledge(
        people=people,
        subject="Child R",
        reference="",
        roles_not_held={},
        profile=load_profile("website"),
        full_rules=False,
        codes=frozenset({*(person.code for person in people if person.code), "Primary School 1"}),
    )


def flags(paragraphs: Sequence[str], known: Knowledge) -> dict[int, dict[str, list[str]]]:
    """Index of each paragraph of a document that is flagged -> check -> what it flags."""
    found = _searched(paragraphs, known)
    for number, text in enumerate(paragraphs):
        for noun in proper_nouns([Block("", text, Surface.BODY)], known, wrapped=False):
            if noun.unexplained:
                found[number][CHECK if noun.like_person else _OTHERS].append(noun.text)
    return found


def _searched(paragraphs: Sequence[str], known: Knowledge) -> dict[int, dict[str, list[str]]]:
    """What the residual search finds, likewise."""
    blocks = tuple(Block(str(n), text, Surface.BODY) for n, text in enumerate(paragraphs))
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    read = ReadFile("docx", blocks)
    with Model().marked(read) as people:
        searched = find_residuals(read, DocumentKind.OTHER, known, people)
    for residual in searched.residuals:
        if residual.check not in (identifiers.CHECK, identifiers.DATE_CHECK):
            found[int(residual.place.split()[0])][residual.check].append(residual.excerpt)
    return found


def paragraphs_of(split: Split, rounds: int, seed: int) -> Iterator[Text]:
    """Every pattern of a split, rendered so many times."""
    rng = random.Random(f"{split} {seed}")
    for _ in range(rounds):
        for pattern in patterns(split):
            yield render(rng, [pattern], split)


def measure(texts: Iterable[Text]) -> Figures:
    """All rates over some paragraphs."""
    figures = Figures()
    known, hard = a_case(_PLAIN), a_case(_ORDINARY_WORDS)
    kept = a_case(_PLAIN, keeping=True)
    dealt = random.Random(7)
    source = iter(texts)
    while several := list(islice(source, _DOCUMENT)):
        clean = [coded(text.text, text.spans) for text in several]
        found = flags(clean, known)
        words, after = _searched(clean, hard), flags(clean, kept)
        for number, text in enumerate(several):
            _count(figures, text.kind, clean[number], found.get(number, {}))
            figures.keeping[text.kind == _TRAPS].add(bool(set(after.get(number, {})) - {_OTHERS}))
            figures.hard.add(forms.CHECK in words[number])
            figures.examples["words"] += [f"{what} in: {clean[number]!r}" for what in words[number][forms.CHECK]]
            if number not in found:
                _one_left(figures, text, dealt, known)
    for share in figures.checks.values():
        share.total = figures.website.total
    return figures


def _count(figures: Figures, kind: str, clean: str, by_check: Mapping[str, Sequence[str]]) -> None:
    """Count what flags one clean paragraph."""
    held = bool(set(by_check) - {_OTHERS})
    figures.kinds[kind].add(held)
    figures.anywhere.add(held)
    figures.website.add(bool(by_check))
    for check, what in by_check.items():
        figures.checks[check].hits += 1
        figures.examples[check].append(f"{what} in: {clean!r}")


def _one_left(figures: Figures, text: Text, dealt: random.Random, known: Knowledge) -> None:
    """Put one mention of a person back and count whether anything holds it."""
    mentions = [span for span in text.spans if span.label == "PERSON"]
    if not mentions:
        return
    left = dealt.choice(mentions)
    mention = next(item for item in text.people if item.start == left.start)
    form = f"{mention.form}, an ordinary word" if mention.origin == "ordinary-word" else mention.form
    spoilt = coded(text.text, text.spans, left)
    found = any(set(by_check) - {_OTHERS} for by_check in flags([spoilt], known).values())
    figures.left[form].add(found)
    if not found:
        figures.examples["missed"].append(f"{form}: {text.text[left.start : left.end]!r} in: {spoilt!r}")


def page(figures: Figures, split: str, rounds: int) -> str:
    """The figures as Markdown."""
    kinds = sorted(figures.kinds.items())
    reports = _sum(share for kind, share in kinds if kind != _TRAPS)
    checks = sorted(figures.checks.items(), key=lambda item: (-item[1].hits, item[0]))
    by_form = sorted(figures.left.items(), key=lambda item: -item[1].total)[:_SHOWN_FORMS]
    return f"""# False alarms of the verifier

Written by `python -m evaluation.alarms --split {split} --rounds {rounds}`; do not edit. Every pattern of the {split}
split of the corpus, rendered {rounds} times with other facts, every person, place and institution replaced by a code:
{figures.anywhere.total:,} clean paragraphs, searched as documents of an invented case. Whatever is flagged is a false
alarm. Behind each share stands its 95 % confidence interval; patterns repeat, so the intervals are too narrow. The
kind "{_TRAPS}" holds what was written to be mistaken for a name; part of it cannot be told from one without asking (an
agency that is called like a person), and is to be flagged.

- Paragraphs flagged for every destination, traps left out: {reports}
- The same in a case whose keep list holds the public people, characters, firms and systems called like people that the
  texts name (`evaluation/keep.tsv`), as after one round of `redactor suggest`: {figures.keeping[False]}; traps:
  {figures.keeping[True]}
- Traps flagged for every destination: {dict(kinds).get(_TRAPS, Share())}
- All of them, traps included, flagged for every destination: {figures.anywhere}
- All of them, flagged for the website, whose officer looks at every token that nothing explains: {figures.website}
- All of them, flagged by the written forms of names in a case whose people are called Hope Lincoln, Mark Page, Grace
  Ward, Will Marsh, Summer Marsh and May Reading ("planned for May", "Summer came"): {figures.hard}. The writer shares
  the rule and has replaced such a word before the verifier looks: the price is paid in replaced words, not in
  documents that are held.

| check | paragraphs | share flagged |
|---|---|---|
{_rows((check, share.hits, share) for check, share in checks)}

| kind | paragraphs | share flagged for every destination |
|---|---|---|
{_rows((kind, share.total, share) for kind, share in kinds)}

## One name left

The same paragraphs with one mention of a person put back who is in no glossary, and no model asked. Found by the closed
world or by the rules of titles and roles: {_sum(figures.left.values())} of {_sum(figures.left.values()).total:,}. A
name that is an ordinary word with nothing beside it, and initials, are what the person model and the glossary are for.

| written form | left | found |
|---|---|---|
{_rows((form, share.total, share) for form, share in by_form)}
"""


def _sum(shares: Iterable[Share]) -> Share:
    several = list(shares)
    return Share(sum(share.hits for share in several), sum(share.total for share in several))


def _rows(rows: Iterable[tuple[object, ...]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write the page; with ``--show`` print examples of both mistakes."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.alarms", description=__doc__)
    parser.add_argument("--split", default="test", choices=get_args(Split))
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--out", type=Path, default=_PAGE)
    options = parser.parse_args(arguments)
    split = cast("Split", options.split)
    figures = measure(paragraphs_of(split, options.rounds, options.seed))
    for title, lines in figures.examples.items():
        for line in lines[: options.show]:
            sys.stdout.write(f"{title.upper()} {line}\n")
    text = page(figures, split, options.rounds)
    options.out.write_text(text, encoding="utf-8")
    sys.stderr.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
