"""Handing a case to a colleague: offered with a sealed note, taken or not."""
