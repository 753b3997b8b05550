"""The results as a page of the documentation, with plots."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_HEAD = """\
# Benchmarks

Written by `make bench`; change nothing here by hand. One run on one machine: compare the figures of a row or a table
with one another, not with those of another day. `make bench` takes about an hour on two idle cores, most of it for the
cases of 1,000 pages and for doc_redaction.

{machine}

The inputs are invented: a glossary of eight people and a document of so many pages, 36 lines each (`benchmarks/whole/
inputs.py`). Everybody is given the same names; *left* is how many of them (full names and surnames) the same scan finds
in what was written (`benchmarks/whole/scan.py`). *Processor* is the time of all processors together, start and loading
of models included; on a machine that is shared it says more than *time*. *Memory* is what a program and those that it
called had together at most.
"""
OURS = "redactor (read, detect, replace, verify)"


def write_page(results: Mapping[str, Any], docs: Path) -> None:
    """Write ``benchmarks.md`` and return nothing; the plots are written by ``plots.py`` beside it."""
    parts = [
        _HEAD.format(machine=results["machine"]),
        "## The bars\n\n" + _bars(results),
        "## The whole, by pages\n\n" + _whole(results["runs"]),
        "## The stages\n\nProcessor seconds, of both processes together.\n\n" + _stages(results["runs"]),
        "## Two workers\n\n" + _workers(results),
        _others(results["runs"]),
        "![Processor time by pages](benchmarks/time.svg)\n\n![Memory by pages](benchmarks/memory.svg)\n",
    ]
    (docs / "benchmarks.md").write_text("\n".join(parts), encoding="utf-8")
    place = docs / "benchmarks"
    place.mkdir(exist_ok=True)
    (place / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    heads = list(head)
    lines = [heads, ["---"] * len(heads), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _one(runs: Iterable[Mapping[str, Any]], tool: str, kind: str, pages: int) -> Mapping[str, Any] | None:
    found = (r for r in runs if (r["tool"], r["kind"], r["pages"]) == (tool, kind, pages) and not r["failed"])
    return next(found, None)


def _ratio(first: Mapping[str, Any] | None, second: Mapping[str, Any] | None, what: str = "cpu") -> float | None:
    return first[what] / second[what] if first and second else None


def _bars(results: Mapping[str, Any]) -> str:
    runs = results["runs"]
    rows: list[tuple[str, str, str, str]] = []

    def row(what: str, bar: str, value: float | None, form: str, *, met: bool | None) -> None:
        said = "not measured" if value is None else form.format(value)
        rows.append((what, bar, said, "" if value is None or met is None else "met" if met else "**not met**"))

    for kind, bar in (("pdf", 0.5), ("docx", 0.25)):
        common = [r["pages"] for r in runs if r["tool"].startswith("doc_redaction") and r["kind"] == kind]
        for pages in sorted(common):
            pair = _one(runs, OURS, kind, pages), _one(runs, "doc_redaction, deny list", kind, pages)
            value = _ratio(*pair, "wall")
            what = f"{kind.upper()} of {pages} pages, time on both cores beside doc_redaction's"
            row(what, f"≤ {bar:g}", value, "{:.2f}", met=value is not None and value <= bar)
            row(what.replace("time on both cores", "processor time"), "", _ratio(*pair), "{:.2f}", met=None)
    for kind in ("docx", "pdf"):
        value = _ratio(_one(runs, OURS, kind, 1000), _one(runs, OURS, kind, 100))
        row(f"{kind.upper()}: 1,000 pages beside 100", "≤ 11", value, "{:.1f}", met=value is not None and value <= 11)
    large = _one(runs, OURS, "pdf", 1000)
    memory = large["memory"] if large else None
    row(
        "memory for a PDF of 1,000 pages",
        "≤ 1,024 MiB",
        memory,
        "{:.0f} MiB",
        met=memory is not None and memory <= 1024,
    )
    value = _gain(results)
    row(
        "gain of two workers beside pure arithmetic's", "≥ 0.9", value, "{:.2f}", met=value is not None and value >= 0.9
    )
    return _table(("what", "bar", "this run", ""), rows)


_QUIET = 1.5
"""What two loops of pure arithmetic gain at least on two cores that nobody else uses; below, nothing is judged."""


def _gain(results: Mapping[str, Any]) -> float | None:
    ours, loop = results.get("batches", {}), results.get("control", {})
    if not {"1", "2"} <= set(ours) & set(loop) or loop["2"] < _QUIET * loop["1"]:
        return None
    return float((ours["2"] / ours["1"]) / (loop["2"] / loop["1"]))


def _whole(runs: Iterable[Mapping[str, Any]]) -> str:
    rows = []
    for r in sorted(runs, key=lambda r: (r["kind"], r["pages"], r["tool"] != OURS, r["tool"])):
        if r["failed"]:
            rows.append((r["kind"], f"{r['pages']:,}", r["tool"], r["failed"], "", "", "", ""))
            continue
        each = f"{1000 * r['cpu'] / r['pages']:,.0f} ms"
        figures = (f"{r['cpu']:.1f} s", each, f"{r['wall']:.1f} s", f"{r['memory']:.0f} MiB", r["left"])
        rows.append((r["kind"], f"{r['pages']:,}", r["tool"], *figures))
    heads = ("format", "pages", "tool", "processor", "processor a page", "time", "memory", "left")
    return _table(heads, rows)


def _stages(runs: Iterable[Mapping[str, Any]]) -> str:
    ours = [r for r in runs if r["tool"] == OURS and not r["failed"]]
    names = list(dict.fromkeys(name for r in ours for name in r["stages"]))
    rows = [
        (r["kind"], f"{r['pages']:,}", *(f"{r['stages'].get(name, [0])[0]:.1f}" for name in names))
        for r in sorted(ours, key=lambda r: (r["kind"], r["pages"]))
    ]
    return _table(("format", "pages", *names), rows)


def _workers(results: Mapping[str, Any]) -> str:
    ours, loop = results.get("batches", {}), results.get("control", {})
    rows = [(count, f"{ours[count]:.2f}", f"{loop[count]:.2f}") for count in ours if count in loop]
    if not rows:
        return "Not measured in this run.\n"
    gained = loop["2"] / loop["1"] if {"1", "2"} <= set(loop) else 0.0
    busy = f"Two loops gained {gained:.2f}: the machine was too busy to judge two workers by it. "
    said = (
        f"A batch of {results['batch pages']} pages, ten in each case; an archive has more. The median of three "
        "rounds, in which batch and loop took turns. Each worker has one core; the start of all processes is part of "
        "it. "
        + (busy if gained < _QUIET else "")
        + f"The machine's load was {results['load']} before and {results['load after']} after this part.\n\n"
    )
    return said + _table(("workers", "pages a second of a batch", "runs a second of pure arithmetic"), rows)


def _others(runs: Iterable[Mapping[str, Any]]) -> str:
    found = {(r["tool"], r["version"], r["note"]) for r in runs}
    rows = sorted((tool, version, note) for tool, version, note in found)
    return "## Versions\n\n" + _table(("tool", "version", "note"), rows)
