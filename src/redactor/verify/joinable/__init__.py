"""What a motivated intruder could join with what is known elsewhere: quasi-identifiers.

Names may be gone and a child still be found: by an exact date beside a town, a rare
illness, a trial that was in the news. For publication each such detail is accepted or
put in general words, with the reason on record (a motivated-intruder test).
"""

from redactor.verify.joinable.details import CHECK, joinable_details
from redactor.verify.joinable.notices import notices

__all__ = ["CHECK", "joinable_details", "notices"]
