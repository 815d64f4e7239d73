"""Two indices of one year against each other."""
