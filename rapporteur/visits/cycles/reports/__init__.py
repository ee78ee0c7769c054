"""The report on a visit: advance draft, the State’s comments, symbol, recommendations (ADR 0184)."""
