"""Reports of a mandate to a session: written here, their figures tied to what they count."""
