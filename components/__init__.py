"""What pages are made of: the only code besides the pages that imports streamlit."""

import logging


def _is_news(record: logging.LogRecord) -> bool:
    """Not the line, one a cached function, that says only that the functions are made before the server runs."""
    return "No runtime found" not in record.getMessage()


logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(_is_news)
