"""Recommendations to States: taken in, matched, followed."""
