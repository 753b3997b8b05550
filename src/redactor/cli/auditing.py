"""``redactor audit verify`` and ``redactor pack``: what a release says of itself is proved, and sent."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from redactor.cli.options import CaseFolder, Json, PasswordFile
from redactor.cli.secrets import Recipients, RecipientsFile
from redactor.cli.signing import Confidential, Name, Role

group = typer.Typer()
audit = typer.Typer(no_args_is_help=True, help="Look at the audit trail of a release.")
group.add_typer(audit, name="audit")


@audit.command()
def verify(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="An --out folder, or a confidential folder.", exists=True, file_okay=False),
    ],
    as_json: Json = False,
) -> None:
    """Say whether audit trail, certificate and released files hold together, and where they do not."""
    from redactor.cli.console import print_json, stderr
    from redactor.errors import ExitCode
    from redactor.release.auditing import examine

    found = examine(folder)
    if as_json:
        lines = [line.model_dump(mode="json", exclude_defaults=True) for line in found.lines]
        print_json({"holds": not found.problems, "problems": list(found.problems), "lines": lines})
    else:
        from rich.markup import escape

        for line in found.lines:
            where = f" {line.destination}" if line.destination else ""
            stderr.print(f"{line.seq:>5}  {line.time}  {line.event}{where}")
        for problem in found.problems:
            stderr.print(f"[red]Broken:[/] {escape(problem)}")
        if not found.problems:
            stderr.print(f"[green]Holds[/]: {len(found.lines)} lines, nothing was changed.")
    raise typer.Exit(int(ExitCode.BLOCKED if found.problems else ExitCode.OK))


@group.command()
def pack(
    case: CaseFolder,
    out: Annotated[
        Path, typer.Argument(metavar="DIR", help="The --out folder of a run.", exists=True, file_okay=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The pack to write: .zip or .zip.age.")
    ],
    to: Annotated[list[str] | None, typer.Option("--to", help="Who gets it; may be repeated.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why they get it.")] = "",
    name: Name = "",
    role: Role = "",
    protect: Annotated[
        Path | None,
        typer.Option(
            "--protect",
            metavar="FILE",
            help="A text file with a password (one line) that protects the zip with AES-256.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(
            "--passphrase-file",
            metavar="FILE",
            help="A text file with a passphrase (one line) that encrypts the pack with age.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    recipient: Recipients = None,
    recipients_file: RecipientsFile = None,
    password_file: PasswordFile = None,
    confidential: Confidential = None,
    as_json: Json = False,
) -> None:
    """Put certificate, check report, released files and their hashes into one file to be sent."""
    from rich.markup import escape

    from redactor.case.age import read_passphrase
    from redactor.cli.console import Bar, print_json, stderr
    from redactor.cli.secrets import lock_from
    from redactor.pipeline import Sending, Signatory, pack_release

    wanted = passphrase_file or recipient or recipients_file
    with Bar(quiet=as_json) as bar:
        packed = pack_release(
            case,
            out,
            output,
            Sending(tuple(to or ()), reason.strip(), Signatory(name.strip(), role.strip())),
            lock=lock_from(passphrase_file, recipient, recipients_file) if wanted else None,
            password=read_passphrase(protect) if protect else "",
            password_file=password_file,
            confidential=confidential,
            progress=bar,
        )
    if as_json:
        print_json({"pack": str(packed.path), "sha256": packed.sha256, "files": list(packed.files)})
    else:
        count = "1 released file" if len(packed.files) == 1 else f"{len(packed.files)} released files"
        stderr.print(f"Packed: [bold]{escape(str(packed.path))}[/] ({count})")
        stderr.print(f"SHA-256 {packed.sha256}. For whom and why is on record in the case.")
