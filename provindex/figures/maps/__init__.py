"""Maps of the provinces: coloured, in relief, side by side, and through the years."""
