"""The commands. What they import is loaded when they run, so that ``--help`` is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from redactor.cli import archives, auditing, looking, sealing, signing
from redactor.cli.options import CaseFolder, Destination, Json, PasswordFile, Pipeline, Protect, To

app = typer.Typer(
    name="redactor",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="rich",
    help="Anonymise children's safeguarding reviews in place, and block release while anything is left. "
    "Nothing ever leaves this computer.",
)


def _version(value: bool) -> None:
    if value:
        from redactor import __version__

        typer.echo(f"redactor {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def new(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The folder to make; it must not exist or be empty.")],
    reference: Annotated[str, typer.Option(help="The board's reference of the case.")] = "",
    board: Annotated[str, typer.Option(help="The board's name.")] = "",
    subject: Annotated[str, typer.Option(help="The code of the child, such as 'Child R'.")] = "",
) -> None:
    """Make a case folder to fill in: case.toml, glossary.xlsx, documents/."""
    from redactor.cli.commands import make_case

    make_case(case, reference=reference, board=board, subject=subject)


@app.command()
def run(
    case: CaseFolder,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where the release goes.", file_okay=False)],
    destination: To = Destination.OFSTED,
    accept_provisional: Annotated[
        bool, typer.Option("--accept-provisional", help="Release although people without an agreed code are named.")
    ] = False,
    confidential: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Where register, report and drafts go; default: in the case.", file_okay=False
        ),
    ] = None,
    key_to_codes: Annotated[
        bool, typer.Option("--key-to-codes", help="Add a one-page key (code, role, agency; no names) to the release.")
    ] = False,
    review_copy: Annotated[
        bool,
        typer.Option("--review-copy", help="Write Word copies with tracked changes, names in, to confidential/review."),
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also make a tagged PDF of each released Word file (needs LibreOffice).")
    ] = False,
    retypeset: Annotated[
        bool, typer.Option("--retypeset", help="Set PDFs anew from their text instead of replacing in place.")
    ] = False,
    no_raster: Annotated[
        bool, typer.Option("--no-raster", help="Hold PDFs with pages that can be replaced only as pictures.")
    ] = False,
    pipeline: Pipeline = None,
    password_file: PasswordFile = None,
    protect: Protect = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the plan and write nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Anonymise, verify and release one case."""
    from redactor.cli.commands import run_one

    code = run_one(
        case,
        out,
        destination=destination.value,
        accept_provisional=accept_provisional,
        confidential=confidential,
        key_to_codes=key_to_codes,
        review_copy=review_copy,
        pdf=pdf,
        retypeset=retypeset,
        raster=not no_raster,
        pipeline=str(pipeline) if pipeline else None,
        password_file=password_file,
        protect=protect,
        dry_run=dry_run,
        as_json=as_json,
    )
    raise typer.Exit(int(code))


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Finished files or folders.", exists=True)],
    case: Annotated[Path | None, typer.Option(metavar="CASE", help="The case folder.", exists=True)] = None,
    glossary: Annotated[
        Path | None, typer.Option(metavar="G", help="A glossary alone.", exists=True, dir_okay=False)
    ] = None,
    destination: To = Destination.OFSTED,
    certificate: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The certificate.json of the release.", exists=True, dir_okay=False),
    ] = None,
    password_file: PasswordFile = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", help="Write one page about the check; it holds words of the files."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check finished files before they are published; changes nothing."""
    from redactor.cli.commands import check_them

    code = check_them(
        files,
        case=case,
        glossary=glossary,
        destination=destination.value,
        certificate=certificate,
        password_file=password_file,
        report=report,
        as_json=as_json,
    )
    raise typer.Exit(int(code))


@app.command()
def suggest(
    case: CaseFolder,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="The Excel file to write.")
    ] = None,
    pipeline: Pipeline = None,
    password_file: PasswordFile = None,
) -> None:
    """List people and places that are not in the glossary, as a glossary to complete in Excel."""
    from redactor.cli.commands import suggest_rows

    suggest_rows(case, output, pipeline=str(pipeline) if pipeline else None, password_file=password_file)


@app.command()
def query(
    case: CaseFolder,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="Where the slips go; default: confidential/queries."),
    ] = None,
    answers: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A slip that came back; may be given again.", exists=True, dir_okay=False),
    ] = None,
    pipeline: Pipeline = None,
    password_file: PasswordFile = None,
) -> None:
    """Ask the agencies who somebody is: one Excel slip for each document; read the answers into the glossary."""
    from redactor.cli.commands import ask_agencies, read_back

    if answers:
        read_back(case, answers)
    else:
        ask_agencies(case, out, pipeline=str(pipeline) if pipeline else None, password_file=password_file)


@app.command()
def merge_chronologies(
    case: CaseFolder,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where the release goes.", file_okay=False)],
    destination: To = Destination.OFSTED,
    accept_provisional: Annotated[
        bool, typer.Option("--accept-provisional", help="Release although people without an agreed code are named.")
    ] = False,
    confidential: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where register and report go.", file_okay=False)
    ] = None,
    pipeline: Pipeline = None,
    password_file: PasswordFile = None,
    protect: Protect = None,
    as_json: Json = False,
) -> None:
    """Merge the agencies' chronologies by date into one coded chronology."""
    from redactor.cli.commands import merge_one

    code = merge_one(
        case,
        out,
        destination=destination.value,
        accept_provisional=accept_provisional,
        confidential=confidential,
        pipeline=str(pipeline) if pipeline else None,
        password_file=password_file,
        protect=protect,
        as_json=as_json,
    )
    raise typer.Exit(int(code))


@app.command()
def genogram(
    case: CaseFolder,
    table: Annotated[
        Path | None,
        typer.Argument(metavar="[TABLE]", help="Excel or CSV; default: genogram.xlsx or .csv in the case folder."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="NAME", help="The drawings without .svg and .png; default: confidential/genogram."
        ),
    ] = None,
) -> None:
    """Draw a genogram of codes from a small table; without a table, write the form for it."""
    from redactor.cli.commands import draw_one

    draw_one(case, table, output)


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="A new folder.", file_okay=False)] = Path(
        "redactor-demo"
    ),
    as_json: Json = False,
) -> None:
    """Run the shipped example case (invented people) on a copy."""
    from redactor.cli.commands import run_demo

    raise typer.Exit(int(run_demo(out, as_json=as_json)))


NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="Print the address instead of opening the browser; it works once.")
]
IdleMinutes = Annotated[
    float, typer.Option(metavar="N", min=1, help="Close the program after so many minutes without use.")
]


@app.command("app")
def start_pages(no_browser: NoBrowser = False, idle_minutes: IdleMinutes = 60, pipeline: Pipeline = None) -> None:
    """Open the review pages in the browser: recent cases, new case."""
    from redactor.cli.commands import open_pages

    open_pages(None, browser=not no_browser, idle_minutes=idle_minutes, pipeline=str(pipeline) if pipeline else None)


@app.command()
def review(
    case: CaseFolder, no_browser: NoBrowser = False, idle_minutes: IdleMinutes = 60, pipeline: Pipeline = None
) -> None:
    """Open one case in the browser: who is who, documents, checks, release."""
    from redactor.cli.commands import open_pages

    open_pages(case, browser=not no_browser, idle_minutes=idle_minutes, pipeline=str(pipeline) if pipeline else None)


@app.command()
def doctor(
    cases: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[CASE]…", help="Case folders whose place is looked at.", exists=True, file_okay=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what this computer can do, what is missing and how to add it; warn of a case that others can reach."""
    from redactor.cli.doctor import report

    raise typer.Exit(int(report(cases or (), as_json=as_json)))


app.add_typer(archives.group)
app.add_typer(sealing.group)
app.add_typer(signing.group)
app.add_typer(auditing.group)
app.add_typer(looking.group)
