"""Letters over a visit: a request with its terms of reference, a reminder (ADR 0182)."""
