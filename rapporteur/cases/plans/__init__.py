"""How a source is kept safe: one plan a case, all of its words sealed."""
