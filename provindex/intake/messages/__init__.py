"""What each kind of issue says: one sentence on what was found and one on how to mend it."""
