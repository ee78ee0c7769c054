"""Reprisals against who told us or worked with us: seen by very few, sealed in words (FIELD §1.6)."""
