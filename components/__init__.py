"""What pages are made of: the only code besides the pages that imports streamlit."""
