"""What a State answers on the terms of reference, item by item (FIELD §2.3, ADR 0183)."""
