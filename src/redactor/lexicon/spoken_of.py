"""Whether the words beside a name speak of somebody: what they do, what is theirs, who they are to others."""

from __future__ import annotations

import re

from redactor.lexicon import name_cues as cues
from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_sets import vocabulary
from redactor.lexicon.name_titles import is_title
from redactor.lexicon.standing import known_words
from redactor.lexicon.words import name_kinds

_NEAR = 40
_OWNER = re.compile(r"['’]s? +[a-z]")
_BEHIND = re.compile(r"[ \u00a0\n]+([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0\n]+$")
_DATING = re.compile(
    r"\b(?:on|in|the|this|that|last|next|every|each|by|until|till|from|since|before|after|following|previous"
    r"|early|late|mid|\d{1,2}(?:st|nd|rd|th)?(?:[ \u00a0]of)?)[ \u00a0]+$",
    re.IGNORECASE,
)
"""What stands before a day. Without it a day before a surname may be a first name: "Sunday Adeyemi"."""
_WORDS = re.compile(r"[^\W\d_]+")
_LONG_VERB = 5
_TO_SOMEBODY = vocabulary("told asked saw met rang phoned visited texted emailed called advised informed spoke")
_ACTS = cues.SAYING | vocabulary(
    "who whom whose rings phones visited visits collected calls called emailed opened slept sleeps woke ate eats drank "
    "drinks hit hits slapped punched kicked bit pushed hugged kissed cried cries wept laughed smiled shouted "
    "screamed ran walked drove stayed stays lived lives married knew knows thought thinks felt feels wanted wants "
    "loved loves remembered remembers recalled recalls explained admitted admits agreed apologised complained "
    "believed believes noticed heard wrote spoke answered presented appeared looked seemed moved weighed bathed "
    "dressed fed died attended attends arrived"
)
"""What a person does; some of it is said of bodies as well ("the school said")."""
_STATES = vocabulary("was is has had did does would could")
_STATED = vocabulary(
    "seen upset crying asleep unwell ill pregnant born arrested drunk charged bailed interviewed spoken not "
    "absent late discharged admitted hungry tired frightened angry tearful bruised injured assaulted a aged "
    "weighed collected"
)
_BELONGS = re.compile(
    r"['’]s? (?:statement|account|mother|father|mum|dad|sister|brother|son|daughter|partner|children|baby|home|house"
    r"|flat|behaviour|injuries|bruises|birth|death|mood|wishes|request|evidence|GP|phone|car|arm|face|bedroom)\b"
)
_ENDS = re.compile(r"[,.;)]|$")
_IN_BRACKETS = re.compile(r" \(([A-Z]{2,4}|[A-Za-z][a-z]+)\b")
_IN_APPOSITION = re.compile(r"\b([a-z]+), $")
_DONE_TO = vocabulary("told asked hit slapped punched kicked hugged kissed married texted believed helped")
_LABEL = re.compile(
    r"\b(?:authors?|names?|signed|present|attendees|apologies|chair|worker|manager|caller|contact|lodger|partner|mother|father|parents?|carers?"
    r"|(?:completed|prepared|written|reported|referred|seen) by)[ \t]*[:|\t][ \t]*$",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"\b(?:made|seen|visited|reported|noticed|written|taken|collected|chaired|attended|weighed|heard|told|called|assessed"
    r"|signed|completed|examined|supported|accompanied|brought|cared for|hit|abused|assaulted|spoken|spoke|speak|talked"
    r"|discussed|liaised|lived|lives|living|stayed|met|meeting|visit|statement|letter|call|t/c|according|request)"
    r"[ \u00a0](?:with |again )?(?:by|with|to|from|of)[ \u00a0]$",
    re.IGNORECASE,
)


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether the words right beside a name, known or not, say that it is somebody's.

    Args:
        text: The text around it; only about forty code points on either side count.
        start: Where the name begins, in code points.
        end: Where it ends (half-open), with or without a possessive ending.
    """
    written = text[start:end]
    bare = end - (2 if written.endswith(("'s", "’s")) else 0)
    tail = text[bare : bare + _NEAR]
    if _OWNER.match(tail):
        return True
    behind, before = _BEHIND.match(tail), _BEFORE.search(text, max(0, start - _NEAR), start)
    following = fold_text(behind[1]) if behind and behind[1].islower() else ""
    if following in cues.VERBS | cues.SAYING or (following.endswith("ed") and len(following) >= _LONG_VERB):
        return True
    if before is None:
        return False
    previous = fold_text(before[1])
    return previous in cues.ROLES | cues.ROLE_CODES | _TO_SOMEBODY or is_title(before[1], written=before[1])


def acts(text: str, start: int, end: int) -> bool:
    """Whether the words beside a name say what hardly anything but a person does, or who did it.

    Stricter than ``is_spoken_of``: "Preston was closed", "Friday followed" do not count, "Preston told her",
    "seen by Friday" do.

    Args:
        text: The text around it; only about forty code points on either side count.
        start: Where the name begins, in code points.
        end: Where it ends (half-open).
    """
    before = text[max(0, start - _NEAR) : start]
    last = _BEFORE.search(before)
    if last is not None and fold_text(last[1]) in cues.DETERMINERS:
        return False
    if _BELONGS.match(text, end - 2 if text[end - 2 : end] in ("'s", "’s") else end):
        return True
    apposed = _IN_APPOSITION.search(before) if _ENDS.match(text, end) else None
    beside = (_IN_BRACKETS.match(text, end), apposed)
    if any(match is not None and fold_text(match[1]) in cues.ROLES | cues.ROLE_CODES for match in beside):
        return True
    words = [match[0] for match in _WORDS.finditer(text, end, end + _NEAR)]
    following = fold_text(words[0]) if words and words[0].islower() and text[end : end + 1].isspace() else ""
    if last is not None and fold_text(last[1]) in _DONE_TO:
        return True
    if following in _ACTS or (following in _STATES and len(words) > 1 and fold_text(words[1]) in _STATED):
        return True
    return _AGENT.search(before) is not None or _LABEL.search(before) is not None


_PETS = "cat dog puppy kitten rabbit hamster horse pony budgie parrot goldfish fish gerbil tortoise".split()  # noqa: SIM905
_ANIMAL = rf"(?:{'|'.join(_PETS)}|guinea pig|pet(?! name))"
_PET = re.compile(
    rf"\b{_ANIMAL}(?:['’]s|[ \u00a0]s)?[ \u00a0]+"
    r"(?:(?:that |who |which )?(?:is |was )?(?:called|named)|name(?: is| was)?)[ \u00a0]+$",
    re.IGNORECASE,
)
_EXPLAINED_AS_PET = re.compile(
    rf"[ \u00a0]+\((?:(?:the|his|her|their|family|comfort|soft|favourite|cuddly|old|new|small)[ \u00a0]+){{0,3}}"
    rf"(?:{_ANIMAL}|toy|teddy|teddy bear|doll|comforter)\)",
    re.IGNORECASE,
)


def is_pet(text: str, start: int, end: int) -> bool:
    """Whether the words beside a name give it to an animal or a toy: "a cat called Nutmeg", "Bruno (toy)".

    Args:
        text: The text around it; only about forty code points before it count.
        start: Where the name begins, in code points.
        end: Where it ends (half-open).
    """
    return _PET.search(text, max(0, start - _NEAR), start) is not None or bool(_EXPLAINED_AS_PET.match(text, end))


def is_dated(text: str, start: int) -> bool:
    """Whether a word of the calendar that begins at ``start`` is told as a date: "on Friday", "last May"."""
    low = max(0, start - _NEAR)
    return _DATING.search(text, low, start) is not None and _AGENT.search(text, low, start) is None


_RECORDS = re.compile(
    r"\b(?:notes|minutes|records?|figures|rota|diary|diaries|report|returns?|data|log|logs|attendance|statistics|"
    r"timesheets?|invoices?|payslips?|bills?)[ \u00a0](?:for|of)[ \u00a0]$",
    re.IGNORECASE,
)


_ON_SYSTEM = re.compile(
    r"\b(?:(?:wrote|written|write|put|recorded|entered|logged|typed|uploaded|noted|filed|saved)\b[^.;!?\n]{0,30}\b(?:on|onto|into)"
    r"[ \u00a0]|sources?:[ \t]*)$",
    re.IGNORECASE,
)


def is_of_records(text: str, start: int, end: int) -> bool:
    """Whether a month stands where records are told by theirs, or a system where something is entered on it.

    "Notes for April", "wrote it up on Mosaic": people are called so too, and who asks still replaces them.
    """
    word, before = text[start:end].casefold(), max(0, start - _NEAR)
    if word in known_words("records"):
        return _ON_SYSTEM.search(text, before, start) is not None
    return "month" in name_kinds(word) and _RECORDS.search(text, before, start) is not None
