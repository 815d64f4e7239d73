"""Published scores in; ranks, changes, comparisons and what may be compared out."""
