"""How the closed world fares on invented prose: clean paragraphs flagged, single names left found.

Usage: ``python -m benchmarks.closed_world [--split test] [--count 3000] [--show N]``. Clean are the texts of
``corpus.sentences`` with every person, place and institution as a code; then one mention
of a person at a time is put back.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from typing import cast, get_args

from corpus.names import Split
from corpus.sentences import generate
from corpus.sentences.model import Span, Text

from redactor.verify.closed import proper_nouns
from redactor.verify.readers.base import Block, Surface

_CODES = {"PERSON": "SW1", "PLACE": "[address]", "INSTITUTION": "Primary School 1"}


def flagged(text: str) -> tuple[list[str], list[str]]:
    """The unexplained tokens of a text that look like a person, and the others."""
    found = [n for n in proper_nouns([Block("here", text, Surface.BODY)], None, wrapped=False) if n.unexplained]
    return [n.text for n in found if n.like_person], [n.text for n in found if not n.like_person]


def coded(text: str, spans: Sequence[Span], left: Span | None = None) -> str:
    """The text with its labelled spans as codes, but for one."""
    out, position = "", 0
    for span in spans:
        out += text[position : span.start]
        kept = span == left or span.label not in _CODES
        out += text[span.start : span.end] if kept else _CODES[span.label]
        position = span.end
    return out + text[position:]


def main() -> int:
    """Print the two rates and, if asked, examples of both mistakes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="dev", choices=get_args(Split))
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    dealt = random.Random(7)  # noqa: S311 - which mention is left need not be secret
    alarms: list[str] = []
    advice: list[str] = []
    missed: list[str] = []
    forms: Counter[str] = Counter()
    found: Counter[str] = Counter()
    texts: list[Text] = list(generate(cast("Split", arguments.split), arguments.count, 5))
    for text in texts:
        person, other = flagged(coded(text.text, text.spans))
        alarms += [f"{person} in: {coded(text.text, text.spans)!r}"] if person else []
        advice += [f"{other} in: {coded(text.text, text.spans)!r}"] if other else []
        mentions = [span for span in text.spans if span.label == "PERSON"]
        if not mentions or person:
            continue
        left = dealt.choice(mentions)
        mention = next(item for item in text.people if item.start == left.start)
        kind = f"{mention.form}{' (word)' if mention.origin == 'ordinary-word' else ''}"
        forms[kind] += 1
        if flagged(coded(text.text, text.spans, left))[0]:
            found[kind] += 1
        else:
            missed.append(f"{kind}: {text.text[left.start : left.end]!r} in: {coded(text.text, text.spans, left)!r}")
    out = sys.stdout.write
    out(f"clean texts flagged as people: {len(alarms)} of {len(texts)} ({100 * len(alarms) / len(texts):.2f} %)\n")
    out(f"clean texts with other unexplained tokens: {len(advice)} ({100 * len(advice) / len(texts):.2f} %)\n")
    out(f"single mentions found: {found.total()} of {forms.total()} ({100 * found.total() / forms.total():.1f} %)\n")
    for kind, count in forms.most_common():
        out(f"  {kind}: {found[kind]} of {count}\n")
    for title, lines in (("ALARMS", alarms), ("ADVICE", advice), ("MISSED", missed)):
        for line in lines[: arguments.show]:
            out(f"{title} {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
