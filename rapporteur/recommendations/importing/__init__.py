"""Files taken in at the desk: looked at first, then loaded whole, in part or not at all."""
