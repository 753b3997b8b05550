"""The glossary matcher's engine: tokens, readings, trie, acceptance, resolution.

``index.NameIndex`` is the way in. Linear in the length of the text: it is folded
and cut into tokens once, every distinct token is looked up once, and a walk
begins only at tokens that may begin a listed name.
"""
