"""Which visits to propose first: stated criteria, stated weights, and what would change the order.

Knows no database. FIELD §6; A/HRC/9/21, paragraphs 32 and 47. ADR 0161.
"""
