"""Replacements in flat text, through presidio-anonymizer's operators.

Presidio merges neighbouring results of one entity type and resolves overlaps by
its own rules; both would change the plan. So each span gets a type of its own,
and the answer is compared with ``model.substitute``: the plan decides, never
the library.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from redactor.model import Replacement, rewritten

if TYPE_CHECKING:
    from presidio_anonymizer import AnonymizerEngine


def load_ahead() -> None:
    """Begin to load what ``anonymise_text`` needs, for a run that will replace in texts and waits for something now."""
    threading.Thread(target=_engine, daemon=True).start()


@cache
def _engine() -> AnonymizerEngine:
    from presidio_anonymizer import AnonymizerEngine  # loads spaCy and every operator: only where something is written

    return AnonymizerEngine()  # type: ignore[no-untyped-call]


def anonymise_text(text: str, replacements: Iterable[Replacement]) -> str:
    """Return ``text`` with the replacements applied.

    Args:
        text: The text of one segment.
        replacements: Disjoint edits of it, offsets in code points.

    Raises:
        ValueError: if edits overlap or lie outside the text.
        RuntimeError: if the library's answer is not exactly the plan's.
    """
    edits = sorted(replacements, key=lambda item: item.start)
    wanted = rewritten(text, edits)
    if not edits:
        return text
    from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

    results = []
    operators = {}
    for number, edit in enumerate(edits):
        entity = f"EDIT_{number}"
        results.append(RecognizerResult(entity_type=entity, start=edit.start, end=edit.end, score=1.0))
        operators[entity] = (
            OperatorConfig("replace", {"new_value": edit.text}) if edit.text else OperatorConfig("redact", {})
        )
    answer = _engine().anonymize(text=text, analyzer_results=results, operators=operators).text
    if answer != wanted:
        raise RuntimeError("the anonymiser did not apply the plan exactly")
    return wanted


def check_plan_keys(planned: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a plan that was made for other segments.

    Raises:
        ValueError: if a planned key is not among the known ones.
    """
    if not set(planned) <= set(known):
        raise ValueError("the plan names segments that this document does not have")
