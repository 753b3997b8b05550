"""What a person decided: passages removed or put in general words, mentions resolved, words and details accepted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from redactor.case.checks import says_reference
from redactor.case.listed_names import ListedNames
from redactor.case.problems import Problems, did_you_mean
from redactor.case.rectangles import RectanglePlace, check_rectangle, rectangle_of
from redactor.case.register import code_key
from redactor.case.tables import Columns, Record, csv_bytes, csv_rows, records

FILE = "decisions.csv"
COLUMNS = Columns(
    known=("document", "place", "text", "action", "value", "reason"),
    required=("document", "place", "text", "action"),
)
LONGEST_REASON = 60
LONGEST_RECORD = 300

_ACTIONS = ("remove", "code", "generalise", "accept", "keep")
_Action = Literal["remove", "code", "generalise", "accept", "keep"]
REWRITING = frozenset({"remove", "code", "generalise"})
"""Actions that change the text of a document; the others only say that something may stand."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of ``confidential/decisions.csv``.

    Attributes:
        document: Path below ``documents/``, with forward slashes; empty for ``keep``, which is for the whole case.
        place: As ``str(Place)`` prints it; empty means everywhere in the document. With ``remove``
            also a part of a page or picture, ``page 3, from 10 20 to 55 60`` (per cent).
        text: The passage or mention; empty (only with ``remove``) means everything at ``place``.
        action: ``remove`` the passage, replace the mention by a ``code``, ``generalise`` it, ``accept`` a
            detail that a stranger could join with others, ``keep`` a proper noun that is nobody of the case.
        value: For ``code``: the code; for ``generalise``: the words that stand there instead. Else empty.
        reason: For ``remove``: shown as ``[removed: REASON]``; one line, at most 60 characters.
            For ``generalise``, ``accept`` and ``keep``: why, for the record.
    """

    document: str
    place: str
    text: str
    action: _Action
    value: str = ""
    reason: str = ""

    @property
    def rectangle(self) -> RectanglePlace | None:
        """The part of a page or picture that it removes; ``None`` if it speaks of text."""
        return rectangle_of(self.place) if self.action == "remove" and not self.text else None

    @property
    def replacement(self) -> str:
        """What stands there afterwards."""
        return f"[removed: {self.reason}]" if self.action == "remove" else self.value


def read_decisions(
    data: bytes, *, codes: Collection[str], listed: ListedNames, reference: str, problems: Problems
) -> tuple[Decision, ...]:
    """Read ``confidential/decisions.csv``.

    Args:
        data: The file's bytes.
        codes: Codes of the case, which a mention may be decided to be.
        listed: Protected names, which a reason must not say.
        reference: The case's, which a reason must not say either.
        problems: Mistakes and oddities are noted here.
    """
    file = f"confidential/{FILE}"
    known = {code_key(code): code for code in codes}
    found: list[Decision] = []
    seen: dict[tuple[str, str, str], tuple[int, Decision]] = {}
    for record in records(csv_rows(data, file, COLUMNS, problems), file, COLUMNS, problems):
        decision = _decision(record, known, problems)
        if decision is None:
            continue
        for words in (decision.reason, decision.value if decision.action == "generalise" else ""):
            longest = LONGEST_REASON if decision.action == "remove" else LONGEST_RECORD
            _check_reason(record.where, words, listed, reference, problems, longest)
        _check_kept(record.where, decision, listed, problems)
        number, first = seen.setdefault(
            (decision.document, decision.place.casefold(), decision.text), (record.number, decision)
        )
        if first == decision:
            found += [decision] if number == record.number else []
        else:
            problems.error(record.where, f"row {number} decides the same passage differently. Delete one of them.")
    return tuple(found)


def to_csv(decisions: Sequence[Decision]) -> bytes:
    """Return the file's bytes for decisions made elsewhere (the review page)."""
    return csv_bytes(COLUMNS.known, ((d.document, d.place, d.text, d.action, d.value, d.reason) for d in decisions))


def with_decisions(decisions: Sequence[Decision], made: Sequence[Decision]) -> tuple[Decision, ...]:
    """Decisions with more of them; an older one about the same passage gives way."""
    where = {(d.document, d.place, d.text): d for d in made}
    return (*(d for d in decisions if (d.document, d.place, d.text) not in where), *where.values())


def document_path(written: str) -> str:
    """A path below ``documents/`` with forward slashes, as the program writes it."""
    path = re.sub(r"[\\/]+", "/", written.strip())
    return re.sub(r"^(?:\./)*(?:documents/)?", "", path)


def _decision(record: Record, known: dict[str, str], problems: Problems) -> Decision | None:
    where, before = record.where, len(problems.errors)
    action = record["action"].casefold()
    document, place, text = document_path(record["document"]), record["place"], record["text"]
    value, reason = record["value"], record["reason"]
    if not document and action != "keep":
        problems.error(where, "the document is empty. Write its path below documents/.")
    if action not in _ACTIONS:
        known_actions = ", ".join(_ACTIONS[:-1]) + f" or {_ACTIONS[-1]}"
        problems.error(where, f"the action is not known.{did_you_mean(action, _ACTIONS)} Write {known_actions}.")
    elif action == "remove":
        reason, value = _removal(record, problems), ""
    elif not text:
        problems.error(where, "the text is empty. Write the mention as it stands in the document.")
    elif action == "code" and code_key(value) not in known:
        problems.error(where, "“value” is not a code of this case. Write a code of the glossary or register.")
    elif action == "generalise" and not value:
        problems.error(where, "“value” is empty. Write the general words that stand there instead.")
    elif action != "code" and not reason:
        problems.error(where, "the reason is empty. Write why.")
    if len(problems.errors) > before:
        return None
    value = known.get(code_key(value), value) if action == "code" else value
    place, document = ("", "") if action == "keep" else (place, document)
    return Decision(document, place, text, cast("_Action", action), value, reason)


def _removal(record: Record, problems: Problems) -> str:
    """The reason of a removal; mistakes in its row are noted."""
    where, value, reason = record.where, record["value"], record["reason"]
    check_rectangle(where, record["place"], record["text"], problems)
    if not (record["place"] or record["text"]):
        problems.error(where, "write the passage in “text”, or in “place” where everything is to be removed.")
    if reason and value and reason != value:
        problems.error(where, "“value” and “reason” differ. Write the reason in “reason” and empty “value”.")
    if not (reason or value):
        problems.error(where, "the reason is empty. Write why, for example: medical detail.")
    return reason or value


def _check_kept(where: str, decision: Decision, listed: ListedNames, problems: Problems) -> None:
    """A protected name cannot be kept."""
    said = listed.said_in(decision.text) if decision.action == "keep" else None
    if said is not None:
        problems.error(where, f"the text to keep is a name that is listed in {said.owner}. Correct one of them.")


def _check_reason(
    where: str, reason: str, listed: ListedNames, reference: str, problems: Problems, longest: int
) -> None:
    """A reason is written into the document or on record: it must be short and name nobody."""
    if len(reason) > longest or "\n" in reason or "\r" in reason:
        problems.error(where, f"the reason must be one line of at most {longest} characters.")
    if any(mark in reason for mark in "[]"):
        problems.error(where, "a reason may not hold square brackets.")
    said = listed.said_in(reason)
    if said is not None:
        problems.error(where, f"the reason says a name that is listed in {said.owner}. Write it without names.")
    if says_reference(reason, reference):
        problems.error(where, "the reason holds the case's reference. Write it without.")
