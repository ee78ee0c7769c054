"""Mail that comes in to the address of a desk: read, matched to its letter, or held for a person."""
