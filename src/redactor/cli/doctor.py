"""``redactor doctor``: what this computer can do, what is missing and how to add it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from redactor.cli.console import print_json, stderr
from redactor.errors import ExitCode, ModelError

_PACKAGES = ("presidio-analyzer", "presidio-anonymizer", "spacy", "pdfplumber", "pikepdf", "python-docx", "pypdfium2")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination.

    Attributes:
        what: The part looked at.
        state: ``ok``, ``missing`` (a lack that limits), ``warning`` (a case that others can reach)
            or ``broken`` (a lack that stops).
        detail: What was found.
        remedy: How to add it; empty if nothing is needed.
    """

    what: str
    state: str
    detail: str
    remedy: str = ""


def examine(cases: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Look at everything the program uses, and at where cases lie; runs no document."""
    return (*_installation(), _pipeline(), *_data(), *_formats(), *_programs(), *_places(cases))


def report(cases: Sequence[Path] = (), *, as_json: bool) -> ExitCode:
    """Print the examination; answers 7 if the person model is missing or altered, 70 if data is missing, else 0."""
    findings = examine(cases)
    if as_json:
        print_json({"findings": [asdict(item) for item in findings]})
    else:
        table = Table("Part", "State", "Detail", "What to do")
        for item in findings:
            colour = {"ok": "green", "missing": "yellow", "warning": "yellow", "broken": "red"}[item.state]
            table.add_row(item.what, f"[{colour}]{item.state}[/]", escape(item.detail), escape(item.remedy))
        stderr.print(table)
    broken = [item.what for item in findings if item.state == "broken"]
    if not broken:
        return ExitCode.OK
    return ExitCode.MODEL if "person model" in broken else ExitCode.BUG


def _installation() -> list[Finding]:
    from redactor import __version__

    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return [
        Finding("redactor", "ok", f"{__version__} on Python {platform.python_version()}, {sys.platform}"),
        Finding("libraries", "ok", packages),
    ]


def _pipeline() -> Finding:
    from redactor.nlp import load_pipeline

    try:
        meta = load_pipeline().meta
    except ModelError as error:
        return Finding("person model", "broken", error.message, error.next_step)
    return Finding(
        "person model", "ok", f"{meta['lang']}_{meta['name']} {meta['version']}, files unaltered, works offline"
    )


def _data() -> list[Finding]:
    from redactor.resources import resource

    findings = []
    for name in ("roles.csv", "public-terms.csv", "nicknames.csv", "english-words.txt.gz"):
        try:
            resource("glossaries", name)
            findings.append(Finding(f"glossaries/{name}", "ok", "shipped"))
        except FileNotFoundError:
            findings.append(Finding(f"glossaries/{name}", "broken", "not there", "Install redactor again."))
    return findings


def _formats() -> list[Finding]:
    from redactor.formats import adapters

    return [
        Finding(f"format {adapter.name}", "ok", ", ".join(f"{a} → {b}" for a, b in sorted(adapter.extensions.items())))
        for adapter in adapters()
    ]


def _libreoffice() -> Finding:
    from redactor.formats.legacy import adapters as older
    from redactor.formats.legacy.libreoffice import program, version

    formats = ", ".join(sorted(extension for adapter in older() for extension in adapter.extensions))
    path = program()
    if path is None:
        detail = f"not found: {formats} cannot be read"
        return Finding("LibreOffice", "missing", detail, "Install LibreOffice, or save such files in the new formats.")
    return Finding("LibreOffice", "ok", f"{version(path) or 'version unknown'}: converts {formats}")


def _programs() -> list[Finding]:
    return [_libreoffice(), *_text_in_pictures()]


def _text_in_pictures() -> list[Finding]:
    from redactor.ocr import ENGINES, engines

    there = engines()
    embedded, faster = ENGINES
    findings = []
    if embedded in there:
        findings.append(Finding("text in pictures", "ok", f"{embedded}, shipped with the program, works offline"))
    else:
        detail = f"{faster} reads all pictures" if there else "pictures become placeholders"
        findings.append(
            Finding(
                "text in pictures",
                "missing",
                f"{embedded} or its models are not there: {detail}",
                "Install redactor again.",
            )
        )
    if faster in there:
        findings.append(Finding(faster, "ok", "found: reads page scans faster"))
    else:
        detail = f"not found: {embedded} reads page scans too, about three times slower"
        findings.append(Finding(faster, "missing", detail, f"Install {faster} if you have many scans."))
    return findings


def _places(cases: Sequence[Path]) -> list[Finding]:
    from redactor.case.places import exposures
    from redactor.case.sealing import is_sealed

    findings = []
    for case in cases:
        name = f"case {case.resolve().name}"
        warnings = exposures(case)
        findings += [Finding(name, "warning", item.what, item.next_step) for item in warnings]
        if not warnings:
            findings.append(Finding(name, "ok", "sealed" if is_sealed(case) else "open, on this computer only"))
    return findings
