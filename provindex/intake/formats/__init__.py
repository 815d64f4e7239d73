"""Tables of documents, which are not made of sheets: Word, PDF, and what else is named for what it is."""
