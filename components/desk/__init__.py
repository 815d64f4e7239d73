"""The desk where files are read, checked, compared and published."""
