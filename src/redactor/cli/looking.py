"""``redactor diff``, ``redactor mentions`` and ``redactor due``: they look and change nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from redactor.cli.options import CaseFolder, Json, PasswordFile, Pipeline
from redactor.cli.signing import Confidential

group = typer.Typer()


@group.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The older release: a file or a folder.", exists=True)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The newer release: a file or a folder.", exists=True)],
    case: Annotated[
        Path | None, typer.Option("--case", metavar="CASE", help="The case folder, for its codes.", file_okay=False)
    ] = None,
    password_file: PasswordFile = None,
    as_json: Json = False,
) -> None:
    """Say what a reader who has two releases of one document could learn."""
    from rich.markup import escape

    from redactor.cli.console import print_json, stderr
    from redactor.pipeline import diff_releases

    found = diff_releases(old, new, case=case, password_file=password_file)
    if as_json:
        documents = [
            {
                "old": item.old,
                "new": item.new,
                "learnt": [
                    {
                        "what": entry.what.value,
                        "old": entry.old,
                        "new": entry.new,
                        "places": list(entry.places),
                        "tells": entry.what.tells,
                    }
                    for entry in item.learnt
                ],
            }
            for item in found.documents
        ]
        print_json({"documents": documents, "unpaired": list(found.unpaired)})
    else:
        for item in found.documents:
            stderr.print(f"[bold]{escape(item.old)}[/] → [bold]{escape(item.new)}[/]")
            for entry in item.learnt:
                mark = "[red]tells:[/]" if entry.what.tells else "note:"
                words = f"“{entry.old}” / “{entry.new}”"
                stderr.print(f"    {mark} {entry.what.value}: {escape(words)} — {escape('; '.join(entry.places[:3]))}")
            if not item.learnt:
                stderr.print("    [green]nothing: both say the same[/]")
        for name in found.unpaired:
            stderr.print(f"[yellow]Only in one of the two:[/] {escape(name)}")
    raise typer.Exit(int(found.exit_code))


@group.command()
def mentions(
    case: CaseFolder,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The person's code, such as SW1.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.xlsx", help="Write the list as an Excel file.")
    ] = None,
    confidential: Confidential = None,
    pipeline: Pipeline = None,
    password_file: PasswordFile = None,
    as_json: Json = False,
) -> None:
    """List every place of one person in the originals (for a subject access request)."""
    from dataclasses import asdict

    from rich.markup import escape
    from rich.table import Table

    from redactor.cli.console import Bar, print_json, stderr
    from redactor.pipeline import find_mentions, write_mentions

    with Bar(quiet=as_json) as bar:
        found = find_mentions(
            case,
            code,
            confidential=confidential,
            pipeline=str(pipeline) if pipeline else None,
            password_file=password_file,
            progress=bar,
        )
    if output is not None:
        write_mentions(output, found)
    if as_json:
        print_json(
            {"code": found.code, "mentions": [asdict(item) for item in found.found], "unread": list(found.unread)}
        )
    else:
        table = Table("Document", "Place", "Written", "Certain", "Sentence")
        for item in found.found:
            certain = "yes" if item.certain else "look at it"
            table.add_row(
                escape(item.document), escape(item.place), escape(item.written), certain, escape(item.sentence)
            )
        stderr.print(table)
        count = "1 mention" if len(found.found) == 1 else f"{len(found.found)} mentions"
        stderr.print(f"{found.code}: {count}. The list holds names: it is confidential.")
        for name in found.unread:
            stderr.print(f"[yellow]Not searched, could not be read:[/] {escape(name)}")
    raise typer.Exit(int(found.exit_code))


@group.command()
def due(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER…", help="Folders with cases and releases.", exists=True, file_okay=False),
    ],
    within: Annotated[
        int, typer.Option("--within", metavar="DAYS", min=0, help="Say what falls due in these days.")
    ] = 30,
    everything: Annotated[bool, typer.Option("--all", help="List what is due later too.")] = False,
    as_json: Json = False,
) -> None:
    """List which releases are to be taken down, and what is to be disposed of."""
    from datetime import UTC, datetime

    from rich.markup import escape

    from redactor.cli.console import print_json, stderr
    from redactor.errors import ExitCode
    from redactor.release.due import State, due_in

    found = due_in(folders, today=datetime.now(UTC).date(), within=within)
    if as_json:
        rows = [
            {
                "place": str(item.place),
                "what": item.what,
                "action": item.action.value,
                "on": item.on.isoformat() if item.on else None,
                "state": item.state.value,
            }
            for item in found
        ]
        print_json({"due": rows})
    else:
        colours = {State.DUE: "red", State.SOON: "yellow", State.LATER: "green"}
        for item in found:
            if item.state is not State.LATER or everything:
                day = item.on.isoformat() if item.on else "no date"
                word = f"[{colours.get(item.state, 'yellow')}]{item.state.value}[/]"
                stderr.print(f"{word}  {day}  {item.action.value} the {item.what}: {escape(str(item.place))}")
        if not found:
            stderr.print("There is neither a release nor a case in these folders.")
    urgent = any(item.state in (State.DUE, State.UNREADABLE) for item in found)
    raise typer.Exit(int(ExitCode.HELD if urgent else ExitCode.OK))
