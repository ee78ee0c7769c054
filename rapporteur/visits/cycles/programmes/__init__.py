"""The programme of a visit: one sealed source, of which the official programme shows a part."""
