"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Destination(StrEnum):
    """Whom the documents are for."""

    OFSTED = "ofsted"
    WEBSITE = "website"
    PANEL = "panel"


Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]
To = Annotated[Destination, typer.Option("--destination", "-d", help="Whose rules apply.")]
Pipeline = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Another spaCy pipeline than the shipped one.", file_okay=False),
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Passwords of protected files: one on each line, or a file name, a tab or colon, and its password.",
        exists=True,
        dir_okay=False,
    ),
]
Protect = Annotated[
    Path | None,
    typer.Option(
        "--protect",
        metavar="FILE",
        help="Encrypt every released file with the password in this text file (one line, 12 characters or more).",
        exists=True,
        dir_okay=False,
    ),
]
CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.", exists=True, file_okay=False)]
