"""A picture that is attached to a message, judged by what can be read on it."""

from __future__ import annotations

from redactor.formats.base import Hidden, Illustration, WrittenFile
from redactor.formats.flat import check_plan_keys
from redactor.formats.opc.pictures_judging import FoundPicture, PictureJudge
from redactor.model import Notice, Plan, Segment

_JPEG = b"\xff\xd8\xff"


class PictureFile:
    """A picture as a document: its text in segments, its copy made from pixels alone.

    Args:
        untrusted_data: The bytes of a picture file. It is read here, which takes about a second.
    """

    def __init__(self, untrusted_data: bytes) -> None:
        self._judge = PictureJudge([FoundPicture("picture", untrusted_data, "picture")])

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Its pictures; see ``base.Illustrated``."""
        return self._judge.illustrations

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text on it."""
        return self._judge.segments

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Why it could not be read as text."""
        return self._judge.notices

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:  # noqa: ARG002  # nothing in it is hidden
        """Write what stands in its place: a cleaned or painted copy, or a placeholder picture."""
        check_plan_keys(plan.by_segment(), (segment.key for segment in self.segments))
        (treated,) = self._judge.treat(plan, cleared)
        return WrittenFile(treated.data, (treated.change,))


def extension_of(data: bytes) -> str:
    """The extension of a written picture, with its dot."""
    return ".jpeg" if data.startswith(_JPEG) else ".png"
