"""Filters that a person keeps for a list: a name and codes, of oneself alone."""
