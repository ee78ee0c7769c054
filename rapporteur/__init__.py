"""Rapporteur: the working desk of a human-rights mandate."""

__version__ = "0.1.0"
