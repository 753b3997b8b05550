"""How sure the person model must be: the only place where these numbers stand.

They are compared with the calibrated scores of the pipeline; choose them on the
development split of the corpus, never on the test split.
"""

from __future__ import annotations

SURE = 0.95
"""A word that the model marks with at least this probability is evidence for a name."""

SHARE = 1 / 3
"""A word is a name throughout the case if at least this share of its capitalised uses is evidence."""

DOUBTFUL = 0.9
"""Somebody found once, by the model alone and below this, is coded and listed, and holds the document
only where the destination holds doubtful people (website)."""

BLOCKING = 0.9
"""Score from which a mark of the person model blocks a finished file: nobody reads the text again before that."""

SPOKEN_OF = 0.8
"""The same where the words beside the name say that it is somebody's ("Hope said")."""
