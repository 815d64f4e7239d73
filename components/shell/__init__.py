"""Around every page: the frame, the selection bar, and what a reader takes away."""
