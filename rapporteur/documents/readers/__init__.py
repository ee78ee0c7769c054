"""Readers build the tree from one format each, and say what they did not understand."""
