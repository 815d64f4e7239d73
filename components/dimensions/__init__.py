"""The parts of a measure side by side, and the way down through them."""
