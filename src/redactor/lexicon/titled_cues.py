"""The rules: a title, a role on either side, a list of names that share a role."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.scanned import mended
from redactor.lexicon.titled_hits import (
    BESIDE,
    Hit,
    acceptable,
    fills_line,
    introduces,
    is_determiner,
    is_only_misread,
    modifies,
    role_after,
    role_before,
    several,
)
from redactor.lexicon.titled_roles import RoleWords, may_continue_role, may_end_role, role_ending_at, role_starting_at
from redactor.lexicon.titled_runs import (
    Run,
    is_place,
    name_word,
    names_something_else,
    never,
    run_after,
    run_before,
)
from redactor.lexicon.titled_tokens import OTHER, SMALL, TITLECASE, Tokens
from redactor.lexicon.titled_words import Title, titles
from redactor.lexicon.words import is_word, name_kinds
from redactor.model import Category

_NOBLE = frozenset({"Sir", "Lady", "Lord", "Dame", "Prince", "Canon", "Brother"})
_CAREFUL = frozenset({"Miss", "MISS"})


# -- titles ------------------------------------------------------------------------------------


def by_title(tokens: Tokens) -> Iterator[Hit]:
    """People with a title: "Mrs Oldroyd", "PC 4471 Tolland", "Mr Justice Oldroyd"."""
    table = titles()
    for index, token in enumerate(tokens.items):
        title = table.get(token.text)
        if (
            title is None
            or _text(tokens, index - 1) in table
            or _ends_greeting(tokens, index)
            or (token.text in _CAREFUL and _near_miss(tokens, index))
        ):
            continue
        start = _after_titles(tokens, index, title)
        if start is None:
            continue
        run = run_after(tokens, start, titled=not title.strict)
        if run is None or not _titled_name(tokens, run, token.text, title):
            continue
        rank = role_ending_at(tokens, start - 1) if title.role and not tokens.items[start - 1].text.isdigit() else None
        role = _role_beside(tokens, index, run) or (rank.role.prefix if rank else title.role)
        first = min(index, rank.first) if rank else index
        yield Hit(first, run, token.text, role, "title before a capitalised name", 0.9)
        if token.text in ("Drs", "Messrs"):
            yield from more_after(tokens, run, role, loose=True)


def _ends_greeting(tokens: Tokens, index: int) -> bool:
    """Whether a title without a name ends the line of a greeting: "Dear SIR", and below "Thank you"."""
    return (
        tokens.items[index].low in ("sir", "madam")
        and tokens.gap(index + 1) == "n"
        and _text(tokens, index - 1).lower() == "dear"
    )


def _text(tokens: Tokens, index: int) -> str:
    token = tokens.get(index)
    return token.text if token is not None and tokens.gap(index + 1) in (" ", ".") else ""


def _near_miss(tokens: Tokens, index: int) -> bool:
    before = tokens.get(index - 1)
    return before is not None and before.low == "near"


def _after_titles(tokens: Tokens, index: int, title: Title) -> int | None:
    """The token at which the name must begin; ``None`` if the title stands alone."""
    table = titles()
    while True:
        index += 1
        token = tokens.get(index)
        if token is None or tokens.gap(index) not in (" ", "n", "."):
            return None
        if token.text in table or token.text in ("Justice", "JUSTICE") or "justice" in mended(token.low):
            title = table.get(token.text, title)
            continue
        if title.numbered and token.shape == OTHER and token.text.isdigit() and len(token.text) <= 6:
            continue
        below = tokens.gap(index) == "n" and tokens.items[index - 1].text.isdigit()
        return None if below and not _alone_on_line(tokens, index) else index


def _alone_on_line(tokens: Tokens, index: int) -> bool:
    """Whether a name is all of the line below a number: "PC 4471", and on the next line "Hope"."""
    run = run_after(tokens, index, titled=True)
    return run is not None and fills_line(tokens, run.first, run.last)


def _titled_name(tokens: Tokens, run: Run, written: str, title: Title) -> bool:
    first = tokens.items[_first_word(tokens, run)]
    if written in _NOBLE and names_something_else(tokens, run):
        return False
    if title.role or written in _CAREFUL:
        return not never(first.low) and (not is_word(first.low) or bool(name_kinds(first.low)))
    return not never(first.low) or "surname" in name_kinds(first.low)


def _first_word(tokens: Tokens, run: Run) -> int:
    for index in range(run.first, run.last + 1):
        if len(tokens.items[index].low) > 2:
            return index
    return run.last


def _role_beside(tokens: Tokens, first: int, run: Run) -> str:
    """The role before or after a name, as a prefix; empty if none."""
    if not tokens.items[run.last].possessive:
        after = role_after(tokens, run.last)
        if after is not None and tokens.gap(run.last + 1) != "n":
            return after.role.prefix
    before = role_before(tokens, first)
    return before.role.prefix if before is not None else ""


# -- roles -------------------------------------------------------------------------------------


def by_role(tokens: Tokens) -> Iterator[Hit]:
    """People with a role on either side: "health visitor Karen", "Karen Oldroyd, Independent Chair"."""
    for index, token in enumerate(tokens.items):
        found = role_ending_at(tokens, index) if may_end_role(token.text) else None
        if found is not None and not _goes_on(tokens, found):
            yield from _name_after(tokens, found)
            yield from _name_before(tokens, found)


def _goes_on(tokens: Tokens, found: RoleWords) -> bool:
    """Whether a longer role begins at the same word: "Head | of Safeguarding"."""
    following = tokens.get(found.last + 1)
    if following is None or not may_continue_role(following.text):
        return False
    longest = role_starting_at(tokens, found.first)
    return longest is not None and longest.last > found.last


def _name_after(tokens: Tokens, found: RoleWords) -> Iterator[Hit]:
    start = found.last + 1
    token = tokens.get(start)
    if token is None:
        return
    gap, role = tokens.gap(start), _role_given(tokens, found)
    if gap == " " and token.shape == SMALL:
        yield from _called(tokens, found)
    if gap == "n" and fills_line(tokens, found.first, found.last):
        run = run_after(tokens, start)
        if run is not None and several(run) and fills_line(tokens, run.first, run.last):
            yield from _hit(tokens, run, "n", role, "a role on the line above")
        return
    if gap != " " and gap not in BESIDE:
        return
    run = run_after(tokens, start)
    if run is None or not _fits_after(tokens, found, run, gap) or _is_heading(tokens, found, run):
        return
    yield from _hit(tokens, run, gap, role, "a role before a capitalised name")
    yield from more_after(tokens, run, role if found.plural else "")


def _is_heading(tokens: Tokens, found: RoleWords, run: Run) -> bool:
    """Whether the subject of a message begins with a word that a scanner misread: "Subject: Wcekly figures"."""
    low, following = tokens.items[run.last].low, tokens.get(run.last + 1)
    if tokens.items[found.last].low != "subject" or several(run) or following is None or following.shape != SMALL:
        return False
    return tokens.gap(run.last + 1) == " " and is_only_misread(low)


def _role_given(tokens: Tokens, found: RoleWords) -> str:
    """The prefix; "Sister Tolland" is a nurse unless somebody's sister."""
    before = tokens.get(found.first - 1)
    possessed = before is not None and (is_determiner(before) or before.possessive) and tokens.gap(found.first) == " "
    nurse = found.first == found.last and tokens.items[found.first].text in ("Sister", "SISTER") and not possessed
    head = _head_role(tokens, found)
    return "Nurse" if nurse else (head or found).role.prefix


def _head_role(tokens: Tokens, found: RoleWords) -> RoleWords | None:
    """The role that another belongs to: the step-father in "the step-father of the older girl, Tom Field"."""
    index = found.first - 1
    while index > 0 and tokens.gap(index + 1) == " " and modifies(tokens, index):
        index -= 1
    if index < 1 or tokens.items[index].low != "of" or tokens.gap(index) != " ":
        return None
    return role_ending_at(tokens, index - 1)


def _fits_after(tokens: Tokens, found: RoleWords, run: Run, gap: str) -> bool:
    """Weed out the next item of a list, or the next cell of a heading row."""
    if gap == "t" and not several(run):
        return tokens.gap(found.first) in "pn"
    if gap == "," and (found.plural or _in_brackets_after_name(tokens, found)):
        return False
    if gap == "," and not several(run):
        return tokens.gap(run.last + 1) in ",.;)px" or tokens.items[run.last].possessive
    return True


def _in_brackets_after_name(tokens: Tokens, found: RoleWords) -> bool:
    """Whether the role in brackets is that of the name before them: "Mr Oldroyd (dentist, Fennhaven)"."""
    before = tokens.get(found.first - 1)
    return before is not None and tokens.gap(found.first) == "(" and before.shape != SMALL


_LINKING = frozenset({"is", "was", "who", "being", "whose", "name", "by", "as", "only", "known", "then", "a"})


def _is_surname(tokens: Tokens, found: RoleWords) -> bool:
    """Whether the word of a role with a capital is the surname of the given name before it: "Art Friend of …"."""
    before = tokens.get(found.first - 1)
    if before is None or tokens.gap(found.first) != " " or found.first != found.last:
        return False
    return before.shape == tokens.items[found.first].shape == TITLECASE and is_given_name(before.low)


def _called(tokens: Tokens, found: RoleWords) -> Iterator[Hit]:
    """Names given to a role: "a friend called Tariq", "the author was Jo Field", "mother of Oliver"."""
    if _is_surname(tokens, found):
        return
    index, seen = found.last + 1, set[str]()
    while index < len(tokens.items) and len(seen) < 4 and tokens.gap(index) in " ,":
        low = tokens.items[index].low
        if low not in _LINKING and low not in ("called", "named", "of"):
            break
        seen.add(low)
        index += 1
    run = run_after(tokens, index) if seen and index < len(tokens.items) and tokens.gap(index) == " " else None
    if run is None:
        return
    if "of" in seen:
        if seen == {"of"} and found.role.category in (Category.FAMILY, Category.CHILD):
            yield from _hit(tokens, run, " ", "", "a name after a family tie", 0.7)
    elif seen & {"called", "named", "known"} or {"name", "is"} <= seen or several(run):
        yield from _hit(tokens, run, " ", found.role.prefix, "a role and the name given to it")


_CODE = "Person"


def _is_numbered(tokens: Tokens, found: RoleWords) -> bool:
    """Whether a number makes a role a code ("Person 2"), which says nothing of the words before it."""
    following = tokens.get(found.last + 1)
    return following is not None and following.text.isdigit() and tokens.gap(found.last + 1) == " "


def _name_before(tokens: Tokens, found: RoleWords) -> Iterator[Hit]:
    start, determined = _skip_modifiers(tokens, found.first)
    if start == 0:
        return
    gap, role = tokens.gap(start), found.role.prefix
    if role == _CODE and _is_numbered(tokens, found):
        return
    if gap == " " and tokens.items[start - 1].possessive:
        yield from _owner(tokens, start - 1)
        return
    if gap != " " and gap not in BESIDE and gap != "n":
        return
    run = run_before(tokens, start - 1)
    if run is None or not _fits_before(tokens, run, gap, determined=determined):
        return
    joined = run.first > 0 and tokens.items[run.first - 1].low == "and"
    young = tokens.items[run.last].low == "young"
    if found.plural and gap == " " and tokens.items[found.last].shape != SMALL and (young or not joined):
        return  # the name of a body: "Fennhaven Young Carers"
    if gap == "n" and not (fills_line(tokens, run.first, run.last) and _ends_line(tokens, found.last)):
        return
    if gap in ",-" and introduces(tokens, found):
        if not several(run):
            return
        role = ""
    if gap in "(," and not several(run):
        run = _surname_first(tokens, run)
    yield from _hit(tokens, run, gap, role, "a capitalised name before a role", before_role=True)
    yield from _more_before(tokens, run, role if found.plural else "")


def _ends_line(tokens: Tokens, last: int) -> bool:
    """Whether a role ends its line or goes on about the name above; "Officer: …" is the label of the next line."""
    if tokens.gap(last + 1) == ":":
        return False
    return last + 1 >= len(tokens.items) or tokens.gap(last + 1) in "np,t(-" or tokens.items[last + 1].shape != SMALL


def _fits_before(tokens: Tokens, run: Run, gap: str, *, determined: bool) -> bool:
    if several(run):
        return not (gap == " " and determined)
    return gap in ",(" or (gap == "-" and tokens.gap(run.first) in "npt")


def _skip_modifiers(tokens: Tokens, first: int) -> tuple[int, bool]:
    """Step back over "the allocated", "LSCB", "Senior"; whether an article was among them."""
    for _ in range(5):
        if first == 0 or tokens.gap(first) != " " or not modifies(tokens, first - 1):
            return first, False
        if tokens.items[first - 1].possessive and name_word(tokens, first - 1):
            return first, False
        first -= 1
        if is_determiner(tokens.items[first]):
            return first, True
    return first, False


def _owner(tokens: Tokens, index: int) -> Iterator[Hit]:
    """A name in the possessive before a role: "Oliver's mother"."""
    if not name_word(tokens, index) or is_place(tokens.items[index].low):
        return
    run = run_before(tokens, index)
    if run is not None:
        yield from _hit(tokens, run, " ", "", "a possessive name before a role", 0.7)


def _surname_first(tokens: Tokens, run: Run) -> Run:
    """Reach back over a comma: "Oldroyd, Karen (social worker)" in a cell or line of its own."""
    index = run.first
    if index and tokens.gap(index) == "," and tokens.gap(index - 1) in "npt:" and name_word(tokens, index - 1):
        return Run(index - 1, run.last, 2)
    return run


def _hit(
    tokens: Tokens,
    run: Run,
    gap: str,
    role: str,
    evidence: str,
    score: float = 0.85,
    *,
    before_role: bool = False,
) -> Iterator[Hit]:
    if acceptable(tokens, run, gap, before_role=before_role):
        yield Hit(run.first, run, "", role, evidence, score if several(run) else score - 0.15)


# -- lists -------------------------------------------------------------------------------------


def more_after(tokens: Tokens, run: Run, role: str, *, loose: bool = False) -> Iterator[Hit]:
    """Further names of a list: "social workers Karen Oldroyd, Marek Wisniowski and Jo Field".

    Without a role that all of them share, only full names go on, unless ``loose``.
    """
    for _ in range(12):
        index = run.last + 1
        token = tokens.get(index)
        if token is None or tokens.items[run.last].possessive:
            return
        if token.low == "and" and tokens.gap(index) in " ,":
            index += 1
        elif tokens.gap(index) not in ",&" or not role:
            return
        if tokens.gap(index) not in " ,&":
            return
        following = run_after(tokens, index) if index < len(tokens.items) else None
        if following is None or not (role or loose or several(following)) or _opens_role(tokens, following):
            return
        run = following
        yield from _hit(tokens, run, " ", role, "a name in a list of people", 0.75)


def _opens_role(tokens: Tokens, run: Run) -> bool:
    """Whether a run is a role or begins one: "Karen Oldroyd, Head teacher"."""
    found = role_starting_at(tokens, run.first)
    return found is not None and found.last >= run.last


def _more_before(tokens: Tokens, run: Run, role: str) -> Iterator[Hit]:
    """Earlier names of a list: "Karen Oldroyd and Marek Wisniowski, social workers"."""
    for _ in range(12):
        index = run.first - 1
        if index <= 0:
            return
        if tokens.items[index].low == "and" and tokens.gap(run.first) == " ":
            index -= 1
        elif tokens.gap(run.first) not in ",&" or not role:
            return
        earlier = run_before(tokens, index)
        if earlier is None or (not role and not several(earlier)) or _opens_role(tokens, earlier):
            return
        run = earlier
        yield from _hit(tokens, run, " ", role, "a name in a list of people", 0.75, before_role=True)
