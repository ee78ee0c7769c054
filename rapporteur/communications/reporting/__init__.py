"""Reports of communications: three a year, with their lists, figures and definitions."""
