"""What the law of each State says: five ages, and what it makes a crime. Only added to.

Below `people`, since the public door shows some of it: who entered a row stands in the journal.
ADR 0186.
"""
