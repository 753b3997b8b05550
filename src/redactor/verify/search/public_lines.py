"""Helplines and web sites of public bodies, which stay (``glossaries/public-*.csv``)."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from urllib.parse import urlsplit

from redactor.resources import resource

_FORMAT_SITES = ("w3.org", "openxmlformats.org", "purl.org", "adobe.com", "microsoft.com")


@lru_cache(maxsize=1)
def _helplines() -> frozenset[str]:
    with resource("glossaries", "public-helplines.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(re.sub(r"\D", "", row["number"]) for row in csv.DictReader(file))


@lru_cache(maxsize=1)
def _sites() -> tuple[frozenset[str], tuple[str, ...]]:
    with resource("glossaries", "public-domains.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["domain"].casefold(), row["match"]) for row in csv.DictReader(file)]
    whole = frozenset(domain for domain, how in rows if how == "suffix")
    return whole | frozenset(_FORMAT_SITES), tuple(domain for domain, how in rows if how == "ending")


def is_helpline(digits: str) -> bool:
    """Whether the digits of a national number are a published helpline."""
    return digits in _helplines()


def is_public_site(address: str) -> bool:
    """Whether a web address belongs to a public body."""
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return False
    suffixes, endings = _sites()
    labels = host.rstrip(".").split(".")
    return host.endswith(endings) or any(".".join(labels[n:]) in suffixes for n in range(len(labels)))
