"""Files of a reform programme: their headings, rows and checks, and what a file would change."""
