"""Parts that every page is made of: cards, charts, tables, pickers and notes."""
