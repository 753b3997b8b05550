"""The rules that need no role: labels, letters, index order, e-mail addresses, families."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from redactor.lexicon.limits import search_limit
from redactor.lexicon.name_labels import is_name_label, is_part_label
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.presence import folded
from redactor.lexicon.roles import role_for
from redactor.lexicon.scanned import is_misread_word
from redactor.lexicon.titled_cues import more_after
from redactor.lexicon.titled_hits import Hit, acceptable, is_misread_role, is_office, role_after, several
from redactor.lexicon.titled_roles import role_ending_at, role_starting_at
from redactor.lexicon.titled_runs import Run, all_places, is_place, likely, name_word, names_something_else, run_after
from redactor.lexicon.titled_tokens import CAPITALS, SMALL, TITLECASE, Tokens
from redactor.lexicon.titled_words import FUNCTION, field_words, titles
from redactor.lexicon.words import is_word, name_kinds

_LABEL = regex.compile(
    r"(?i)(?<!\w)(?:(?<=^|[\n\t|>*(.;:/])[ *_]*|(?<=\s))(?P<label>"
    r"(?:full |first |last |middle |given |maiden |family |birth |child'?s |patient |client |contact |print |"
    r"your |author'?s |mother'?s |father'?s |parent'?s |signatory |officer'?s? )?"
    r"(?:name|names|forename|forenames|surname)"
    r"(?: \(print\)| in full| of (?:child|author|mother|father|worker|person|officer|signatory|chair|manager|"
    r"person completing (?:the |this )?form|parent|carer|imr author|reviewer|referrer|patient|professional|contact))?"
    r"|(?:known as|also known as|aka|alias|preferred name|previous names?)"
    r"|(?:(?:original|review|report|imr|overview|lead|document|joint|co-?)[ -]?)?authors?"
    r"|(?:prepared|written|compiled|completed|approved|signed off|reviewed|produced|commissioned|submitted|"
    r"authored|agreed|checked|countersigned|authorised|recorded|entered|typed|minuted|chaired|issued|referred|"
    r"reported|interviewed|attended|seen|verified|witnessed|interviewee|interviewer)(?: by)?"
    r"|signed|signature|signatory|contact(?: person| name)?|attn|fao|for the attention of|c/o|cc|from|to|"
    r"lead(?: officer| person| professional)?|person responsible|responsible(?: officer| person)?|owner|"
    r"minutes taken by|apologies(?: from)?|present|attendees|in attendance|referrer|informant|caller|subject|"
    r"next of kin|person completing (?:the |this )?form|"
    r"emergency contact|nominated (?:officer|person)|panel members?|members?|sw|hv|gp"
    r")[ *_]*(?:</?\w+>[ *_]*)*(?P<mark>:|\t|\||\.{3,}|…| [-–—] )"
)
_MARK = regex.compile(r"[:\t|…]|\.{3}| [-–—] ")
"""What ends every label."""

_BEFORE_MARK = regex.compile(r"(?i)([a-z]+)\)?[ *_]*(?:</?\w+>[ *_]*)*$")
_ENDS = frozenset(
    end for word in regex.findall(r"[a-z]{2,}", _LABEL.pattern) for end in (word, word.removesuffix("s"))
) | {"o"}
"""Words that a label can end in, and more that its pattern names."""
_LONGEST_MARKUP = 60


def _may_label(text: str) -> bool:
    """Whether a mark stands behind a word that a label can end in; most texts have no such mark."""
    for mark in _MARK.finditer(text):
        before = text[max(0, mark.start() - _LONGEST_MARKUP) : mark.start()]
        last = _BEFORE_MARK.search(before)
        if last is not None and last[1].lower() in _ENDS:
            return True
        if "<" in before or ">" in before or not before.strip(" *_"):
            return True  # the word may stand farther off
    return False


_LISTING = frozenset({"alias", "aliases", "aka", "seen", "present", "attendees", "in attendance", "apologies"})
"""Labels that several people or names follow, parted by commas."""

_CONTACT = regex.compile(
    r"(?i)\b(?:(?:please |to )?(?:contact|ring|call|phone|telephone|e-?mail)|speak (?:to|with)|ask for|"
    r"attention of|fao|return(?:ed)? to|addressed to)\s+(?=\p{Lu})"
)
_LETTER = regex.compile(r"(?:\bDear|(?i:\b(?:regards|sincerely|faithfully|wishes|thanks)\b,?))[\s*_]+(?=\p{Lu})")
_CALLED = regex.compile(r"(?<![\w@./])@(?=\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?![\w.@-]))")
_CONTACTS = (
    (
        _CONTACT,
        2,
        ("contact", "ring", "call", "phone", "mail", "speak", "ask", "attention", "fao", "return", "addressed"),
    ),
    (_LETTER, 1, ("dear", "regards", "sincerely", "faithfully", "wishes", "thanks")),
    (_CALLED, 1, ("@",)),
)
"""Pattern, the fewest words of a name behind it, and what each match holds one of, in small letters."""
_EMAIL = regex.compile(
    r"(?<![\w.%+-])(?P<first>\p{L}{1,20})(?P<mark>[._])(?P<last>\p{L}[\p{L}'-]{2,30})\d{0,3}@(?=[\w-])"
)
_ROLE_CELL = regex.compile(
    r"(?i)\b(?:role|job title|designation|position|title|post)\b[ *_]*(?:</?\w+>[ *_]*)*"
    r"[:\t|][ \t*_]*(?:<\w+>)?(?P<role>[^\t\n|<]{2,80})"
)


def _index_at(tokens: Tokens, position: int) -> int:
    return bisect_left([token.start for token in tokens.items], position)


def by_label(tokens: Tokens) -> Iterator[Hit]:
    """Names after a label: "Name: …", "Original Author: …", "Signed: F Last", "Name<tab>…"."""
    if not _may_label(tokens.text):
        return
    for match in _LABEL.finditer(tokens.text, timeout=search_limit(tokens.text)):
        index = _index_at(tokens, match.end())
        if not _right_after(tokens, index, match.end()):
            continue
        title_at = index
        while index < len(tokens.items) and tokens.items[index].text in titles():
            index += 1
        run = run_after(tokens, index) if index < len(tokens.items) else None
        if run is None:
            if _is_called(tokens, match["label"], index):
                yield Hit(index, Run(index, index, 1), "", "", "a word behind the label of a name", 0.8)
            continue
        run, before_label = _before_label(tokens, _in_line(tokens, run) if "name" in match["label"].lower() else run)
        if match["label"].lower() not in _LISTING:
            run = _index_order(tokens, run)
        weak = match["mark"].strip() in ("-", "–", "—") or match["label"].lower() in ("to", "from", "cc", "members")
        if not before_label and not _labelled(tokens, run, weak=weak):
            continue
        role = _role_of(tokens, match["label"], run)
        title = tokens.items[title_at].text if title_at < run.first else ""
        yield Hit(title_at, run, title, role, "a capitalised name after a label", 0.85)
        yield from more_after(tokens, run, role)


_CALLED_SO = frozenset({"known as", "also known as", "aka", "alias", "preferred name"})
_NOBODY = frozenset(
    """above adult applicable as baby below blank child declined known n/a nil no none not ditto same see tba tbc unborn
    unknown yes""".split()  # noqa: SIM905
)
"""What a form has in place of a name that somebody goes by."""


def _is_called(tokens: Tokens, label: str, index: int) -> bool:
    """Whether an ordinary word is all that stands behind what somebody goes by: "Known as: Per", "known as: noble"."""
    if label.lower() not in _CALLED_SO or index >= len(tokens.items) or tokens.gap(index + 1) not in "npt":
        return False
    token = tokens.items[index]
    if token.low in _NOBODY or role_for(token.text) is not None or token.low in field_words():
        return False
    return token.shape == TITLECASE or (token.shape == SMALL and token.low not in FUNCTION)


def _in_line(tokens: Tokens, run: Run) -> Run:
    """What of a name stands on its first line: "Last name: Oldroyd", and below "Braxton Hicks only"."""
    index = next((n for n in range(run.first + 1, run.last + 1) if tokens.gap(n) == "n"), run.last + 1)
    shapes = (tokens.items[n].shape for n in range(run.first, index))
    words = sum(shape in (TITLECASE, CAPITALS) for shape in shapes)
    return run if index > run.last or not words else Run(run.first, index - 1, words)


def _before_label(tokens: Tokens, run: Run) -> tuple[Run, bool]:
    """A name without the first word of the label behind it, and whether one is there: "Ebru | Last name: …"."""
    following, second = tokens.get(run.last + 1), tokens.get(run.last + 2)
    if several(run) and following is not None and is_name_label(following.low):
        return Run(run.first, run.last - 1, run.words - 1), True
    part = following is not None and is_part_label(following.low)
    return run, part and second is not None and is_name_label(second.low)


def _right_after(tokens: Tokens, index: int, position: int) -> bool:
    """Whether only blanks and mark-up stand between a label and the next word, on the same line."""
    token = tokens.get(index)
    if token is None:
        return False
    between = tokens.text[position : token.start]
    return "\n" not in between and not regex.search(r"[\p{L}\d\t|:(]", regex.sub(r"</?\w+>", "", between))


def _index_order(tokens: Tokens, run: Run) -> Run:
    """Include the given name after a comma: "Oldroyd, Karen"."""
    index = run.last + 1
    if several(run) or tokens.gap(index) != "," or not name_word(tokens, index):
        return run
    if role_starting_at(tokens, index) is not None:
        return run  # "Oldroyd, Head teacher"
    if tokens.gap(index + 1) == "," and index + 1 < len(tokens.items) and name_word(tokens, index + 1):
        return run  # a list of people
    return Run(run.first, index, 2) if tokens.gap(index + 1) in "npt,(" else run


def _labelled(tokens: Tokens, run: Run, *, weak: bool) -> bool:
    if names_something_else(tokens, run) or all_places(tokens, run):
        return False
    if role_starting_at(tokens, run.first, least=2) is not None or is_office(tokens, run):
        return False
    if is_misread_role(tokens, run) or all(is_misread_word(t.text) for t in tokens.items[run.first : run.last + 1]):
        return False  # "Author: Houslng"
    if several(run):
        return True
    token = tokens.items[run.last]
    if token.shape == CAPITALS and len(token.low) < 5:
        return False
    return not weak and tokens.gap(run.last + 1) in "npt,.;("


def _role_of(tokens: Tokens, label: str, run: Run) -> str:
    """The role beside a labelled name, in its label, or in the row or line below it ("Role<tab>…")."""
    index = run.last + 1
    if index < len(tokens.items) and tokens.gap(index) in " ,-(t":
        beside = role_starting_at(tokens, index)
        if beside is not None:
            return beside.role.prefix
    named = role_for(label) if not regex.search(r"(?i)name|contact|sign|by$|mother|father|child", label) else None
    if named is not None and named.kind == "person" and named.prefix != "Person":
        return named.prefix
    below = tokens.text[tokens.items[run.last].end :][:200]
    cell = _ROLE_CELL.search(below, timeout=search_limit(below))
    role = role_for(cell["role"]) if cell else None
    return role.prefix if role is not None and role.kind == "person" else ""


def by_contact(tokens: Tokens) -> Iterator[Hit]:
    """Names after a word of contact: "PLEASE CONTACT KAREN OLDROYD", "Dear Karen", "@Karen can you …"."""
    low = folded(tokens.text)
    for pattern, least, hints in _CONTACTS:
        if any(hint in low for hint in hints):
            for match in pattern.finditer(tokens.text, timeout=search_limit(tokens.text)):
                yield from _contacted(tokens, match.end(), least, is_letter=pattern is _LETTER)


def _contacted(tokens: Tokens, end: int, least: int, *, is_letter: bool) -> Iterator[Hit]:
    """The name of at least so many words that begins behind a word of contact."""
    index = _index_at(tokens, end)
    run = run_after(tokens, index) if index < len(tokens.items) else None
    if run is None and is_letter and (run := _addressed(tokens, index)) is not None:
        yield Hit(index, run, "", "", "whom a letter is to", 0.8)
        return
    if run is None or (run.last - run.first + 1) < least or all_places(tokens, run):
        return
    if acceptable(tokens, run, " ", before_role=False):
        beside = role_after(tokens, run.last)
        role = beside.role.prefix if beside is not None else ""
        yield Hit(run.first, run, "", role, "a capitalised name after a word of contact", 0.8)


def _addressed(tokens: Tokens, index: int) -> Run | None:
    """An ordinary word that a greeting is addressed to: "Dear Woody,"; nobody in "Dear All", "Dear Colleague"."""
    token, before = tokens.get(index), tokens.get(index - 1)
    if token is None or before is None or before.low != "dear" or token.possessive:
        return None
    if token.shape != TITLECASE and not (token.shape == CAPITALS and is_given_name(token.low)):
        return None
    if tokens.gap(index) != " " or tokens.gap(index + 1) not in "np,":
        return None
    nobody = token.low in _ADDRESSED or token.low in FUNCTION or role_for(token.text) is not None
    return None if nobody or token.low.removesuffix("s") in field_words() else Run(index, index, 1)


_ADDRESSED = frozenset(
    """all applicant both client colleague colleagues customer diary everybody everyone families family folks friend
    friends god heart lord madam me members neighbour occupier partners patient reader resident sir sirs student team
    teams tenant trust lads guys ladies gentlemen board panel council school home house santa""".split()  # noqa: SIM905
)
"""Whom a greeting names without a name."""
_DAYS = frozenset({"mon", "tue", "tues", "wed", "thurs", "fri", "sat", "sun"})


def by_index_order(tokens: Tokens) -> Iterator[Hit]:
    """Index order: "OLDROYD, Karen", the surname in capitals."""
    for index in range(len(tokens.items) - 1):
        token = tokens.items[index]
        if token.shape != CAPITALS or len(token.low) < 3 or tokens.gap(index + 1) != ",":
            continue
        given = tokens.items[index + 1]
        if given.shape != TITLECASE or not name_word(tokens, index + 1) or is_place(given.low):
            continue
        if not likely(token.low) or is_place(token.low) or not set(token.low) & set("aeiouy"):
            continue
        if role_starting_at(tokens, index + 1) is not None:
            continue  # "OLDROYD, Head teacher"
        role = role_ending_at(tokens, index)
        if (role is not None and role.first < index) or given.low in _DAYS:
            continue  # "CHIEF CONSTABLE, Fennshire Police", "Thu HEATH, Fri agency"
        last = index + 2 if tokens.gap(index + 2) == " " and name_word(tokens, index + 2) else index + 1
        yield Hit(index, Run(index, last, 2), "", "", "a surname in capitals before a given name", 0.8)


def by_family(tokens: Tokens) -> Iterator[Hit]:
    """A family named: "the Brannock family"."""
    if "family" not in tokens.text and "household" not in tokens.text:
        return
    for index in range(1, len(tokens.items) - 1):
        token, before = tokens.items[index], tokens.items[index - 1]
        following = tokens.items[index + 1]
        if following.text not in ("family", "household") or before.low != "the" or token.shape != TITLECASE:
            continue
        if tokens.gap(index) != " " or tokens.gap(index + 1) != " " or not name_word(tokens, index):
            continue
        longer = role_starting_at(tokens, index + 1, least=2)
        if longer is None and not is_place(token.low) and not _institutional(tokens, index + 2):
            yield Hit(index, Run(index, index, 1), "", "Family", "a family name", 0.65)


def _institutional(tokens: Tokens, index: int) -> bool:
    token = tokens.get(index)
    return token is not None and token.low in {"court", "centre", "proceedings", "hub", "services", "support", "law"}


def email_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Names in e-mail addresses: start and end of the local part, and the name it spells.

    ``karen.oldroyd@…`` and ``k_oldroyd@…`` are people; ``safeguarding.team@…`` is not.
    """
    for match in _EMAIL.finditer(text, timeout=search_limit(text)) if "@" in text else ():
        first, last = match["first"], match["last"]
        if not _personal(last) or (len(first) > 1 and not _personal(first)):
            continue
        yield match.start(), match.end() - 1, f"{_capital(first)} {_capital(last)}"


def _personal(part: str) -> bool:
    if part.isupper() and len(part) > 1 and not set(part.lower()) & set("aeiouy"):
        return False
    pieces = regex.findall(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})", part)
    if len(pieces) > 1 and all(is_word(piece) for piece in pieces):
        return False
    low = part.lower()
    if is_place(low):
        return False
    return likely(low) or bool(name_kinds(low) & {"given", "surname"})


def _capital(part: str) -> str:
    return part if part[0].isupper() else part[0].upper() + part[1:]
