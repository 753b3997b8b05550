"""Charts and SmartArt of a Word document as the verifier finds them: from the stories that show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from lxml import etree

from redactor.verify.readers.markup import attribute, bare, local
from redactor.verify.readers.package import targets_of

_DRAWN = {
    ("chart", "chartSpace"): "chart",
    ("chart", "userShapes"): "drawing on a chart",
    ("diagram", "dataModel"): "diagram",
    ("diagram", "drawing"): "drawing of a diagram",
}
"""End of the namespace and name of a part's root, to what it is called."""


def shown_drawings(roots: Mapping[str, etree._Element], main: str) -> dict[str, str]:
    """Name every part of a chart or diagram that the document shows, with its number in reading order.

    Args:
        roots: Part names (without a leading slash) and their XML.
        main: The name of the document part.
    """
    found: dict[str, str] = {}
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    waiting = [main]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in roots:
            continue
        seen.add(name)
        words = _kind(roots[name])
        if words:
            counts[words] += 1
            found[name] = f"{words} {counts[words]}"
        waiting += reversed(_shown(roots, name))
    return found


def _kind(root: etree._Element | None) -> str:
    """What a part draws; empty for every other part, charts of a newer kind among them."""
    if root is None:
        return ""
    namespace = str(root.tag).rpartition("}")[0]
    return _DRAWN.get((namespace.rpartition("/")[2], local(root)), "")


def _shown(roots: Mapping[str, etree._Element], name: str) -> list[str]:
    """The parts that a part's elements refer to, the drawings of its diagrams, then its other stories."""
    targets = targets_of(roots, name)
    ids = [str(v) for e in roots[name].iter() for k, v in e.items() if str(k) != bare(str(k))]
    shown = [targets[i] for i in ids if i in targets]
    data = [roots[t] for t in shown if t in roots and local(roots[t]) == "dataModel"]
    drawn = [attribute(e, "relId") for root in data for e in root.iter() if local(e) == "dataModelExt"]
    shown += [targets[i] for i in drawn if i in targets]
    return [*shown, *(t for t in targets.values() if not _kind(roots.get(t)))]
