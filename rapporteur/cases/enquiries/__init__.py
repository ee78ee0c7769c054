"""Asking a source for more, with a day by which an answer would help."""
