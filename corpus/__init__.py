"""Invented cases: sources with their gold answers marked inline, and the programs that build them."""
