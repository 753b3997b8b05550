"""``redactor seal`` and ``redactor open``: the key from names to codes is put away, and taken out again."""

from __future__ import annotations

import typer

from redactor.cli.options import CaseFolder
from redactor.cli.secrets import IdentityFile, PassphraseFile, Recipients, RecipientsFile

group = typer.Typer()


@group.command()
def seal(
    case: CaseFolder,
    passphrase_file: PassphraseFile = None,
    recipient: Recipients = None,
    recipients_file: RecipientsFile = None,
) -> None:
    """Put glossary and confidential folder into one encrypted file and remove them."""
    from redactor.case.sealing import SEALED, require_unsealed, seal_case, settle
    from redactor.cli.console import stderr
    from redactor.cli.secrets import lock_from

    if settle(case):
        stderr.print("An interrupted sealing was put in order first.")
    require_unsealed(case)
    names = seal_case(case, lock_from(passphrase_file, recipient, recipients_file))
    stderr.print(f"Sealed: {', '.join(names)} → {SEALED}. The originals in documents/ were not touched.")
    stderr.print("Whoever loses the passphrase or the key file loses the key to the codes: keep it in a safe place.")
    stderr.print("redactor open CASE opens it.")


@group.command("open")
def open_(
    case: CaseFolder,
    passphrase_file: PassphraseFile = None,
    identity: IdentityFile = None,
) -> None:
    """Take glossary and confidential folder out of the encrypted file again."""
    from redactor.case.sealing import is_sealed, open_case, require_passphrase, settle
    from redactor.cli.console import stderr
    from redactor.cli.secrets import key_from

    if settle(case) and not is_sealed(case):
        stderr.print("An interrupted sealing or opening was put in order; the case is open.")
        return
    if identity is None:
        require_passphrase(case)
    names = open_case(case, key_from(passphrase_file, identity))
    stderr.print(f"Opened: {', '.join(names)}. The sealed file is gone; redactor seal CASE makes a new one.")
