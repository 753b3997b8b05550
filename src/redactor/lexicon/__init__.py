"""Pure functions over text that detection and the verifier both stand on.

Nothing here reads anything but shipped word lists, and nothing keeps state that
depends on a document. Import from the modules: ``folding``, ``words``,
``nicknames``, ``forms``, ``context``, …
"""
