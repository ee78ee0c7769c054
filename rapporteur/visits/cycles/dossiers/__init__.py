"""A dossier of a State for a visit: what was on record on a day, and what changed since."""
