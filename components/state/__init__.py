"""What a session knows: its View, its results from caches, who uses it, and the addresses that lead to it."""
