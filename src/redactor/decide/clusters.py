"""Who is who among the people whom only the documents name.

Written forms are joined by rule, never by guess. Fuller forms come first: full names
that agree, then short forms of the given name and slips of the pen, then initials
before a surname, then a surname or a first name alone, then bare initials. A form
joins somebody only if exactly one person fits; a form that fits several is *open*
and stays with none of them, one that fits nobody is a person of its own.

Every look-up goes by a key (surname and initial, any one word, …): the work grows
with the number of distinct written forms, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from redactor.lexicon.nicknames import is_given_name, nicknames_of
from redactor.lexicon.roles import role_by_prefix
from redactor.lexicon.words import is_word
from redactor.lexicon.written import initials_of, is_one_word, name_tokens
from redactor.model import Category, Gender

_SHORTEST_SLIP = 5
"""Letters of a word in which one wrong letter may be a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Form:
    """One written form and what stood beside it.

    Attributes:
        text: As written, without title.
        adult: Whether a title such as Mrs or Dr stood before it.
        gender: As far as the title tells.
        role: Code prefix that the context gives; may be empty.
    """

    text: str
    adult: bool = False
    gender: Gender = Gender.UNKNOWN
    role: str = ""


@dataclass(slots=True, eq=False)
class Cluster:
    """One person.

    Attributes:
        tokens: Of the fullest name, first name first.
        forms: Every form that is this person's, with how often it was met.
    """

    tokens: tuple[str, ...]
    alone: bool = False
    forms: Counter[Form] = field(default_factory=Counter)

    @property
    def first(self) -> str:
        """The given name or its initial; empty if only a surname or one name is known."""
        return "" if self.alone else self.tokens[0]

    @property
    def last(self) -> str:
        """The last word of the name."""
        return self.tokens[-1]

    @property
    def role(self) -> str:
        """The role that most forms give; empty if none does."""
        counted: Counter[str] = Counter()
        for form, count in self.forms.items():
            if form.role:
                counted[form.role] += count
        return max(counted, key=lambda prefix: counted[prefix]) if counted else ""

    @property
    def gender(self) -> Gender:
        """As far as titles and role tell; unknown if they disagree."""
        told = {form.gender for form in self.forms if form.gender is not Gender.UNKNOWN}
        role = role_by_prefix(self.role)
        if role is not None and role.gender is not Gender.UNKNOWN:
            told.add(role.gender)
        return told.pop() if len(told) == 1 else Gender.UNKNOWN

    @property
    def is_child(self) -> bool:
        """Whether the role is a child's."""
        role = role_by_prefix(self.role)
        return role is not None and role.category is Category.CHILD

    def suits(self, form: Form) -> bool:
        """Whether title and gender of a form do not speak against this person."""
        if form.adult and self.is_child:
            return False
        return form.gender is Gender.UNKNOWN or self.gender in (form.gender, Gender.UNKNOWN)

    def count(self) -> int:
        """How often the person was met."""
        return sum(self.forms.values())


_Partners = Callable[[Cluster], Iterator[Cluster]]


@dataclass(frozen=True, slots=True)
class Clustered:
    """The answer.

    Attributes:
        clusters: Disjoint people.
        open: Forms that fit several people, with all whom they fit.
    """

    clusters: tuple[Cluster, ...]
    open: dict[Form, tuple[Cluster, ...]]


def cluster(forms: Iterable[Form]) -> Clustered:
    """Group written forms by person.

    Args:
        forms: One for each mention, in reading order; repetitions count.

    Returns:
        The people in order of their first form.
    """
    counted = Counter(forms)
    order = {form: number for number, form in enumerate(counted)}
    work = _Work(counted)
    clusters = work.done()
    ordered = sorted(clusters, key=lambda one: min(order[form] for form in one.forms))
    return Clustered(tuple(ordered), work.open)


class _Work:
    """The people found so far, by every key they are looked up by."""

    def __init__(self, counted: Counter[Form]) -> None:
        self._counted = counted
        self._tokens = {form: name_tokens(form.text) for form in counted}
        self._members: dict[int, Cluster] = {}
        self._by_word: defaultdict[str, list[Cluster]] = defaultdict(list)
        self._by_initial: defaultdict[tuple[str, str], list[Cluster]] = defaultdict(list)
        self._by_pair: defaultdict[tuple[str, str], list[Cluster]] = defaultdict(list)
        self._by_letters: defaultdict[str, list[Cluster]] = defaultdict(list)
        self._by_slip: defaultdict[tuple[str, str], list[Cluster]] = defaultdict(list)
        self.open: dict[Form, tuple[Cluster, ...]] = {}

    def done(self) -> list[Cluster]:
        """Join everything, fuller forms first."""
        full, initialled, single, letters = self._sorted()
        for form in sorted(full, key=lambda f: (-len(self._tokens[f]), -sum(map(len, self._tokens[f])))):
            self._place(form, self._like_full(self._tokens[form]))
        self._join(self._nickname_partners)
        for one in self._members.values():
            for key in _slip_keys(one):
                self._by_slip[key].append(one)
        self._join(self._slip_partners)
        for form in sorted(initialled, key=lambda f: -len(self._tokens[f])):
            self._place(form, self._like_initialled(form))
        for form in single:
            self._place(form, self._like_single(form), alone=True)
        for form in letters:
            self._place(form, self._like_letters(form), alone=True)
        return list(self._members.values())

    def _sorted(self) -> tuple[list[Form], list[Form], list[Form], list[Form]]:
        full: list[Form] = []
        initialled: list[Form] = []
        single: list[Form] = []
        letters: list[Form] = []
        for form, tokens in self._tokens.items():
            if not tokens:
                continue
            if initials_of(form.text, tokens):
                letters.append(form)
            elif is_one_word(form.text, tokens):
                single.append(form)
            elif len(tokens[0]) == 1:
                initialled.append(form)
            else:
                full.append(form)
        return full, initialled, single, letters

    def _place(self, form: Form, fitting: Sequence[Cluster], *, alone: bool = False) -> None:
        """Give a form to the one person whom it fits, to a new one, or leave it open."""
        suitable = [one for one in dict.fromkeys(fitting) if one.suits(form)]
        if len(suitable) > 1:
            self.open[form] = tuple(suitable)
            return
        if suitable:
            suitable[0].forms[form] += self._counted[form]
            return
        new = Cluster(self._tokens[form], alone)
        new.forms[form] = self._counted[form]
        self._add(new)

    def _add(self, new: Cluster) -> None:
        self._members[id(new)] = new
        for token in dict.fromkeys(new.tokens):
            if len(token) > 1:
                self._by_word[token].append(new)
        if new.first:
            self._by_letters[new.first[0] + new.last[0]].append(new)
            rest = dict.fromkeys(new.tokens[1:])
            for token in rest:
                self._by_initial[(new.first[0], token)].append(new)
                self._by_pair[(new.first, token)].append(new)

    # -- full names ----------------------------------------------------------------------------

    def _like_full(self, tokens: tuple[str, ...]) -> list[Cluster]:
        """Those whose name holds every word of this one; the order of the words does not matter."""
        found = self._by_pair.get((tokens[0], tokens[-1]), [])
        turned = self._by_pair.get((tokens[-1], tokens[0]), [])
        return [one for one in (*found, *turned) if _within(tokens, one.tokens)]

    def _join(self, partners: _Partners) -> None:
        """Join two people into one where each is the only partner of the other."""
        for one in list(self._members.values()):
            if id(one) not in self._members:
                continue
            found = [other for other in dict.fromkeys(partners(one)) if other is not one and _may_be_one(one, other)]
            if len(found) != 1:
                continue
            (other,) = found
            back = [o for o in dict.fromkeys(partners(other)) if o is not other and _may_be_one(o, other)]
            if back == [one]:
                keep, gone = (one, other) if _rank(one) >= _rank(other) else (other, one)
                keep.forms.update(gone.forms)
                self._take_out(gone)

    def _take_out(self, gone: Cluster) -> None:
        del self._members[id(gone)]
        for token in dict.fromkeys(gone.tokens):
            if gone in self._by_word.get(token, ()):
                self._by_word[token].remove(gone)
        self._by_letters[gone.first[0] + gone.last[0]].remove(gone)
        for token in dict.fromkeys(gone.tokens[1:]):
            self._by_initial[(gone.first[0], token)].remove(gone)
            self._by_pair[(gone.first, token)].remove(gone)

    def _nickname_partners(self, one: Cluster) -> Iterator[Cluster]:
        """Bernie Last and Bernadette Last."""
        for nick in sorted(nicknames_of(one.first)):
            yield from (other for other in self._by_pair.get((nick, one.last), ()) if other.last == one.last)

    def _slip_partners(self, one: Cluster) -> Iterator[Cluster]:
        """Names that agree but for one letter of one word, one of them much the commoner."""
        for key in _slip_keys(one):
            for other in self._by_slip[key]:
                if id(other) in self._members and _is_slip(one, other):
                    yield other

    # -- shorter forms -------------------------------------------------------------------------

    def _like_initialled(self, form: Form) -> list[Cluster]:
        """J. Last, J. K. Last: those with this surname whose given names begin so."""
        tokens = self._tokens[form]
        letters = [token for token in tokens if len(token) == 1]
        found = self._by_initial.get((letters[0], tokens[-1]), [])
        return [one for one in found if _initials_agree(letters, one)]

    def _like_single(self, form: Form) -> list[Cluster]:
        """A surname or a first name alone; behind a title of an adult a surname."""
        tokens = self._tokens[form]
        sharing = [one for one in self._by_word.get(tokens[-1], ()) if set(tokens) <= set(one.tokens)]
        if len(tokens) > 1:
            return sharing
        (word,) = tokens
        by_surname = [one for one in sharing if one.last == word]
        if form.adult:
            return by_surname or [one for one in sharing if one.first != word]
        exact = [one for one in sharing if word in (one.first, one.last)]
        if exact or sharing:
            return exact or sharing
        called = (one for nick in sorted(nicknames_of(word)) for one in self._by_word.get(nick, ()))
        return [one for one in called if one.first in nicknames_of(word) or (one.alone and one.last != word)]

    def _like_letters(self, form: Form) -> list[Cluster]:
        """F.L.: those whose first name and surname begin so."""
        letters = initials_of(form.text, self._tokens[form])
        return self._by_letters.get(letters[0] + letters[-1], []) if len(letters) > 1 else []


def _rank(one: Cluster) -> tuple[int, int, int]:
    """Which of two clusters gives its name to both: a full given name, the commoner, the longer."""
    return (int(not _is_short(one.first)), one.count(), sum(map(len, one.tokens)))


def _is_short(first: str) -> bool:
    return any(len(name) > len(first) for name in nicknames_of(first))


def _within(tokens: Sequence[str], wider: Sequence[str]) -> bool:
    """Whether every word of a name is one of another's; an initial stands for a word that begins so."""
    return all(
        token in wider or (len(token) == 1 and any(word.startswith(token) for word in wider[1:])) for token in tokens
    )


def _initials_agree(letters: Sequence[str], one: Cluster) -> bool:
    """Whether the letters before a surname are those of the given names, as far as these are known."""
    given = [token[0] for token in one.tokens[:-1]]
    return all(mine == theirs for mine, theirs in zip(letters, given, strict=False))


def _may_be_one(one: Cluster, other: Cluster) -> bool:
    """Whether title and role do not tell two people apart."""
    if one.role and other.role and one.role != other.role:
        return False
    return one.gender is Gender.UNKNOWN or other.gender in (one.gender, Gender.UNKNOWN)


def _slip_keys(one: Cluster) -> Iterator[tuple[str, str]]:
    """Keys of which two full names share one if they agree but for one letter of first name or surname."""
    yield from ((one.first, short) for short in _without_one(one.last))
    yield from ((short, one.last) for short in _without_one(one.first))


def _without_one(word: str) -> list[str]:
    """The word, and the word without each one of its letters."""
    if len(word) < _SHORTEST_SLIP:
        return []
    return list(dict.fromkeys((word, *(word[:place] + word[place + 1 :] for place in range(len(word))))))


def _is_slip(one: Cluster, other: Cluster) -> bool:
    if 2 * min(one.count(), other.count()) > max(one.count(), other.count()):
        return False
    if one.first == other.first:
        return _one_letter(one.last, other.last)
    return one.last == other.last and _one_letter(one.first, other.first)


def _one_letter(one: str, other: str) -> bool:
    """Whether two words differ by one letter and are not both words or names of their own."""
    if one == other or min(len(one), len(other)) < _SHORTEST_SLIP:
        return False
    known = [is_given_name(word) or is_word(word) for word in (one, other)]
    return not all(known) and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
