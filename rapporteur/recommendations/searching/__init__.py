"""Full text of recommendations in six languages, with facets."""
