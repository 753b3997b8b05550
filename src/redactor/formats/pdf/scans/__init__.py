"""Scans and pictures in a PDF: pages without text, and pictures beside text.

``PixelPages`` reads and writes the pages that are pictures (or must become one);
``PdfPictures`` judges the pictures of all other pages as in the Office formats.
"""

from redactor.formats.pdf.scans.pages import SCAN, PixelPages
from redactor.formats.pdf.scans.pictures import PdfPictures

__all__ = ["SCAN", "PdfPictures", "PixelPages"]
