"""The closed world: every proper noun that is left in a file, explained or not.

Nothing here imports ``redactor.lexicon``: the list stands on its own code and on
the shipped word lists.
"""

from redactor.verify.closed.notices import notices
from redactor.verify.closed.world import CHECK, proper_nouns

__all__ = ["CHECK", "notices", "proper_nouns"]
