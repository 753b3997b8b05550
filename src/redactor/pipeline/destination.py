"""The destination of a run."""

from __future__ import annotations

from redactor.errors import UsageError
from redactor.profiles.schema import Profile, load_profile


def profile_for(destination: str, *, accept_provisional: bool) -> Profile:
    """Return the destination's profile.

    Raises:
        UsageError: if there is no such destination, or it never takes provisional codes.
    """
    profile = load_profile(destination)
    if accept_provisional and not profile.provisional_allowed:
        raise UsageError(
            f"--accept-provisional cannot be used for {profile.name}.",
            next_step="Complete the glossary first (redactor suggest).",
        )
    return profile
