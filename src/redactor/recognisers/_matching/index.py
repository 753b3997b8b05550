"""The index of a set of people, and the search of one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from redactor.lexicon.forms import NameForm, forms_of
from redactor.model import Category, Finding, Origin, Person
from redactor.recognisers._matching.accept import (
    accepts_kept,
    accepts_person,
    accepts_place,
    cost_of,
    score_of,
)
from redactor.recognisers._matching.company import fill_middles, has_role, other_name_beside, with_other_halves
from redactor.recognisers._matching.identifiers import Identifiers
from redactor.recognisers._matching.mentions import Hit, Mention, gather, longest, with_initials, with_title
from redactor.recognisers._matching.readings import MISSPELT, SCANNED, Readings
from redactor.recognisers._matching.tokens import Line
from redactor.recognisers._matching.trie import Node, Path, walk

RULE = "glossary"
_KINDS = {Category.PLACE: "place", Category.ORGANISATION: "organisation", Category.IDENTIFIER: "identifier"}
_ALLOWED_FORMS = frozenset(("full name", "surname first", "initial surname", "surname"))


class NameIndex:
    """All written forms of some people, ready to search texts.

    Args:
        people: Listed, provisional, allowed and kept people, places and identifiers.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = tuple(people)
        self._root = Node()
        tokens: dict[str, bool] = {}
        compact: dict[str, list[int]] = {}
        given: set[str] = set()
        for number, person in enumerate(self._people):
            for form in forms_of(person):
                if form.kind in ("first name", "nickname") and len(form.tokens) == 1:
                    given.add(form.tokens[0])
                if form.kind == "identifier" and len(form.tokens) == 1:
                    compact.setdefault(form.tokens[0], []).append(number)
                if form.kind not in ("identifier", "title surname"):
                    self._root.add(number, form)
                    self._note(tokens, person, form)
                if form.kind == "initials" and len(form.tokens) in (2, 3):
                    bare = NameForm(("".join(form.tokens),), "initials", "weak")  # counts as a signature only
                    self._root.add(number, bare)
                    self._note(tokens, person, bare)
        self._readings = Readings(tokens)
        self._given = frozenset(given)
        self._identifiers = Identifiers(compact)
        long = [token for token in tokens if len(token) >= 5 and token.isalpha()]
        self._long = frozenset(long)
        self._openings = frozenset(token[:cut] for token in long for cut in range(2, len(token)))
        self._spelled = frozenset(token for token in tokens if len(token) >= 3 and token.isalpha())
        self._longest = max(map(len, self._spelled), default=0)

    @staticmethod
    def _note(tokens: dict[str, bool], person: Person, form: NameForm) -> None:
        fuzzy = person.origin is not Origin.KEEP and form.kind != "initials"
        for token in form.tokens:
            wide = fuzzy and (form.kind != "joined" or len(token) >= 9)
            tokens[token] = tokens.get(token, False) or wide

    def matches(self, text: str) -> tuple[Finding, ...]:
        """Find every written form in ``text``.

        Returns:
            Findings by start. Protected people and things never overlap each
            other, and neither do allowed or kept ones among themselves; across
            these three groups they may.
        """
        line = Line(text)
        line.add_breaks(self._long, self._openings)
        line.add_spaced_letters(self._spelled, self._longest)
        groups: dict[Origin, list[Hit]] = {}
        for hit in self._hits(line):
            origin = self._people[hit.owner].origin
            groups.setdefault(Origin.GLOSSARY if origin is Origin.PROVISIONAL else origin, []).append(hit)
        found = [
            *self._protected(line, groups.get(Origin.GLOSSARY, [])),
            *self._allowed(line, groups.get(Origin.ALLOWED, [])),
            *self._kept(groups.get(Origin.KEEP, [])),
        ]
        return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind)))

    def _hits(self, line: Line) -> Iterator[Hit]:
        readings, joins = self._readings, line.joins
        for index, text in enumerate(line.texts):
            if readings.of(text) or index in joins:
                for path, node in walk(line, index, self._root, readings):
                    yield from self._accepted(line, path, node)
        for span, index, owners in self._identifiers.find(line):
            for owner in owners:
                yield Hit(span.start, span.end, index, index + 1, owner, "identifier", 0, 1.0)

    def _accepted(self, line: Line, path: Path, node: Node) -> Iterator[Hit]:
        first, behind = path[0].first, path[-1].behind
        span = line.span(first, behind)
        start, end = span.start + path[0].reading.left, span.end - path[-1].reading.right
        cost = cost_of(path)
        for owner, form in node.ends:
            if not self._accepts(line, path, owner, form):
                continue
            stop = end
            if form.kind == "initials" and len(form.tokens) > 1 and line.source[end : end + 1] == ".":
                stop += 1  # the last full stop
            yield Hit(start, stop, first, behind, owner, form.kind, cost, score_of(form, cost), form.derived)

    def _accepts(self, line: Line, path: Path, owner: int, form: NameForm) -> bool:
        person = self._people[owner]
        if person.origin is Origin.KEEP:
            return accepts_kept(line, path)
        if person.category.is_person or person.origin is Origin.ALLOWED:
            return not self._is_middle_initial(line, path, form) and accepts_person(line, path, form)
        return accepts_place(line, path, form)

    def _is_middle_initial(self, line: Line, path: Path, form: NameForm) -> bool:
        """Whether the initial stands behind a listed first name: "Karen A Brannock" is no A Brannock."""
        first = path[0].first
        if form.kind != "initial surname" or first == 0 or len(path[0].reading.token) > 1:
            return False
        before = line.texts[first - 1]
        return (
            before in self._given and line.gap(first) in (" ", "\xa0") and line.written(first - 1, first)[:1].isupper()
        )

    def _protected(self, line: Line, hits: Iterable[Hit]) -> Iterator[Finding]:
        people = self._people
        titled = [with_title(line, mention, people) for mention in gather(hits)]
        chosen = longest(with_initials(line, mention, people) for mention in titled)
        chosen = with_other_halves(line, fill_middles(line.source, chosen))
        starts = {mention.first for mention in chosen}
        behinds = {mention.behind for mention in chosen}
        for mention in chosen:
            persons = [owner for owner in mention.owners if people[owner].category.is_person]
            other = bool(persons) and other_name_beside(line, mention, starts, behinds)
            first = people[(persons or list(mention.owners))[0]]
            kind = _KINDS.get(first.category, "person")
            yield self._finding(mention, kind, other=other)

    def _allowed(self, line: Line, hits: Iterable[Hit]) -> Iterator[Finding]:
        exact = [hit for hit in hits if hit.cost == 0 and hit.kind in _ALLOWED_FORMS]
        titled = [with_title(line, mention, self._people) for mention in gather(exact)]
        fit = []
        for mention in titled:
            alone = mention.kind in ("surname", "family")
            if not alone or all(has_role(line.source, mention, self._people[owner]) for owner in mention.owners):
                fit.append(mention)
        for mention in longest(fit):
            yield self._finding(mention, "allowed")

    def _kept(self, hits: Iterable[Hit]) -> Iterator[Finding]:
        for mention in longest(gather(hits)):
            yield self._finding(mention, "keep")

    def _finding(self, mention: Mention, kind: str, *, other: bool = False) -> Finding:
        what = {"allowed": "an allowed person", "keep": "a kept name"}.get(kind, f"a listed {kind}")
        evidence = [f"{mention.kind} of {what}"]
        if mention.cost == SCANNED:
            evidence.append("with a scanning error")
        elif mention.cost >= MISSPELT:
            evidence.append("misspelt")
        if len(mention.owners) > 1:
            evidence.append(f"may be any of {len(mention.owners)}")
        if other:
            evidence.append("beside another name")
        return Finding(
            start=mention.start,
            end=mention.end,
            kind=kind,
            score=round(mention.score - (0.25 if other else 0.0), 2),
            evidence=", ".join(evidence),
            rule=RULE,
            people=tuple(self._people[owner].key for owner in mention.owners),
            form=mention.kind,
        )
