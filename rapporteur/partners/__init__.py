"""Who the desk works with: organisations, their people, and what they bring through their door."""
