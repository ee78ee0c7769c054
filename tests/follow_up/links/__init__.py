"""Released links of evidence, and whether they still lead anywhere."""
