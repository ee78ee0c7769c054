"""SG1 to SG15: what the code holds by itself, and what a named person ticks with a day."""
