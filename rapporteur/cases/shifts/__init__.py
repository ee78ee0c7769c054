"""Merging and splitting cases: submissions move, what was said of consent goes along, nothing is lost."""
