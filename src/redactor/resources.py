"""Where the shipped data folders lie: ``glossaries/``, ``models/``, the example case.

In a wheel they are inside the package; in a checkout they stand at its root.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``resource("glossaries", "roles.csv")``.

    Raises:
        FileNotFoundError: if the installation lacks it.
    """
    for root in (_PACKAGE, _CHECKOUT):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"this installation of redactor lacks {'/'.join(parts)}; install it again")
