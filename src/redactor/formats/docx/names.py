"""Names of WordprocessingML; what all Office formats share is in ``formats.opc.xml``."""

from __future__ import annotations

from functools import cache

from redactor.formats.opc.xml import (
    A_NS,
    CORE_NS,
    DC_NS,
    M_NS,
    MC_NS,
    O_NS,
    PIC_NS,
    PRESERVE,
    R_NS,
    RELS_NS,
    TYPES_NS,
    V_NS,
    W14_NS,
    W15_NS,
    W_NS,
    WP_NS,
    XML_NS,
    ancestors,
    drop_attribute,
    elements,
    local,
    namespace,
    parse,
    r,
    remove,
    split_name,
    unwrap,
)

__all__ = [
    "A_NS",
    "CORE_NS",
    "DC_NS",
    "MC_NS",
    "M_NS",
    "O_NS",
    "PIC_NS",
    "PRESERVE",
    "RELS_NS",
    "R_NS",
    "TYPES_NS",
    "V_NS",
    "W14_NS",
    "W15_NS",
    "WP_NS",
    "W_NS",
    "XML_NS",
    "ancestors",
    "drop_attribute",
    "elements",
    "local",
    "namespace",
    "parse",
    "r",
    "remove",
    "split_name",
    "unwrap",
    "w",
]


@cache
def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W_NS}}}{name}"
