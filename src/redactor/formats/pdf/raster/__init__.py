"""Pages worked on as pixels: rendered, read by text recognition, painted, and written as a picture with its words.

For scans, and for pages whose content cannot be edited safely. What is promised: nothing
of the old page's objects is left, the picture shows the codes, and the unseen words are
those of the picture with the codes. What is not: that every name was recognised. What was
not recognised with confidence holds the document.
"""

from redactor.formats.pdf.raster.page import RasterPage
from redactor.formats.pdf.raster.rendering import DPI, Renderer
from redactor.formats.pdf.raster.repaint import RepaintError
from redactor.formats.pdf.raster.tags import has_tags, start_tags

__all__ = ["DPI", "RasterPage", "Renderer", "RepaintError", "has_tags", "start_tags"]
