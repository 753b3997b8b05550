"""Domains of the web: known suffixes, public bodies, social media. No network, ever."""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import TYPE_CHECKING

from redactor.resources import resource

if TYPE_CHECKING:
    from tldextract import TLDExtract

SOCIAL_MEDIA = (
    "facebook.com",
    "fb.com",
    "fb.me",
    "m.me",
    "twitter.com",
    "x.com",
    "instagram.com",
    "tiktok.com",
    "snapchat.com",
    "linkedin.com",
    "youtube.com",
    "youtu.be",
    "bebo.com",
    "myspace.com",
    "ask.fm",
    "tumblr.com",
    "pinterest.com",
    "reddit.com",
    "threads.net",
    "wa.me",
    "t.me",
    "onlyfans.com",
    "twitch.tv",
    "discord.gg",
    "discord.com",
    "kik.com",
    "flickr.com",
    "justgiving.com",
    "gofundme.com",
)
"""Sites on which an address names a person or a group."""


@lru_cache(maxsize=1)
def _extract() -> TLDExtract:
    import tldextract  # loads a web client, which a text without a domain need not wait for

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=4096)
def has_suffix(domain: str) -> bool:
    """Whether ``domain`` is a name below a public suffix ("fennshire.example" is not, "fennshire.org.uk" is)."""
    parts = _extract()(domain)
    return bool(parts.suffix and parts.domain)


@lru_cache(maxsize=1)
def _public() -> tuple[tuple[str, ...], tuple[str, ...]]:
    with resource("glossaries", "public-domains.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["domain"].casefold(), row["match"]) for row in csv.DictReader(file)]
    return tuple(d for d, how in rows if how == "suffix"), tuple(d for d, how in rows if how == "ending")


def is_public_body(host: str) -> bool:
    """Whether a host name belongs to a public body (``glossaries/public-domains.csv``)."""
    name = host.casefold().rstrip(".")
    suffixes, endings = _public()
    return any(name == domain or name.endswith(f".{domain}") for domain in suffixes) or name.endswith(endings)


def is_social_media(host: str) -> bool:
    """Whether a host name is a social-media site."""
    name = host.casefold().rstrip(".")
    return any(name == site or name.endswith(f".{site}") for site in SOCIAL_MEDIA)
