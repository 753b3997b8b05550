"""A new case folder to fill in: ``redactor new``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from redactor.case.glossary import COLUMNS
from redactor.case.sheets import glossary_workbook
from redactor.case.storage import private_directory, write_private
from redactor.errors import UsageError
from redactor.resources import resource

_TEMPLATE = """\
# The case file. Lines that begin with # are notes for you. Text stands between
# straight quotation marks; a date is written year-month-day: 2012-03-26.

[case]
# The board's reference. It never appears in anything that leaves the board.
reference = {reference}
board     = {board}
# The code of the child that the review is about, as in the glossary: "Child R".
subject   = {subject}
# The day of the incident. Dates of birth can then become an age.
# incident  = 2011-10-02

# The only people who may stay named: the LSCB chair, the SCR panel chair and
# the overview report author (or lead reviewer). Take away the # and repeat the
# three lines for each of them.
# [[allowed]]
# name = "First Last"
# role = "overview report author"

# A role that nobody held, and why.
# [roles_not_held]
# "SCR panel chair" = "the review model has no independent chair"

# Only for publication (--destination website): write each date when the step is
# done. A step that does not apply: family_informed = {{ not_applicable = "why" }}
# [publication]
# ofsted_evaluation     = 2012-03-01
# proceedings           = 2012-02-20   # concluded, sentencing included
# family_informed       = 2012-03-10
# panel_notified        = 2012-03-12   # at least 7 working days before publish_on
# data_protection_check = 2012-03-20
# court_orders_checked  = 2012-03-20
# publish_on            = 2012-03-26

# What a document is, if its title and file name do not tell. Kinds: imr,
# overview, executive-summary, chronology, action-plan, actions-taken,
# health-overview, terms-of-reference, notification, referral, interview-record,
# presentation, letter, minutes, web-page, other.
# [documents."IMR Police.docx"]
# kind = "imr"

# Pictures that somebody has looked at and that may stay (report.html shows the numbers).
# [pictures]
# cleared = []
# covered = []
"""


def new_case(path: Path, *, reference: str = "", board: str = "", subject: str = "") -> tuple[Path, ...]:
    """Make a case folder with ``case.toml``, ``glossary.xlsx`` and an empty ``documents/``.

    Args:
        path: The folder; it is made if it is not there.
        reference: The board's reference; what is left empty here is asked for by ``load_case``.
        board: The board's name.
        subject: The subject's code.

    Returns:
        What was made.

    Raises:
        UsageError: if there is something in the folder already, or it cannot be written.
    """
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(
                "There is something in this place already.", next_step="Give a new folder, or an empty one."
            )
        private_directory(path)
        made = (path / "case.toml", path / "glossary.xlsx", path / "documents")
        text = _TEMPLATE.format(reference=_quoted(reference), board=_quoted(board), subject=_quoted(subject))
        write_private(made[0], text.encode("utf-8"))
        write_private(made[1], glossary_workbook(COLUMNS.known, ()))
        private_directory(made[2])
    except OSError as error:
        raise UsageError(
            f"The case folder cannot be made ({error.strerror or 'not writable'}).",
            next_step="Choose a place where you may write.",
        ) from None
    return made


def copy_example(path: Path) -> None:
    """Copy the shipped example case (invented people) into a new folder.

    Raises:
        UsageError: if there is something in this place already.
    """
    if path.exists():
        raise UsageError(f"{path.name} is there already.", next_step="Delete it, or name another folder.")
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(resource("corpus", "example"), path, ignore=shutil.ignore_patterns("gold.json"))


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's too."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "")
