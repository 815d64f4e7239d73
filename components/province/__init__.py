"""The page about one province, a module for each of its parts."""
