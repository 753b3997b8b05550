"""``redactor approve`` and ``redactor release``: people put their names to a copy."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redactor.cli.options import CaseFolder, Destination, Json, PasswordFile, Pipeline, Protect, To

if TYPE_CHECKING:
    from redactor.pipeline import Waiting

group = typer.Typer()


class Check(StrEnum):
    """What the person looked at."""

    DATA_PROTECTION = "data-protection"
    SECOND = "second"


Name = Annotated[str, typer.Option("--name", help="The person's own name; it stays in the case's confidential folder.")]
Role = Annotated[str, typer.Option("--role", help="Their job title; it stands in certificate and audit trail.")]
Confidential = Annotated[
    Path | None,
    typer.Option(
        "--confidential",
        metavar="DIR",
        help="Where register, report and record are, if not in the case.",
        file_okay=False,
    ),
]


@group.command()
def approve(
    case: CaseFolder,
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOCUMENT]…", help="Documents or drafts by name; without any, what waits is listed."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Approve every draft that waits.")] = False,
    check: Annotated[
        Check, typer.Option("--as", help="The data-protection check, or a second person's approval.")
    ] = Check.DATA_PROTECTION,
    name: Name = "",
    role: Role = "",
    confidential: Confidential = None,
    as_json: Json = False,
) -> None:
    """Put on record that a draft was read and may be published (website)."""
    from redactor.cli.console import print_json
    from redactor.pipeline import Signatory, waiting
    from redactor.pipeline import approve as approve_them

    if documents or everything:
        by = Signatory(name.strip(), role.strip())
        found = approve_them(case, documents or (), check=check.value, by=by, confidential=confidential)
    else:
        found = waiting(case, confidential=confidential)
    if as_json:
        print_json({"documents": [_as_data(item) for item in found]})
    else:
        _print(found, approved=bool(documents or everything))


@group.command()
def release(
    case: CaseFolder,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where the release goes.", file_okay=False)],
    finding: Annotated[
        list[str] | None,
        typer.Option("--finding", metavar="ID", help="Id of a finding in report.html; may be repeated."),
    ] = None,
    override: Annotated[
        str, typer.Option("--override", metavar="REASON", help="Why these findings may stand, without names.")
    ] = "",
    name: Name = "",
    role: Role = "",
    destination: To = Destination.OFSTED,
    accept_provisional: Annotated[
        bool, typer.Option("--accept-provisional", help="Release although people without an agreed code are named.")
    ] = False,
    key_to_codes: Annotated[
        bool, typer.Option("--key-to-codes", help="Add a one-page key (code, role, agency; no names) to the release.")
    ] = False,
    confidential: Confidential = None,
    pipeline: Pipeline = None,
    password_file: PasswordFile = None,
    protect: Protect = None,
    as_json: Json = False,
) -> None:
    """Run the case again and let named findings of the verifier stand, with a reason on record."""
    from redactor.cli.commands import print_run_result
    from redactor.cli.console import Bar
    from redactor.pipeline import Overriding, Signatory, run_case

    overriding = Overriding(tuple(finding or ()), override.strip(), Signatory(name.strip(), role.strip()))
    with Bar(quiet=as_json) as bar:
        result = run_case(
            case,
            out,
            destination=destination.value,
            accept_provisional=accept_provisional,
            confidential=confidential,
            key_to_codes=key_to_codes,
            pipeline=str(pipeline) if pipeline else None,
            password_file=password_file,
            protect=protect,
            progress=bar,
            overriding=overriding,
        )
    raise typer.Exit(int(print_run_result(result, as_json=as_json, dry_run=False)))


def _as_data(item: Waiting) -> dict[str, object]:
    return {
        "source": item.source,
        "draft": item.draft.name,
        "sha256": item.sha256,
        "reasons": list(item.reasons),
        "approvals": [{"check": a.check.value, "role": a.role, "date": a.date} for a in item.approvals],
    }


def _print(found: tuple[Waiting, ...], *, approved: bool) -> None:
    from rich.markup import escape

    from redactor.cli.console import stderr
    from redactor.release.signing import is_about_approvals

    for item in found:
        word = "[green]Approved[/]" if approved else "[yellow]Waits[/]"
        stderr.print(f"{word}  {escape(item.source)} — {escape(str(item.draft))}")
        if not approved:
            for entry in item.approvals:
                stderr.print(f"    {entry.check.value}: {escape(entry.role)}, {entry.date}")
        for reason in item.reasons:
            if not (approved and is_about_approvals(reason)):
                stderr.print(f"    {'still ' if approved else ''}held: {escape(reason)}")
    if not found:
        stderr.print("No draft waits for an approval.")
    elif approved:
        stderr.print("Run the case again: a copy with the same bytes is released.")
    else:
        stderr.print("Read them, then: redactor approve CASE DOCUMENT --name NAME --role ROLE")
