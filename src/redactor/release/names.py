"""File names that every system takes, and that cannot leave their folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from redactor.errors import BlockedError

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST = 200


def is_safe_name(name: str) -> bool:
    """Whether ``name`` is one flat file name on Windows, macOS and Linux."""
    return bool(
        name
        and len(name.encode("utf-8")) <= _LONGEST
        and not _FORBIDDEN.search(name)
        and not any(unicodedata.category(char) in ("Cf", "Cs", "Cc", "Zl", "Zp") for char in name)
        and not name.startswith((".", " ", "~"))
        and not name.endswith((".", " "))
        and not _RESERVED.fullmatch(name)
    )


def require_safe_and_unique(names: Iterable[str]) -> None:
    """Check the names of a release.

    Raises:
        BlockedError: a name is not safe, or two differ only in case or accents' encoding.
    """
    seen: set[str] = set()
    for name in names:
        if not is_safe_name(name):
            raise BlockedError("A released file would have a name that is not safe to write.")
        folded = unicodedata.normalize("NFKC", name).casefold()
        if folded in seen:
            raise BlockedError("Two released files would have the same name.")
        seen.add(folded)
