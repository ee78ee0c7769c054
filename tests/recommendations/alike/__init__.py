"""Recommendations that ask the same of one State."""
