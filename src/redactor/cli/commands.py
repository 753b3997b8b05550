"""What the commands do, beside parsing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from redactor import pipeline as stages
from redactor.cli.console import Bar, print_json, stderr
from redactor.errors import ExitCode, UsageError
from redactor.model import Status
from redactor.pipeline.check_results import CheckedFile, CheckResult, CheckStatus

if TYPE_CHECKING:
    from redactor.release.results import DocumentResult, RunResult

_WORDS = {
    Status.RELEASED: "[green]Released[/]",
    Status.HELD: "[yellow]Needs you[/]",
    Status.BLOCKED: "[red]Blocked[/]",
    Status.REFUSED: "[red]Blocked[/]",
    Status.UNREADABLE: "[yellow]Needs you[/]",
    Status.UNSUPPORTED: "[yellow]Needs you[/]",
}
_CHECK_WORDS = {
    CheckStatus.CLEAN: "[green]Clean[/]",
    CheckStatus.RESIDUAL: "[red]Blocked[/]",
    CheckStatus.REFUSED: "[red]Blocked[/]",
    CheckStatus.HELD: "[yellow]Needs you[/]",
    CheckStatus.UNREADABLE: "[yellow]Needs you[/]",
    CheckStatus.UNSUPPORTED: "[yellow]Needs you[/]",
}


def make_case(case: Path, *, reference: str, board: str, subject: str) -> None:
    """Make a case folder and say what to do with it."""
    from redactor.case.scaffold import new_case

    new_case(case, reference=reference, board=board, subject=subject)
    stderr.print(f"Made [bold]{escape(str(case))}[/].")
    stderr.print("1. Fill in case.toml (a text editor) and glossary.xlsx (Excel).")
    stderr.print("2. Put the documents into the folder documents/.")
    stderr.print(f"3. redactor suggest {escape(str(case))}   (who is not in the glossary yet)")
    stderr.print(f"4. redactor run {escape(str(case))} --out OUTPUT")


def run_one(
    case: Path,
    out: Path,
    *,
    destination: str,
    accept_provisional: bool,
    confidential: Path | None,
    key_to_codes: bool,
    review_copy: bool = False,
    pdf: bool = False,
    retypeset: bool = False,
    raster: bool = True,
    pipeline: str | None = None,
    password_file: Path | None = None,
    protect: Path | None = None,
    dry_run: bool,
    as_json: bool,
) -> ExitCode:
    """Run one case and print how it ended."""
    from redactor.pipeline.beside import process_for_run

    with process_for_run(pipeline) as beside, Bar(quiet=as_json) as bar:
        result = stages.run_case(
            case,
            out,
            destination=destination,
            accept_provisional=accept_provisional,
            dry_run=dry_run,
            confidential=confidential,
            key_to_codes=key_to_codes,
            review_copy=review_copy,
            pdf=pdf,
            retypeset=retypeset,
            raster=raster,
            pipeline=pipeline,
            password_file=password_file,
            protect=protect,
            progress=bar,
            beside=beside,
        )
    return print_run_result(result, as_json=as_json, dry_run=dry_run)


def merge_one(
    case: Path,
    out: Path,
    *,
    destination: str,
    accept_provisional: bool,
    confidential: Path | None,
    pipeline: str | None,
    password_file: Path | None = None,
    protect: Path | None = None,
    as_json: bool,
) -> ExitCode:
    """Merge the chronologies of one case and print how it ended."""
    with Bar(quiet=as_json) as bar:
        result = stages.merge_chronologies(
            case,
            out,
            destination=destination,
            accept_provisional=accept_provisional,
            confidential=confidential,
            pipeline=pipeline,
            password_file=password_file,
            protect=protect,
            progress=bar,
        )
    return print_run_result(result, as_json=as_json, dry_run=False)


def print_run_result(result: RunResult, *, as_json: bool, dry_run: bool) -> ExitCode:
    """Print how a run ended and answer its exit code."""
    if as_json:
        from redactor.release.report import report_data

        print_json(report_data(result.record))
    else:
        _print_run(result, dry_run=dry_run)
    return result.exit_code


def check_them(
    files: Sequence[Path],
    *,
    case: Path | None,
    glossary: Path | None,
    destination: str,
    certificate: Path | None,
    password_file: Path | None = None,
    report: Path | None = None,
    as_json: bool,
) -> ExitCode:
    """Check finished files and print what was found."""
    from redactor.pipeline.beside import process_for_check

    with process_for_check(files) as beside, Bar(quiet=as_json) as bar:
        result = stages.check_files(
            files,
            case,
            glossary=glossary,
            destination=destination,
            certificate=certificate,
            password_file=password_file,
            progress=bar,
            beside=beside,
        )
    if report is not None:
        stages.write_check_page(report, result, destination)
        stderr.print(f"Confidential page: [bold]{escape(str(report))}[/]")
    if as_json:
        print_json({"documents": [_checked_json(item) for item in result.documents]})
    else:
        _print_check(result)
    return result.exit_code


def suggest_rows(
    case: Path, output: Path | None, *, pipeline: str | None = None, password_file: Path | None = None
) -> None:
    """Write the suggested glossary and say where it is."""
    with Bar() as bar:
        path, rows = stages.suggest_glossary(case, output, pipeline=pipeline, password_file=password_file, progress=bar)
    stderr.print(f"{len(rows)} people and places are not in the glossary yet.")
    stderr.print(f"Written: [bold]{escape(str(path))}[/]. Open it in Excel, correct code, role and category,")
    stderr.print("and copy the rows you agree with into the glossary.")


def ask_agencies(case: Path, out: Path | None, *, pipeline: str | None, password_file: Path | None) -> None:
    """Write the slips and say where they are."""
    with Bar() as bar:
        made = stages.query_agencies(case, out, pipeline=pipeline, password_file=password_file, progress=bar)
    if not made.files:
        stderr.print("Nobody to ask about: everybody who was found is in the glossary.")
        return
    stderr.print(f"{made.questions} questions in {len(made.files)} slips: [bold]{escape(str(made.folder))}[/]")
    stderr.print("They hold names: send each to the agency that wrote the document, by your secure way.")
    stderr.print(f"Then: redactor query {escape(str(case))} --answers FILE  (for each slip that came back)")


def read_back(case: Path, files: Sequence[Path]) -> None:
    """Take answered slips into the glossary and say what was added."""
    answered = stages.take_answers(case, files)
    for warning in answered.warnings:
        stderr.print(f"[bold]Note:[/] {escape(warning)}")
    stderr.print(f"{len(answered.added)} rows were added to [bold]{escape(str(answered.glossary))}[/].")
    if answered.decided:
        stderr.print(f"{len(answered.decided)} shared names are decided in confidential/decisions.csv.")
    if answered.before:
        stderr.print(f"The glossary as it was: {escape(str(answered.before))}")


def draw_one(case: Path, table: Path | None, output: Path | None) -> None:
    """Draw the genogram of a case, or write the form for its table, and say what to do next."""
    made = stages.draw_genogram(case, table, output)
    shown = escape(str(made.table))
    if made.svg is None or made.png is None:
        stderr.print(f"There was no table yet. Wrote the form [bold]{shown}[/] with {made.people} people of the case.")
        stderr.print("Fill it in (its second sheet says how), then run the same command again.")
        return
    stderr.print(f"Drew {made.people} people from {shown}:")
    stderr.print(f"  [bold]{escape(str(made.svg))}[/]  (for Word: Insert, Pictures; sharp at every size)")
    stderr.print(f"  [bold]{escape(str(made.png))}[/]")
    stderr.print("To have it stand in place of a picture in the released copies, add to case.toml:")
    stderr.print(f"  {escape('[pictures.genograms]')}")
    stderr.print(f'  "SHA-256 of the picture, from the report" = "{escape(made.table.name)}"', soft_wrap=True)


def run_demo(out: Path, *, as_json: bool) -> ExitCode:
    """Copy the example case into a new folder and run it there."""
    case = out / "case"
    if case.exists():
        raise UsageError(f"{out} already holds a demo.", next_step="Delete it, or name another folder with --out.")
    from redactor.case.scaffold import copy_example

    copy_example(case)
    return run_one(
        case,
        out / "output",
        destination="ofsted",
        accept_provisional=False,
        confidential=None,
        key_to_codes=True,
        dry_run=False,
        as_json=as_json,
    )


def open_pages(case: Path | None, *, browser: bool, idle_minutes: float, pipeline: str | None) -> None:
    """Serve the review pages until they are closed."""
    from redactor.web.server import serve

    def tell(url: str) -> None:
        stderr.print("The review pages are open in your browser. To close them, use the page or press Ctrl+C here.")
        if not browser:
            stderr.print(f"Open this address, which works once: {escape(url)}")

    serve(case, browser=browser, idle_minutes=idle_minutes, pipeline=pipeline, tell=tell)


def _print_run(result: RunResult, *, dry_run: bool) -> None:
    table = Table(
        "Document", "Kind", "Result", "Replaced", "Why", title="Plan (nothing was written)" if dry_run else None
    )
    for item in result.documents:
        table.add_row(
            escape(item.source),
            item.kind.value if item.kind else "?",
            _WORDS[item.status],
            str(len(item.plan.replacements)) if item.plan else "",
            escape(
                "\n".join(item.reasons[:4]) + (f"\n… and {len(item.reasons) - 4} more" if len(item.reasons) > 4 else "")
            ),
        )
    stderr.print(table)
    if dry_run:
        _print_plan(result)
    for step in dict.fromkeys(step for item in result.documents for step in item.next_steps):
        stderr.print(f"[bold]What to do:[/] {escape(step)}")
    for warning in result.record.warnings:
        stderr.print(f"[bold]Note:[/] {escape(warning)}")
    if result.release:
        stderr.print(f"Released copies: [bold]{escape(str(result.release))}[/]")
    if result.report:
        stderr.print(f"Confidential report: [bold]{escape(str(result.report))}[/]")


def _print_plan(result: RunResult) -> None:
    table = Table("Document", "Place", "Becomes", "Kind", "Rule")
    for item in result.documents:
        for place, text, kind, rule in _planned(item):
            table.add_row(escape(item.source), escape(place), escape(text), kind, rule)
    stderr.print(table)


def _planned(item: DocumentResult) -> list[tuple[str, str, str, str]]:
    if item.plan is None or item.document is None:
        return []
    places = {segment.key: str(segment.place) for segment in item.document.segments}
    return [(places.get(r.segment, r.segment), r.text, r.kind, r.rule) for r in item.plan.replacements]


def _print_check(result: CheckResult) -> None:
    for item in result.documents:
        kind = f" ({item.kind.value})" if item.kind else ""
        limited = result.limited and item.status is CheckStatus.CLEAN
        word = "[yellow]Nothing found[/]" if limited else _CHECK_WORDS[item.status]
        stderr.print(f"{word}  {escape(item.source)}{kind}")
        for residual in item.residuals:
            whose = f" {residual.code}" if residual.code else ""
            stderr.print(
                f"    [red]left:[/] {escape(residual.kind.replace('_', ' '))}{escape(whose)} — {escape(residual.place)}"
            )
        for note in item.notes:
            mark = "[yellow]needs you:[/]" if note.holds else "note:"
            place = f" — {note.place}" if note.place else ""
            stderr.print(f"    {mark} {escape(note.message)}{escape(place)} {escape(note.next_step)}".rstrip())
    if result.limited:
        stderr.print(
            "[bold]This check was limited:[/] without a case or a glossary it looks for people with a title or a role "
            "beside the name and for identifiers; it cannot say that a file is clean. Use --case or --glossary."
        )


def _checked_json(item: CheckedFile) -> dict[str, object]:
    return {
        "source": item.source,
        "kind": item.kind.value if item.kind else None,
        "status": item.status.value,
        "residuals": [{"place": r.place, "kind": r.kind, "code": r.code} for r in item.residuals],
        "notes": [" ".join(p for p in (n.message, n.place and f"({n.place})", n.next_step) if p) for n in item.notes],
    }
