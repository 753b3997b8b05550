"""PyMuPDF: search each name on each page, redact: INPUT OUTPUT NAMES."""

import json
import sys

import pymupdf

document, names = pymupdf.open(sys.argv[1]), json.loads(sys.argv[3])
for page in document:
    for name in names:
        for place in page.search_for(name):
            page.add_redact_annot(place, "X")
    page.apply_redactions()
document.save(sys.argv[2], garbage=3, deflate=True)
