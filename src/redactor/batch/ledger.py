"""What a batch has done: an SQLite file in write-ahead mode, whole after any crash.

It holds the paths of documents, which may be names: it lies in the batch's confidential folder.
A case is written in one transaction when it has ended, so a ``kill -9`` loses only what was at hand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from redactor.batch.values import CaseOutcome
from redactor.errors import UsageError

FILE = "ledger.sqlite"
_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS batch (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS cases (
  key TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  digest TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',
  ended TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE IF NOT EXISTS documents (
  case_key TEXT NOT NULL REFERENCES cases(key),
  source TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  case_digest TEXT NOT NULL,
  program TEXT NOT NULL,
  model TEXT NOT NULL,
  status TEXT NOT NULL,
  output TEXT NOT NULL,
  PRIMARY KEY (case_key, source)
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of a case.

    Attributes:
        number: Its number in this batch, never given again; names its output folder.
        digest: Digest of everything that decided its result; empty if it never ended.
        outcome: How it ended; ``None`` if it never did.
    """

    number: int
    digest: str
    outcome: CaseOutcome | None


class Ledger:
    """The ledger of one batch; for the coordinating thread only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def entries(self) -> dict[str, Entry]:
        """Every case that the ledger knows, by key."""
        rows = self._connection.execute("SELECT key, number, digest, outcome FROM cases")
        return {
            key: Entry(number, digest, CaseOutcome.model_validate_json(outcome) if outcome else None)
            for key, number, digest, outcome in rows
        }

    def enrol(self, keys: Iterable[str]) -> None:
        """Give a number to every case that has none yet."""
        with self._connection:
            (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM cases").fetchone()
            known = {key for (key,) in self._connection.execute("SELECT key FROM cases")}
            new = [key for key in dict.fromkeys(keys) if key not in known]
            rows = [(key, last + n) for n, key in enumerate(new, 1)]
            self._connection.executemany("INSERT INTO cases (key, number) VALUES (?, ?)", rows)

    def record(self, digest: str, outcome: CaseOutcome, *, program: str, model: str) -> None:
        """Write how a case ended, with its documents, in one transaction."""
        with self._connection:
            self._connection.execute(
                "UPDATE cases SET digest = ?, outcome = ?, ended = ? WHERE key = ?",
                (digest, outcome.model_dump_json(), datetime.now(UTC).isoformat(timespec="seconds"), outcome.key),
            )
            self._connection.execute("DELETE FROM documents WHERE case_key = ?", (outcome.key,))
            self._connection.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (outcome.key, d.source, d.sha256, digest, program, model, d.status, d.output)
                    for d in outcome.documents
                ],
            )

    def options(self) -> dict[str, str]:
        """What the batch was begun with."""
        value = self._connection.execute("SELECT value FROM batch WHERE name = 'options'").fetchone()
        return dict(json.loads(value[0])) if value else {}

    def begin(self, options: dict[str, str]) -> None:
        """Write down what the batch was begun with."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO batch VALUES ('options', ?)", (json.dumps(options),))


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Open the ledger, made if it is not there; readable by its owner alone.

    Raises:
        UsageError: if it is no ledger, or one of another version of the program.
    """
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, isolation_level="IMMEDIATE")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version in (0, _VERSION):
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
    except sqlite3.DatabaseError:
        version = -1
    if version not in (0, _VERSION):
        connection.close()
        raise UsageError(
            f"{path.name} is not a ledger that this version of the program wrote.",
            next_step="Move it away, or name another folder with --confidential.",
        )
    try:
        yield Ledger(connection)
    finally:
        connection.close()
