"""Keyed hashes: the board can recognise its originals in a certificate, nobody else can.

A plain SHA-256 of an original would let anybody who holds a copy prove that it
is the one; with the key in the confidential folder only the board can.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from redactor.case.storage import write_private
from redactor.errors import CaseError

KEY_NAME = "hash.key"
_KEY_BYTES = 32
_PURPOSE = b"redactor source\0"


def hash_key(confidential: Path) -> bytes:
    """Return the case's key of 32 bytes; on first use it is made, readable by its owner only.

    Raises:
        CaseError: the key file has another length: it is damaged or not ours.
    """
    path = confidential / KEY_NAME
    if not path.exists():
        write_private(path, secrets.token_bytes(_KEY_BYTES))
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise CaseError([f"confidential/{KEY_NAME} is damaged: put it back from a copy, or delete it to start anew."])
    return key


def keyed_hash(key: bytes, sha256: str) -> str:
    """Return HMAC-SHA256 of an original's digest, hexadecimal.

    Args:
        key: As ``hash_key`` returns it.
        sha256: Hexadecimal digest of the original bytes.

    The message is the text "redactor source", a zero byte and the 32 bytes of the digest.
    """
    return hmac.new(key, _PURPOSE + bytes.fromhex(sha256), hashlib.sha256).hexdigest()
