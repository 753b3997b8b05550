"""Destinations: what each accepts, and how strict it is."""

from redactor.profiles.schema import Profile, load_profile, profile_names

__all__ = ["Profile", "load_profile", "profile_names"]
