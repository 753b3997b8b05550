"""The over-redaction traps: public names and ordinary words that must stay, in a document of a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from evaluation.counts import Share
from evaluation.running import GAP, run_texts

_LIST = Path(__file__).with_name("traps.tsv")
_TRAP = re.compile(r"\[([^\]]+)\]")


def sentences() -> Iterator[tuple[str, int, int]]:
    """The sentences with half-open offsets, in code points, of what must stay in them."""
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        trap = _TRAP.search(line)
        if trap is None:
            raise ValueError("a line without a trap in brackets")
        yield line[: trap.start()] + trap[1] + line[trap.end() :], trap.start(), trap.start() + len(trap[1])


def measure() -> tuple[Share, tuple[str, ...]]:
    """Run a case with one document of all traps.

    Returns:
        The share of the traps that no person or place replaced (a court or a school is coded as an
        institution), and the sentences of the others.
    """
    listed = list(sentences())
    text = GAP.join(("Overview report", *(sentence for sentence, _, _ in listed)))
    (result,) = run_texts({"overview.txt": text}).documents
    if result.plan is None or result.document is None:
        raise ValueError("the document of the traps was not decided")
    share, lost = Share(), []
    edits = result.plan.by_segment()
    keys = {segment.text.strip(): segment.key for segment in result.document.segments}
    for sentence, start, end in listed:
        hit = any(
            edit.start < end and start < edit.end and edit.kind in ("person", "place")
            for edit in edits.get(keys[sentence], ())
        )
        share.add(not hit)
        if hit:
            lost.append(sentence)
    return share, tuple(lost)
