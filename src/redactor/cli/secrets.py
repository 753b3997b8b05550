"""Passphrases and keys: from files or from the keyboard, never from a command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redactor.errors import UsageError

if TYPE_CHECKING:
    from redactor.case.age import Key, Lock

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help="A text file with the passphrase on one line; without it you are asked.",
        exists=True,
        dir_okay=False,
    ),
]
Recipients = Annotated[
    list[str] | None,
    typer.Option(
        "--recipient", metavar="KEY", help="A public key (age1…, ssh-ed25519 …) that can open it; may be repeated."
    ),
]
RecipientsFile = Annotated[
    Path | None,
    typer.Option(
        "--recipients-file", metavar="FILE", help="Public keys, one on each line.", exists=True, dir_okay=False
    ),
]
IdentityFile = Annotated[
    Path | None,
    typer.Option(
        "--identity", metavar="FILE", help="The secret key file, if it was sealed for recipients.", dir_okay=False
    ),
]


def lock_from(passphrase_file: Path | None, recipients: Sequence[str] | None, recipients_file: Path | None) -> Lock:
    """The lock that the options describe; asks for a passphrase if they describe none."""
    from redactor.case.age import Lock, read_passphrase, read_recipients, require_strong

    keys = (*(recipients or ()), *(read_recipients(recipients_file) if recipients_file else ()))
    if keys and passphrase_file:
        raise UsageError("Give either a passphrase or recipients, not both.")
    if keys:
        return Lock(recipients=keys)
    if passphrase_file:
        return Lock(passphrase=require_strong(read_passphrase(passphrase_file)))
    return Lock(passphrase=require_strong(_ask("Passphrase", twice=True)))


def key_from(passphrase_file: Path | None, identity: Path | None) -> Key:
    """The key that the options describe; asks for a passphrase if they describe none."""
    from redactor.case.age import Key, read_identity, read_passphrase

    if passphrase_file and identity:
        raise UsageError("Give either a passphrase or a key file, not both.")
    if identity:
        return Key(identity=read_identity(identity))
    return Key(passphrase=read_passphrase(passphrase_file) if passphrase_file else _ask("Passphrase"))


def _ask(what: str, *, twice: bool = False) -> str:
    if not sys.stdin.isatty():
        raise UsageError(
            "A passphrase is needed, and there is no keyboard to ask for it.",
            next_step="Name a file that holds it with --passphrase-file.",
        )
    return str(typer.prompt(what, hide_input=True, confirmation_prompt=twice, err=True))
