"""What changes letters: the only writers, one file for each thing that is done."""
