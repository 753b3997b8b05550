"""The person model that comes with the program: where it is, and whether it is the one that was released."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from redactor.errors import ModelError
from redactor.nlp.tagger.network import verified
from redactor.resources import resource

NAME: Final = "en_scr"
_DIGESTS: Final = "shipped.sha256"


def folder() -> Path:
    """The folder of the shipped pipeline.

    Raises:
        ModelError: if it is not there.
    """
    try:
        return resource("models", NAME)
    except FileNotFoundError:
        raise ModelError(
            "The person model is not installed.",
            next_step="Install redactor again, or name another pipeline with --pipeline.",
        ) from None


def digests() -> dict[str, str]:
    """sha256 of every file of the shipped pipeline, by path within its folder, as this version was released with."""
    lines = resources.files("redactor.nlp").joinpath(_DIGESTS).read_text(encoding="ascii").splitlines()
    return {name: value for value, _, name in (line.partition("  ") for line in lines)}


def checked_folder() -> Path:
    """The folder of the shipped pipeline, every file of it compared with its digest.

    Raises:
        ModelError: if a file is missing, altered or too many.
    """
    place = folder()
    expected = digests()
    there = {file.relative_to(place).as_posix() for file in place.rglob("*") if file.is_file()}
    if extra := there - set(expected):
        raise ModelError(
            f"The folder of the person model holds a file that does not belong there: {Path(min(extra)).name!r}.",
            next_step="Install redactor again.",
        )
    verified(place, expected)
    return place
