"""Whether a walked path is a written form of its owner, and how sure that is."""

from __future__ import annotations

import re

from redactor.lexicon.context import reads_as_name
from redactor.lexicon.contractions import is_half
from redactor.lexicon.folding import fold_text
from redactor.lexicon.forms import NameForm
from redactor.lexicon.name_cues import ABBREVIATIONS, MODALS
from redactor.lexicon.name_parts import PARTICLES
from redactor.lexicon.name_titles import WRITTEN_TITLES, is_title
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.roles import abbreviations
from redactor.lexicon.signing_in import signs_in
from redactor.lexicon.words import is_name_word, is_word
from redactor.recognisers._matching.gaps import is_joined, loose_gaps, name_gaps
from redactor.recognisers._matching.readings import EXACT, GLUED, SCANNED
from redactor.recognisers._matching.tokens import Line
from redactor.recognisers._matching.trie import Part, Path

_SIGNED = re.compile(r"(?:^|[.!?]|[(\[|\t\n]|\b(?:initialled|initialed|initials|signed)\b:?)\s*$", re.IGNORECASE)
_SIGN_END = re.compile(r"\s*(?:$|[)\]|\n\t]|\.\s*$)")
_BODY_BEHIND = re.compile(
    r"(?:['’]s)?(?: [A-Z][\w'’]*){0,3} "
    r"(?:NHS|Trust|Hospital|Infirmary|Church|School|Primary|Academy|Council|Ward|Board)\b"
)
_TELLING = 6
"""Letters of a place's name of one word that is found when it is written small."""
_SHORT = 4
"""The same in a line without a capital."""


_WHO_MISSES = frozenset({"i", "you", "we", "they", "he", "she", "to", "not", "will", "would", "did", "may", "might"})
_INITIALS = 3
_FEW = 2
_TOLD = frozenset(
    """according back addressed given handed known lent listened next on over passed presented referred replied reported
    said sent showed shown spoke spoken talked taken told wrote written""".split()  # noqa: SIM905
)
"""Words before "to" and a person: "passed to miss frost", but "likely to miss summers"."""
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_LETTERS = re.compile(r"[^\W\d_a-z]\.[^\W\d_a-z]\b")
_INITIAL_GAPS = (".", ". ", "-", ".-", "..")
_SCORES = {
    "full name": 1.0,
    "surname first": 0.98,
    "initial surname": 0.95,
    "joined": 0.95,
    "identifier": 1.0,
    "address part": 0.9,
    "surname": 0.9,
    "plural family": 0.88,
    "first name": 0.85,
    "nickname": 0.8,
    "initials": 0.6,
}


def score_of(form: NameForm, cost: int) -> float:
    """How sure a form is, from 0 to 1, by its kind and by how it was read."""
    base = _SCORES[form.kind]
    if form.kind == "nickname" and len(form.tokens) > 1:
        base = 0.95
    if form.strength == "weak" and form.kind != "initials":
        base -= 0.1
    return round(base - (0.05 if cost == SCANNED else 0.1 if cost > SCANNED else 0.0), 2)


def cost_of(path: Path) -> int:
    """The cost of the dearest reading; glued tokens count as exact ones."""
    return max(0 if part.reading.cost == GLUED else part.reading.cost for part in path)


def accepts_place(line: Line, path: Path, form: NameForm) -> bool:
    """Whether the path is the place, organisation or identifier that ``form`` spells."""
    if any(part.reading.cost == GLUED for part in path) or not loose_gaps(line, path):
        return False
    if any(part.reading.cost > EXACT for part in path):
        exact = [part for part in path if part.reading.cost == EXACT and len(part.reading.token) > 2]
        if not exact or form.kind == "identifier":
            return False
    if form.kind == "identifier" or any(token.isdigit() for token in form.tokens):
        return True
    telling = [token for token in form.tokens if not (is_word(token) or is_name_word(token) or len(token) < 3)]
    if telling and (len(form.tokens) > 1 or len(telling[0]) >= (_SHORT if _typed_small(line, path) else _TELLING)):
        return True
    if len(form.tokens) == 1 and not is_word(form.tokens[0]) and _typed_small(line, path):
        return len(form.tokens[0]) >= _SHORT  # "dover", though people are called so
    several = len(form.tokens) > 1 and (form.kind == "full name" or not all(map(is_word, form.tokens)))
    if several and cost_of(path) == EXACT:
        return True  # the verifier lets none pass, in whatever letters: "warren hill", "lincoln county"
    written = [line.written(part.first, part.behind) for part in path]
    own = [
        word for word, token in zip(written, form.tokens, strict=True) if len(token) > 1 and token not in ("the", "of")
    ]
    return bool(own) and all(word[:1].isupper() for word in own)


def _typed_small(line: Line, path: Path) -> bool:
    """Whether all of the line is typed in small letters."""
    span = line.span(path[0].first, path[-1].behind)
    start, end = line.source.rfind("\n", 0, span.start) + 1, line.source.find("\n", span.end)
    return line.source[start : end if end >= 0 else None].islower()


def _fills_line(line: Line, path: Path) -> bool:
    """Whether a name is all that stands on its line: "a kidd" above "private and confidential"."""
    span = line.span(path[0].first, path[-1].behind)
    before, behind = line.source[: span.start][-1:], line.source[span.end : span.end + 1]
    return before in ("", "\n") and behind in ("", "\n")


def accepts_kept(line: Line, path: Path) -> bool:
    """Whether the path is a kept name exactly as listed."""
    return all(part.reading.cost == EXACT for part in path) and loose_gaps(line, path)


def accepts_person(line: Line, path: Path, form: NameForm) -> bool:
    """Whether the path is the written form of a person that ``form`` spells."""
    if form.kind == "initials":
        return _initials(line, path, signature=len(path) == 1 and form.strength == "weak")
    span = line.span(path[0].first, path[-1].behind)
    if is_half(line.source, span.start, span.end):
        return False
    if not name_gaps(line, path, surname_first=form.kind == "surname first"):
        return False
    if form.kind == "surname first" and not _surname_first(line, path):
        return False
    if form.kind == "surname" and not _cut_surname(line, path):
        return False
    if form.kind == "first name" and len(path) > 1 and len(form.tokens[-1]) == 1 and not _closing_initial(line, path):
        return False
    if any(part.reading.cost == GLUED for part in path) and not _glued(path, form):
        return False
    if cost_of(path) > EXACT:
        return _misread(line, path, form)
    if len(path) == 1 and form.kind in ("first name", "nickname") and _sainted(line, path[0]):
        return False
    return _alone(line, path[0], form) if len(path) == 1 else _together(line, path, form)


def _sainted(line: Line, part: Part) -> bool:
    """Whether a first name is that of a saint in the name of a body: "Fennby St Mary NHS Trust"."""
    if not part.first or line.texts[part.first - 1] != "st" or line.gap(part.first).strip(" ."):
        return False
    behind = _BODY_BEHIND.match(line.source, line.span(part.first, part.behind).end)
    return behind is not None


def _is_plain(token: str) -> bool:
    return is_word(token) or is_name_word(token)


def _capital(line: Line, part: Part) -> bool:
    first = line.written(part.first, part.behind)[:1]
    return first.isupper() or first.isdigit()


def _title_before(line: Line, index: int) -> bool:
    if index == 0 or not is_title(line.texts[index - 1], written=line.written(index - 1, index)):
        return False
    return line.gap(index).strip(" .\t\n\r\xa0") == ""


def small_title_before(line: Line, index: int) -> bool:
    """Whether a title in small letters stands before a surname that is a word: "miss frost", but "I miss summers"."""
    if index == 0 or line.texts[index - 1] not in WRITTEN_TITLES or line.gap(index).strip(" .\t\n\r\xa0"):
        return False
    if line.texts[index - 1] != "miss" or index == 1 or line.texts[index - 2] not in _WHO_MISSES:
        return True
    return line.texts[index - 2] == "to" and index > _FEW and line.texts[index - 3] in _TOLD


def _alone(line: Line, part: Part, form: NameForm) -> bool:
    """One token, exact."""
    written = line.written(part.first, part.behind)
    span = line.span(part.first, part.behind)
    if form.kind == "joined":
        if form.strength == "strong" or signs_in(line.source, span.start, span.end):
            return True
        return written.isupper() and not is_word(form.tokens[0]) and _fills_line(line, (part,))  # "CFOY" below a note
    if len(form.tokens[0]) <= 2:
        shouted = written.isupper() and len(written) > 1
        if not written[:1].isupper() or (shouted and form.tokens[0] in ABBREVIATIONS):
            return _title_before(line, part.first)
    if form.kind == "plural family" and not written.istitle() and signs_in(line.source, span.start, span.end):
        return True  # surname and initial: "Minutes by wainwrights"
    if part.behind - part.first > 1 and form.strength == "weak":  # spelt out (P a g e) or torn (Gra-ce)
        return _capital(line, part)
    if form.strength == "strong" or reads_as_name(line.source, span.start, span.end):
        return True
    return form.kind == "surname" and form.tokens[0] not in MODALS and small_title_before(line, part.first)


def _together(line: Line, path: Path, form: NameForm) -> bool:
    """Several tokens, all exact: those that are words or initials need a capital."""
    span = line.span(path[0].first, path[-1].behind)
    small = line.written(path[0].first, path[-1].behind).islower()
    if small and form.kind == "full name" and all(len(part.reading.token) > 2 for part in path):
        return True  # the verifier lets no full name pass, however ordinary its words: "talent wood"
    if form.strength == "weak":
        return reads_as_name(line.source, span.start, span.end) or small_title_before(line, path[0].first)
    if (
        small
        and form.kind == "initial surname"
        and 1 < len(form.tokens[0]) <= _INITIALS
        and not is_word(form.tokens[0])
    ):
        return True  # "cv hull"
    telling = small and any(len(part.reading.token) > 2 and not _is_plain(part.reading.token) for part in path)
    for number, part in enumerate(path):
        token = part.reading.token
        particle = token in PARTICLES and len(token) > 1
        alone = token not in ("a", "i") or _title_before(line, part.first) or _fills_line(line, path)
        initial = len(token) == 1 and small and alone
        word = len(token) > 1 and telling and token not in MODALS
        if particle or initial or word or not (len(token) == 1 or _is_plain(token)) or _capital(line, part):
            continue
        before = line.gap(part.first) if number else " "
        after = line.gap(path[number + 1].first) if number + 1 < len(path) else " "
        if not (is_joined(before) or is_joined(after) or (len(token) == 1 and after.startswith("."))):
            return False
    first = path[0]
    if first.reading.token in ("a", "i") and not line.gap(path[1].first).startswith("."):
        return any(not is_word(part.reading.token) for part in path[1:])
    return True


def _cut_surname(line: Line, path: Path) -> bool:
    """Whether an initial in a double surname (W-Brannock, Wisniowski-B) is tied to the other half by a hyphen."""
    initials = [
        n for n, part in enumerate(path) if len(part.reading.token) == 1 and part.reading.token not in ("o", "d")
    ]
    return not initials or len(path) != 2 or (line.gap(path[1].first) in _HYPHENS and _capital(line, path[initials[0]]))


def _surname_first(line: Line, path: Path) -> bool:
    """Not where the surname ends a name of its own ("Mr Oldroyd, Karen and …"), nor before "I" or "a"."""
    if len(path[-1].reading.token) == 1 and not _closing_initial(line, path):
        return False
    first = path[0].first
    has_comma = any("," in line.gap(part.first) for part in path[1:])
    if not has_comma or first == 0:
        return True
    before = line.written(first - 1, first)
    beside = line.gap(first).strip(" .\t\xa0") == ""
    return not (beside and before[:1].isupper() and (is_title(before) or is_given_name(before) or len(before) == 1))


def _closing_initial(line: Line, path: Path) -> bool:
    """Whether the last token is an initial (Oldroyd K, Karen O.) and not the word "I", "a" or O'."""
    last = path[-1]
    end = line.span(last.first, last.behind).end
    if not line.written(last.first, last.behind).isupper() and not is_joined(line.gap(last.first)):
        return _small_initial(line, path, end)
    behind = line.source[end : end + 1]
    if last.reading.token in ("a", "i") and behind and behind not in ".,;:)/\n\t":
        return len(path) > 2 and len(path[-2].reading.token) == 1
    return fold_text(line.source[end : end + 1]) not in ("'", "-") or line.source[end + 1 : end + 2] == "s"


def _small_initial(line: Line, path: Path, end: int) -> bool:
    """Whether a small initial with a stop closes a name that is no word, in a line typed small: "quoc c.'s aunt"."""
    if path[-1].reading.token in ("a", "i") or line.source[end : end + 1] != ".":
        return False
    written = line.written(path[0].first, path[-1].behind)
    return written.islower() and not any(_is_plain(part.reading.token) for part in path[:-1])


def _glued(path: Path, form: NameForm) -> bool:
    """A missing space counts only at the ends of a full name, and on one side only."""
    glued = [number for number, part in enumerate(path) if part.reading.cost == GLUED]
    if len(glued) > 1:
        return False
    part = path[glued[0]]
    if form.kind == "joined":
        return len(part.reading.token) >= 9
    if len(path) < 2 or form.kind not in ("full name", "nickname"):
        return False
    return glued[0] == (0 if part.reading.left else len(path) - 1)


def _misread(line: Line, path: Path, form: NameForm) -> bool:
    """Scanning errors and misspellings: a capital or company is needed, another name's spelling never counts."""
    wrong = [part for part in path if part.reading.cost not in (EXACT, GLUED)]
    exact = [part for part in path if part.reading.cost == EXACT]
    if len(path) == 1:
        return _misread_alone(line, wrong[0], form)
    company = any(len(part.reading.token) >= 3 for part in exact)
    for part in wrong:
        capital = _capital(line, part)
        text = "".join(line.texts[part.first : part.behind])
        if part.reading.known and (not company or (is_given_name(text) and len(text) <= 7)):
            return False
        if not (capital or company):
            return False
    return company or all(_capital(line, part) for part in path)


def _misread_alone(line: Line, part: Part, form: NameForm) -> bool:
    if form.kind == "nickname" and form.strength == "weak":
        return False
    if form.kind == "joined" and len(form.tokens[0]) < 9:
        return False
    written = line.written(part.first, part.behind)
    if part.reading.cost == SCANNED and any(char.isdigit() for char in written):
        return len(written) >= 4 or written[:1].isupper()
    if part.reading.known:
        return False
    return _capital(line, part) or _title_before(line, part.first)


def _begins_sentence(word: str) -> bool:
    """Whether a word with a capital behind initials with stops begins a sentence and is no surname: "D.B. MGM was"."""
    return is_word(word) or is_title(word) or word in abbreviations() or any(map(str.isdigit, word))


def _initials(line: Line, path: Path, *, signature: bool) -> bool:
    """K.O. or K..O. with full stops, K-O, or a listed KO in capitals; not part of longer initials or of another name.

    Args:
        line: The text.
        path: The letters.
        signature: Whether they count only where somebody signs.
    """
    first, behind = path[0].first, path[-1].behind
    if any(part.reading.cost != EXACT for part in path):
        return False
    if any(line.gap(part.first) not in _INITIAL_GAPS for part in path[1:]):
        return False
    span = line.span(first, behind)
    source = line.source
    dotted = len(path) > 1
    if dotted and source[span.end : span.end + 1].isalnum():
        return False
    if source[max(0, span.start - 1) : span.start] == "." or (first and line.gap(first) == ""):
        return False
    if dotted and behind < len(line) and line.gap(behind) in (".", ". "):
        after = line.written(behind, behind + 1)
        row = line.gap(behind) == ". " and line.gap(behind - 1) == "." and _LETTERS.match(source, span.end + 2)
        if row:  # the next of a row of initials: "N.P. D.Z."
            return reads_as_name(source, span.start, span.end + 1)
        if len(after) == 1 and after.isupper():
            return False
        if after[:1].isupper() and line.gap(behind) == ". " and not _begins_sentence(after):
            return False
    if signature and not (
        _SIGNED.search(source[max(0, span.start - 24) : span.start]) and _SIGN_END.match(source, span.end)
    ):
        return False
    end = span.end + 1 if dotted and source[span.end : span.end + 1] == "." else span.end
    return reads_as_name(source, span.start, end)
