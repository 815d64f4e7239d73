"""What the catalogue says of an index, and how other programs fetch its scores."""
