"""Charts of a View with their words: maps, ranking, changes of rank and of score."""
