"""Every number, rank, check and figure of the dashboard; pure Python, without the web framework."""
