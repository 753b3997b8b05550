"""Anonymise children's safeguarding reviews in place, and block release while anything is left."""

__version__ = "0.1.0"
