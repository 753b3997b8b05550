"""Names of people by origin, in three splits that share none: the ground of the invented case prose.

``names.tsv`` is the project's own list. A name, its short forms and every name it shares a word with
(Mary, Mary-Kate) belong to one group, and a group to one split, chosen by hash; a few groups are then moved
out of the training split so that every origin is present in every split.
"""

from __future__ import annotations

from corpus.names.assignment import SPLITS, Split
from corpus.names.lists import FirstName, OriginNames, fold_name, names_of, split_of

__all__ = ["SPLITS", "FirstName", "OriginNames", "Split", "fold_name", "names_of", "split_of"]
