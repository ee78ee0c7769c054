"""The public register of country visits, taken in from files; its lines are only added."""
