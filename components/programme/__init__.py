"""The page about reform programmes, a module for each of its parts."""
