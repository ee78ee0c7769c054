"""A visit from request to follow-up, as a desk works on it.

An application of its own: the public door knows what documents report of visits, which is
`rapporteur.visits`, and nothing of this (ADR 0181).
"""
