"""The clock of a case: what is feared on a day, pauses, a day that a person chooses."""
