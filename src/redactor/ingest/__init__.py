"""From a folder of documents to segments that know where they stand. What ``__all__`` names is loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.ingest.chronologies import Entry, entries, in_order
    from redactor.ingest.discovery import PAGES, Discovery, discover
    from redactor.ingest.kinds import decide_kind
    from redactor.ingest.opening import Ingested, ingest, ingest_bytes

_HOMES = {
    "PAGES": "redactor.ingest.discovery",
    "Discovery": "redactor.ingest.discovery",
    "Entry": "redactor.ingest.chronologies",
    "Ingested": "redactor.ingest.opening",
    "decide_kind": "redactor.ingest.kinds",
    "discover": "redactor.ingest.discovery",
    "entries": "redactor.ingest.chronologies",
    "in_order": "redactor.ingest.chronologies",
    "ingest": "redactor.ingest.opening",
    "ingest_bytes": "redactor.ingest.opening",
}

__all__ = [
    "PAGES",
    "Discovery",
    "Entry",
    "Ingested",
    "decide_kind",
    "discover",
    "entries",
    "in_order",
    "ingest",
    "ingest_bytes",
]

__getattr__ = on_first_use(__name__, _HOMES)
