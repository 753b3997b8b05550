"""DejaVu Sans, regular and bold, with its licence: the fonts that copies are set in."""
