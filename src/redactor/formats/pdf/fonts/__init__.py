"""Fonts with their licences: DejaVu Sans for copies set anew, Liberation for codes set in place."""
