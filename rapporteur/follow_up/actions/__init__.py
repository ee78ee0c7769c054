"""What people do about what is followed: the only writers of this room."""
