"""What an exercise starts with: made-up cases of Exerland, made by the acts of the desk itself.

texts      the data files, read once
people     who acts: the exercise's own accounts, their vaults opened with exercise.json
telling    one matter on its way, and the day on which each step of it is told
sources    what a source sends and how it is answered
cases      opening, joining, triage, decision
letters    from the first draft to the sent letter
replies    what came back
running    all of it, a transaction for each matter; ADR 0092
"""
