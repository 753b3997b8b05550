"""The pictures of an Office package: found in its parts, judged, and put back into them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from lxml import etree

from redactor.formats.base import Illustration
from redactor.formats.opc.cropping import crop_of, uncrop
from redactor.formats.opc.package import Package, Part
from redactor.formats.opc.pictures_judging import FoundPicture, PictureJudge
from redactor.formats.opc.references import uses_of
from redactor.model import Change, Notice, Plan, Segment

SizeOf = Callable[[etree._Element], tuple[int, int] | None]


class PackagePictures:
    """Every picture of a package that came with it.

    Args:
        package: As read and cleaned.
        places: Its picture parts with the words for where each first stands, in order.
        size_of: The size (any unit) at which an element shows its picture, if known.
        is_logo: Whether a picture recurs in headers, footers, masters or layouts.
        made_here: Picture parts that are placeholders already; they are passed over.
    """

    def __init__(
        self,
        package: Package,
        places: Iterable[tuple[Part, str]],
        *,
        size_of: SizeOf,
        is_logo: Callable[[Part], bool],
        made_here: Collection[Part] = (),
    ) -> None:
        self._package = package
        self._images: dict[str, Part] = {}
        self._uses: dict[str, list[etree._Element]] = {}
        found: list[FoundPicture] = []
        for number, (image, place) in enumerate(places, 1):
            if image in made_here:
                continue
            key = f"picture{number}"
            uses = [use for part in package.parts if part.root is not None for use in uses_of(part, image)]
            self._images[key], self._uses[key] = image, uses
            size = next((size for size in map(size_of, uses) if size), None)
            crops = frozenset(crop_of(use) for use in uses)
            found.append(FoundPicture(key, image.blob, place, crops, size, is_logo(image)))
        self._judge = PictureJudge(found)

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Its pictures; see ``base.Illustrated``."""
        return self._judge.illustrations

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text on the pictures; see ``PictureJudge``."""
        return self._judge.segments

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Pictures that could not be read as text."""
        return self._judge.notices

    def treat(self, plan: Plan, cleared: Collection[str]) -> list[Change]:
        """Put what becomes of each picture into its part; cropped edges are cut off for good.

        Args:
            plan: Its replacements on pictures, and its drawings.
            cleared: SHA-256 of the pictures that a person has cleared.

        Returns:
            One change for each picture that is still shown, with the SHA-256 of the original.
        """
        changes: list[Change] = []
        left = set(self._package.reached())
        for treated in self._judge.treat(plan, cleared):
            image = self._images[treated.key]
            if image not in left:
                continue
            image.blob, image.extension = treated.data, treated.extension
            for use in self._uses[treated.key]:
                uncrop(use)
            changes.append(treated.change)
        return changes
