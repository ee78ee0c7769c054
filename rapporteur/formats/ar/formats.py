"""A day with its time, which Django's own Arabic formats leave in the English order."""

DATETIME_FORMAT = "j F Y، H:i"
