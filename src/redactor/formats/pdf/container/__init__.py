"""The container of a PDF: everything beside the words on its pages.

In this order, for reading and again for writing the same bytes::

    changes, notices = prepare(pdf)      # layers, annotations, form: into the pages, or gone
    texts = strings(pdf)                 # bookmarks, alternative texts, link targets, title, ...
    ...                                  # replace in the content of the pages
    rebuilt = rebuild(pdf, recoder(texts, new_texts_by_key))

``rebuild`` copies by an allow-list into a new file: what is not named in a shape is not
copied. What it does not promise: that the words on the pages are replaced, and that the
boxes of links fit words that were moved.
"""

from redactor.formats.pdf.container.rebuild import prepare, rebuild
from redactor.formats.pdf.container.record import ContainerError, PdfString, Rebuilt, Recode, recoder
from redactor.formats.pdf.container.strings import strings

__all__ = ["ContainerError", "PdfString", "Rebuilt", "Recode", "prepare", "rebuild", "recoder", "strings"]
