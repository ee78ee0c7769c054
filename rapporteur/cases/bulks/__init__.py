"""Acts on many rows of a list at once, which can be undone for a quarter of an hour."""
