"""What of all recommendations the mandate follows: suggested with reasons, decided by a person."""
