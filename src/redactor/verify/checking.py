"""Is this finished file clean?

The file is read before anything else is loaded, so that a second process has the pages of a PDF to begin with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.verify.readers import read_file
from redactor.verify.search.asked import Model

if TYPE_CHECKING:
    from redactor.beside import SecondProcess
    from redactor.model import DocumentKind, Verification
    from redactor.profiles.schema import Profile
    from redactor.verify.knowledge import Knowledge


def check_file(
    name: str,
    data: bytes,
    *,
    knowledge: Knowledge | None,
    declared_kind: DocumentKind | None = None,
    profile: Profile | None = None,
    site_code: bool = False,
    beside: SecondProcess | None = None,
) -> Verification:
    """Check a finished file.

    Args:
        name: Its file name.
        data: Its bytes.
        knowledge: The case or glossary; ``None`` for the general rules only, which
            can find but never call a file clean.
        declared_kind: What it is, where somebody has said so.
        profile: The destination's rules where there is no case.
        site_code: Whether it is a script or a style sheet of a web page: its words are no prose.
        beside: A second process that runs the person model; the answer is the same without one. What it fails is
            unchecked.

    Raises:
        UnreadableError: if it is empty, broken or encrypted.
        UnsupportedFormatError: if no reader reads it and its bytes hold no full name.
    """
    model = Model(beside)
    read = read_file(data, pages=model.pages)
    from redactor.verify.verification import examined_file  # all that is searched for, while the model has begun

    return examined_file(
        name,
        data,
        read,
        model,
        knowledge=knowledge,
        declared_kind=declared_kind,
        profile=profile,
        site_code=site_code,
    )
