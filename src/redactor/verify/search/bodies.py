"""What councils, trusts and the like end in, whose names begin with that of a place."""

from __future__ import annotations

from typing import Final

BODY: Final = (
    r"(?:(?:(?:Metropolitan|District|City|County|Borough) )+Council|Young Carers|CCG|ICB"
    r"|(?:NHS|Hospitals?|Primary Care|Partnership)(?: \w+)? Trust)"
)
"""A pattern for the end of a body's name that is said of nobody."""
FORCE: Final = r"(?:Police|Constabulary)"
"""The same for a police force; behind a person's name, too, the police may be spoken of."""
