"""Questions about the law: instruments and comments, what States accepted, scope."""
