"""One document tree, its readers and its writers. It knows nothing of what a document is about."""
