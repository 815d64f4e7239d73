"""The command line: one module a command, and the texts that they print."""
