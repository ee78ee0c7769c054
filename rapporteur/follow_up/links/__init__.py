"""Public pages that evidence points to, looked up each night where a person and the operator allow it.

What evidence points to is sealed, and this installation asks nothing of the outside unless told to.
"""
