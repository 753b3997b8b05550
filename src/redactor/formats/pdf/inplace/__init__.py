"""True replacement in the content streams of a PDF: glyphs out, codes in, lines set anew."""
