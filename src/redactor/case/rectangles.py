"""Rectangles as the place of a decision: ``page 3, from 10 20.5 to 55 60``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redactor.case.problems import Problems

_NUMBER = r"(\d{1,3}(?:\.\d{1,4})?)"
_PLACE = re.compile(rf"(.+?),?\s+from\s+{_NUMBER}\s+{_NUMBER}\s+to\s+{_NUMBER}\s+{_NUMBER}", re.IGNORECASE)
_MEANT = re.compile(r",?\s+from\s+[\d.,% ]+\s+to\s+[\d.,% ]*$", re.IGNORECASE)
_ALL = 100.0


@dataclass(frozen=True, slots=True)
class RectanglePlace:
    """A part of a page or picture.

    Attributes:
        of: The page or the picture, as the report names it: ``"page 3"``, ``"page 3, picture 1"``.
        left, top, right, bottom: Fractions (0 to 1) of what is shown, from the top left.
    """

    of: str
    left: float
    top: float
    right: float
    bottom: float

    def __str__(self) -> str:
        sides = (
            f"{_ALL * side:.2f}".rstrip("0").rstrip(".") for side in (self.left, self.top, self.right, self.bottom)
        )
        return "{}, from {} {} to {} {}".format(self.of, *sides)

    @property
    def page(self) -> int | None:
        """The page that it is on; ``None`` if it is on a picture."""
        found = re.fullmatch(r"page (\d{1,6})", self.of.strip(), re.IGNORECASE)
        return int(found[1]) if found else None


def rectangle_of(place: str) -> RectanglePlace | None:
    """Read the place of a decision; ``None`` if it is no rectangle.

    Args:
        place: ``PLACE, from LEFT TOP to RIGHT BOTTOM``, sides in per cent from the top left.
    """
    found = _PLACE.fullmatch(place.strip())
    if found is None:
        return None
    left, top, right, bottom = (round(float(side) / _ALL, 6) for side in found.groups()[1:])
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        return None
    return RectanglePlace(found[1], left, top, right, bottom)


def check_rectangle(where: str, place: str, text: str, problems: Problems) -> None:
    """Note a rectangle that is written wrongly, and a passage beside one.

    Args:
        where: File and row.
        place: Of the decision.
        text: Of the decision.
        problems: Mistakes are noted here.
    """
    if rectangle_of(place) is not None:
        if text:
            problems.error(where, "the place is a rectangle, which goes with all that is in it. Leave “text” empty.")
    elif _MEANT.search(place):
        problems.error(
            where,
            "the rectangle in “place” is not understood. Write PLACE, from LEFT TOP to RIGHT BOTTOM in per cent "
            "of the page or picture, for example: page 3, from 10 20.5 to 55 60.",
        )
