"""The commands for archives: ``batch`` and ``inventory``. What they do is in ``archive_commands``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from redactor.cli.options import Destination, Json, PasswordFile, Pipeline, To

group = typer.Typer()


@group.command()
def inventory(
    root: Annotated[Path, typer.Argument(metavar="ROOT", help="The archive.", exists=True, file_okay=False)],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="The Excel file to write.")],
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, max=256, help="Worker processes; default: all cores.")
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """List what an archive holds, as an Excel file to correct; changes nothing."""
    from redactor.cli.archive_commands import list_archive

    list_archive(root, output, workers=workers, password_file=password_file)


@group.command()
def batch(
    root: Annotated[Path, typer.Argument(metavar="ROOT", help="The archive.", exists=True, file_okay=False)],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where the releases go.", file_okay=False)],
    destination: To = Destination.OFSTED,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, max=256, help="Worker processes; default: all cores.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an earlier batch in this place.")] = False,
    each_file: Annotated[
        bool, typer.Option("--each-file", help="Also treat every document that stands in no case folder by itself.")
    ] = False,
    glossary: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="With --each-file: the glossary they share."),
    ] = None,
    inventory_file: Annotated[
        Path | None,
        typer.Option("--inventory", metavar="FILE.xlsx", exists=True, dir_okay=False, help="A corrected inventory."),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="A case.toml that loose documents share."),
    ] = None,
    accept_provisional: Annotated[
        bool, typer.Option("--accept-provisional", help="Release although people without an agreed code are named.")
    ] = False,
    confidential: Annotated[
        Path | None,
        typer.Option(metavar="DIR", file_okay=False, help="Where ledger, summary, registers and reports go."),
    ] = None,
    pipeline: Pipeline = None,
    password_file: PasswordFile = None,
    minutes: Annotated[
        float, typer.Option("--time-limit", metavar="MINUTES", min=0.05, help="Longest time for one document.")
    ] = 15.0,
    gigabytes: Annotated[
        float, typer.Option("--memory-limit", metavar="GB", min=0.5, help="Memory of one worker.")
    ] = 6.0,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask cluster, tls://host:port (needs redactor[cluster]).")
    ] = "",
    tls_ca: Annotated[
        Path | None, typer.Option(metavar="FILE", exists=True, dir_okay=False, help="The cluster's authority (PEM).")
    ] = None,
    tls_cert: Annotated[
        Path | None, typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Our certificate (PEM).")
    ] = None,
    tls_key: Annotated[
        Path | None, typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Our private key (PEM).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Run every case folder of an archive, unattended; can be stopped and resumed."""
    from redactor.batch import Limits, Options
    from redactor.cli.archive_commands import Cluster, run_archive

    code = run_archive(
        root,
        out,
        each_file=each_file,
        glossary=glossary,
        inventory=inventory_file,
        settings=settings,
        options=Options(
            destination=destination.value,
            accept_provisional=accept_provisional,
            pipeline=str(pipeline.resolve()) if pipeline else "",
            password_file=str(password_file.resolve()) if password_file else "",
        ),
        limits=Limits(seconds=minutes * 60, memory=int(gigabytes * 1024**3)),
        workers=workers,
        resume=resume,
        confidential=confidential,
        cluster=Cluster(scheduler, tls_ca, tls_cert, tls_key),
        as_json=as_json,
    )
    raise typer.Exit(int(code))
