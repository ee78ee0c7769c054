"""Is a recommendation of concern to the mandate? Suggested with reasons, decided by a person.

No table and no door is known here: texts go in, suggestions come out. `terms` is the readable list
that ships, `suggesting` what a page asks, `labelled` reads a file to learn from, `training` makes a
model of it, `keeping` keeps one as plain numbers, `evaluating` says how good each is.
"""
