"""Which submissions read like one that is opened: copied, lightly edited, or told again."""
