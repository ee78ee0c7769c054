"""Recommendations that ask the same of one State, over mechanisms and years (ADR 0196).

A suggestion: nothing is merged, and a person may part or join.
"""
