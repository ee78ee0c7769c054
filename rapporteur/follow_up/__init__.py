"""What becomes of recommendations: who does what by when, what shows it, and who assesses it how."""
