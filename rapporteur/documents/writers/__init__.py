"""Writers walk the tree and make one format each."""
