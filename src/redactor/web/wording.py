"""What errors and next steps of the command line say, for somebody who has these pages."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_SETTING = re.compile(r"\b(?:[a-z]+(?:_[a-z]+)+|proceedings) \(([^()]*)\)")
"""The name of a setting with what it means behind it: only that is said."""

_IN_PAGES = (
    (
        "Look at the places in report.html; list the person or identifier in the glossary, and run again.",
        "Open the document here, mark the words, and say what they are. Then check again.",
    ),
    (
        "List them in the glossary; redactor suggest writes a list of them, with proposed codes, for Excel.",
        "Say who they are on the page “People”.",
    ),
    (
        "Have the draft in confidential/drafts/ read, then: redactor approve CASE; then run again.",
        "Have the copy read and approved on the page “Release”, then check everything again.",
    ),
    (
        "The document names people or places that are not in the glossary; their codes are provisional.",
        "It names people or places whose code nobody has agreed yet.",
    ),
    (
        "case.toml: nobody is allowed to stay named. Add [[allowed]] with name and role for the chairs and the author.",
        "Nobody is allowed to stay named. Write the chairs and the author above.",
    ),
    (
        'there is no role. Write role = "overview report author".',
        "Somebody who may stay named has no role. Write the name above under the role.",
    ),
    ("it lists nobody yet. `redactor suggest` proposes rows from the documents.", "It lists nobody yet."),
    (
        "case.toml [case] subject: the glossary has no row with this code. Add the child to it.",
        "The glossary has no row with the child's code. Add the child on the page “Documents”: mark the name there.",
    ),
    ("case.toml asks for two people", "The case asks for two people"),
    ("Write its kind under [documents] in case.toml.", "Say its kind on the page “Documents”."),
    (
        "If it is another kind of document, say so under [documents] in case.toml.",
        "If it is another kind of document, say so on the page “Documents”.",
    ),
    (
        "Record the open preconditions under [publication] in case.toml as they are met.",
        "Record them on the page “Release” as they are met.",
    ),
    ("Record it under [publication] in case.toml.", "Record it on the page “Release”."),
    (
        'Write its date in [publication], or { not_applicable = "why" }.',
        "Record its date below, or why it does not apply.",
    ),
    ("Write its path as report.html shows it, or delete the row.", "Delete the row."),
    ("or choose another --out folder.", "then try again."),
    ("or choose another --out.", "then try again."),
    ("Run the case with --destination website first, and have its drafts read.", "Write the copies to be read first."),
    (
        "Run the case with --destination website first; its drafts are what is read and approved.",
        "Write the copies to be read first.",
    ),
    ("Run the case again, and read the new drafts.", "Check everything again, and read the new copies."),
    ("The last run was for", "The last copies were written for"),
    ("There is no report of a run in the confidential folder.", "No copies were written to be read yet."),
    ("Give the name of the person with --name.", "Write your name."),
    ("Give the person's job title with --role: words", "Write your job title: words"),
    ("Name the findings with --finding ID.", "Tick the findings that may stand."),
    ("Their ids are in report.html and report.json.", "They are listed on the page “Checks”."),
    (
        "For example --override “Ward is the name of the hospital ward here, not of a person”.",
        "For example: Ward is the name of the hospital ward here, not of a person.",
    ),
    (
        'For example --override "Ward is the name of the hospital ward here, not of a person".',
        "For example: Ward is the name of the hospital ward here, not of a person.",
    ),
    ('For example --name "Kay Underhill".', "For example: Kay Underhill."),
    ('For example --role "information governance manager".', "For example: information governance manager."),
    (
        "Copies that changed have other ids: run again, and look at report.html.",
        "The copies changed: check everything again, and tick what may stand.",
    ),
    ("Mend the glossary or the document, and run again.", "Mend the glossary or the document, and check again."),
    ("This run has no finding", "This check has no finding"),
    ("Say for whom the pack is, with --to.", "Say for whom the pack is."),
    ('For example --to "Ofsted".', "For example: Ofsted."),
    ("Say why it is sent, with --reason, in one line.", "Say why it is sent, in one line."),
    ('For example --reason "evaluation of the review".', "For example: evaluation of the review."),
    ("redactor check on the folder release/ says what; run the case again.", "Check everything and release again."),
    ("redactor check on the folder release/ says what.", "“Check a file” says what, at the top of the page."),
    ("Make one with `redactor suggest`.", "Accept one person on the page “People”; that makes it."),
    ("`redactor run` says why for each.", "The page “Documents” says why for each."),
    ("Name the --out folder of a run.", "Release first."),
    ("Give another --output.", "Try again."),
    ("Run again with --retypeset, or use the Word file of this document.", "Use the Word file of this document."),
    (
        "Leave out --no-raster, print the original document to a new PDF, or use the Word file.",
        "Print the original document to a new PDF, or use the Word file.",
    ),
    ("Look at its permissions, or name another folder with --confidential.", "Look at its permissions."),
    ("delete glossary.docx, and call this again.", "delete glossary.docx, and try again."),
    (
        "Write the password into a text file and name that with --password-file, or open the file in its program, "
        "take the password off and save it again.",
        "Type it on the page “Documents”, or open the file in its program, take the password off and save it again.",
    ),
    (
        "The file is protected with a password, and none of those in the password file opens it.",
        "The file is protected with a password, and none that was typed here opens it.",
    ),
    ("Add its password to the file that --password-file names.", "Type its password on the page “Documents”."),
    (
        "Open it in LibreOffice, take the password off and save it again; --password-file cannot open this format.",
        "Open it in LibreOffice, take the password off and save it again; this format cannot be opened here.",
    ),
    (
        "Open confidential/decisions.csv and copy the passage or the place exactly as report.html shows it.",
        "Open the document here and mark the passage again.",
    ),
    (
        "Declare its kind under [documents] in case.toml, or give it a title that says what it is.",
        "Say its kind on the page “Documents”.",
    ),
    (
        "Run redactor open CASE: it puts the case in order, then try again.",
        "Ask whoever sealed the case to open it again: that puts it in order.",
    ),
    ("Run redactor open CASE, then try again.", "Ask whoever sealed the case to open it."),
    ("Install redactor again, or name another pipeline with --pipeline.", "Install the program again."),
    ("Install redactor again", "Install the program again"),
    (
        "Look at the role column of the glossary, or run without --key-to-codes. Nothing was released.",
        "Look at the roles on the page “People”, or leave out the key to codes. Nothing was released.",
    ),
    (
        "Keep the folder as it is for the data-protection officer; choose a new --out folder.",
        "Keep the folder “released” of the case as it is, and ask the data-protection officer.",
    ),
    ("Start with the file that `redactor new` makes.", "Hand in an Excel or CSV file."),
    (
        "case folder: there is no case.toml, so this is not a case folder. `redactor new` makes one.",
        "This is no case folder.",
    ),
    ("as report.html shows it", "as the page with the pictures shows it"),
    ("Run the case again", "Check everything again"),
    ("run the case again", "check everything again"),
    ("then run again", "then check again"),
    ("and run again", "and try again"),
    ("Run `redactor doctor`, or report the fault.", "Report the fault."),
)


_TABS = {
    "People": "people",
    "Questions": "questions",
    "Documents": "documents",
    "Release": "release",
    "Case": "details",
}
_PAGE = re.compile(rf"page “({'|'.join(_TABS)})”")


def linked(sentence: str, key: str) -> Markup:
    """A sentence as ``in_pages`` says it, with a link to each page of the case that it names.

    Args:
        sentence: As written for the command line; escaped here.
        key: The case's id in addresses.
    """
    said = str(escape(in_pages(sentence)))
    return Markup(_PAGE.sub(lambda m: f'page <a href="/case/{escape(key)}/{_TABS[m[1]]}">{m[1]}</a>', said))  # noqa: S704  # escaped above


def in_pages(sentence: str) -> str:
    """A sentence written for the command line, as these pages say it."""
    for said, here in _IN_PAGES:
        sentence = sentence.replace(said, here)
    return _SETTING.sub(r"\1", sentence).replace("..", ".")
