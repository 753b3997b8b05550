"""Make ``glossaries/office-*.txt`` from the Office Open XML schemas.

``office-names.txt`` has every element and attribute name, ``office-values.txt`` every
word of an enumeration, ``office-namespaces.txt`` the usual prefix and the address of
every namespace. Run with the ``data`` folder of the Open XML SDK (MIT):

    python scripts/office_names.py FOLDER
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

GLOSSARIES = Path(__file__).parent.parent / "glossaries"
# ISO 29500-2 (packages), Dublin Core and XML itself are not among the schemas of the SDK.
OF_PACKAGES = """Types Default Override Extension ContentType PartName Relationships Relationship Id Target TargetMode
    Type coreProperties category contentStatus created creator description identifier keywords language lastModifiedBy
    lastPrinted modified revision subject title version type lang space base id schemaLocation
    AlternateContent Choice Fallback Requires Ignorable ProcessContent MustUnderstand PreserveElements
    PreserveAttributes""".split()  # noqa: SIM905
VALUES_OF_PACKAGES = "preserve default External Internal dcterms:W3CDTF Office".split()  # noqa: SIM905
SPACES_OF_PACKAGES = {
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "types",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingInk": "wpi",
    "http://purl.org/dc/dcmitype/": "dcmitype",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
_VALUE = re.compile(r"(?=.*[A-Za-z]{2})[A-Za-z0-9-]+")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def names(described: object) -> Iterator[str]:
    """Local names of the elements (``Name``: type/element) and attributes (``QName``) of a description."""
    if isinstance(described, list):
        for item in described:
            yield from names(item)
    elif isinstance(described, dict):
        for key, value in described.items():
            if key == "QName" or (key == "Name" and "/" in str(value)):
                yield str(value).rpartition("/")[2].rpartition(":")[2]
            yield from names(value)


def main(folder: Path) -> None:
    """Read every schema of the folder and write the sorted names, then the namespaces."""
    found = set(OF_PACKAGES)
    values = set(VALUES_OF_PACKAGES)
    for path in sorted((folder / "schemas").glob("*.json")):
        described = json.loads(path.read_text("utf-8-sig"))
        found |= {name for name in names(described) if _NAME.fullmatch(name)}
        facets = [facet for item in described.get("Enums", []) for facet in item["Facets"]]
        values |= {facet["Value"] for facet in facets if _VALUE.fullmatch(facet["Value"])}
    _write("office-names.txt", (name for name in found if "Dummy" not in name))
    _write("office-values.txt", values)
    listed = json.loads((folder / "namespaces.json").read_text("utf-8-sig"))
    spaces = {item["Uri"]: item["Prefix"] for item in listed if item["Uri"]} | SPACES_OF_PACKAGES
    _write("office-namespaces.txt", (f"{prefix} {uri}" for uri, prefix in spaces.items()))


def _write(name: str, lines: Iterable[str]) -> None:
    (GLOSSARIES / name).write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
